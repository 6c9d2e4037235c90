/**
 * Tells debtor systems what changed, in runs: the life of a delivery (aflevering) from WAITING to its end.
 *
 * <p><b>Doors:</b> {@code Deliveries}, {@code SubmissionRuns}, {@code RunSteering}, {@code DebtorSystemSteering},
 * {@code WorklistDesk}, {@code DryRuns}, {@code RunCalendars}, {@code RunCalendar}, {@code DeliveryState}.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>S1 The legal steps of a delivery are one table.
 *   <li>S2 One delivery of a claim is on its way at a time, in the order FBS made the changes.
 *   <li>S3 begin, call, finish: no transaction, lock or connection is held across the network.
 *   <li>S4 A call that may have arrived is IN_DOUBT and is settled by asking, never by sending again.
 *   <li>S5 A run's figures are counted from its deliveries, never stored beside them.
 *   <li>S6 Every answer about a doubt is kept; what contradicts what was said before is a person's to settle.
 * </ol>
 *
 * <p><b>Out of scope:</b> what a claim is (claim), what comes back later (settlement).
 */
@NullMarked
package dk.kravbro.submission;

import org.jspecify.annotations.NullMarked;
