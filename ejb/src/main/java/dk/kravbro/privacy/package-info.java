/**
 * Keeps what is known of people no longer than its time, and under no older key than need be: seals what stood in clear,
 * seals and hashes anew after a change of keys, and erases.
 *
 * <p><b>Doors:</b> {@code PeopleSealing} (for the schema), {@code PersonalDataKeys}, {@code Erasures}.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>P1 What is sealed anew stays readable and findable at every moment: old and new stand side by side until the last row is
 *       done.
 *   <li>P2 Every step is a bounded transaction of its own and may be broken off and repeated.
 *   <li>P3 Erased is what tells of people, never what is counted: ledger, amounts, ids and states stay, so sums stay provable.
 *   <li>P4 Nothing is erased that is open: owed, on its way, in doubt, with a person, or at enforcement.
 * </ol>
 *
 * <p><b>Out of scope:</b> how something is sealed (secrets) and what is sealed together (claim); raw messages, which the archive
 * forgets by the day.
 */
@NullMarked
package dk.kravbro.privacy;

import org.jspecify.annotations.NullMarked;
