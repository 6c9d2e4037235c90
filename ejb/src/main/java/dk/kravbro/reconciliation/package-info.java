/**
 * Compares our claims with what FBS lists as open (afstemning).
 *
 * <p><b>Doors:</b> {@code FeeSnapshots}, {@code SnapshotApplications}.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>R1 A difference is shown with both figures, never smoothed.
 *   <li>R2 A list that did not end as it must is never compared.
 *   <li>R3 What is later here than the list is reported as such, and never taken back.
 *   <li>R4 Nothing is changed unless somebody asks, kind by kind, and repeats the figures; what FBS does not list is
 *       cancelled only within the limits of share and sum.
 * </ol>
 *
 * <p><b>Out of scope:</b> the debtor system's balances; comparing by itself.
 */
@NullMarked
package dk.kravbro.reconciliation;

import org.jspecify.annotations.NullMarked;
