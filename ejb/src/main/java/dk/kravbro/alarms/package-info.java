/**
 * Tells in time that something which should happen does not: no run, no answers, doubt that lasts, claims that grow old
 * or near their limitation date. By log id, metric, health detail, and on the pages.
 *
 * <p><b>Doors:</b> {@code Alarms}.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>D1 An alarm follows from rows and the database's clock alone: a dead timer cannot hide what it did not do.
 *   <li>D2 Each alarm is said to the log once when it begins, when its step rises and when it is over, by one node.
 *   <li>D3 A look that fails is an alarm of its own.
 *   <li>D4 A look costs little, however many claims there are; what costs more is done the more seldom, the longer it
 *       takes.
 *   <li>D5 An alarm names kinds, municipalities, nodes and instants; never a claim or a person.
 * </ol>
 *
 * <p><b>Out of scope:</b> doing anything about it.
 */
@NullMarked
package dk.kravbro.alarms;

import org.jspecify.annotations.NullMarked;
