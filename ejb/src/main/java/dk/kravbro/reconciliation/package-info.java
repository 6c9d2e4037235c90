/**
 * Compares our balances with the debtor system's and with FBS's (afstemning).
 *
 * <p><b>Doors:</b> none yet.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>R1 A difference is shown with both figures, never smoothed.
 * </ol>
 *
 * <p><b>Out of scope:</b> correcting a difference: that is a person's decision.
 */
@NullMarked
package dk.kravbro.reconciliation;

import org.jspecify.annotations.NullMarked;
