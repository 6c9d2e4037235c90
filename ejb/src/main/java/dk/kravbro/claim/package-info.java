/**
 * What is owed, by whom, to whom: the claim (fordring) and its ledger.
 *
 * <p><b>Doors:</b> {@code Claim}, {@code Claims}, {@code Amount}, {@code Debtor}, {@code PeopleSeal}.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>C1 Money is whole øre in {@code Amount}; no rounding, no floating point.
 *   <li>C2 The ledger is only added to; the outstanding amount (restance) is computed from it, never stored.
 *   <li>C3 A claim is known by agency and fee id; its FBS versions only grow.
 *   <li>C4 What tells of a person stands sealed in the database, is found by keyed hashes, and is sealed and opened in {@code
 *       PeopleSeal} alone.
 * </ol>
 *
 * <p><b>Out of scope:</b> how FBS says it (intake), who is told (submission). Knows no JMS, SOAP or JSON.
 */
@NullMarked
package dk.kravbro.claim;

import org.jspecify.annotations.NullMarked;
