/**
 * What a person or a probe wants to see: overviews, lists, timelines, money proofs. Reads only.
 *
 * <p><b>Doors:</b> {@code MoneyProofs}, {@code Overviews}, {@code ClaimViews}, {@code DeliveryViews}, {@code
 * AnswerViews}, {@code ParkedViews}, {@code RunViews}, {@code NodeViews}, {@code Identities},
 * {@code MunicipalityNames}.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>O1 Every figure is counted from the rows a reader can open.
 *   <li>O2 A reader of one municipality gets nothing of another; what is not there and what is another's look the same.
 *   <li>O3 The figures of one proof are of one moment: one statement, one snapshot.
 *   <li>O4 Lists are paged by key, never by offset; every query has a limit of rows and of time.
 *   <li>O5 A person's identity number leaves this room masked, but for {@code Identities}, which writes down who saw it and
 *       why.
 * </ol>
 *
 * <p><b>Out of scope:</b> changing anything; how a figure is written (web.status).
 */
@NullMarked
package dk.kravbro.monitoring;

import org.jspecify.annotations.NullMarked;
