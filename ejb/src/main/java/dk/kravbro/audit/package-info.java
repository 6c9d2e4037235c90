/**
 * Who did or saw what, only added to; and who is calling.
 *
 * <p><b>Doors:</b> {@code Actor}, {@code Role}, {@code Reach}, {@code AuditTrail}.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>U1 Every change by a person and every showing of an identity number leaves an entry.
 *   <li>U2 Entries are never changed or removed here.
 * </ol>
 *
 * <p><b>Out of scope:</b> establishing who calls: the doors in web do.
 */
@NullMarked
package dk.kravbro.audit;

import org.jspecify.annotations.NullMarked;
