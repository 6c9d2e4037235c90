/**
 * What time it is: the only place that asks the machine's clock.
 *
 * <p><b>Doors:</b> {@code BusinessClock}.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>K1 Instants for what happened; local dates (Europe/Copenhagen) for what the law counts.
 * </ol>
 *
 * <p><b>Out of scope:</b> calendars and windows (submission).
 */
@NullMarked
package dk.kravbro.time;

import org.jspecify.annotations.NullMarked;
