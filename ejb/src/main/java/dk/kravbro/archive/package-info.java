/**
 * Keeps what went over the wire: messages packed and sealed, and beside them, in clear, what is known of a call without
 * personal data. Shown to those who may, and only with a reason.
 *
 * <p><b>Doors:</b> {@link dk.kravbro.archive.CallArchive} (takes), {@link dk.kravbro.archive.KeptCalls} (writes, in the
 * statement of whoever made the call), {@link dk.kravbro.archive.CallReadings} (shows), {@link
 * dk.kravbro.archive.UnfitAnswers} (what waits for a person), {@link dk.kravbro.archive.MessageSeal}.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>K1 Keeping never decides what became of a call, and never fails it: what cannot be sealed is not kept, and said.
 *   <li>K2 No message is stored in clear, and no security token at all.
 *   <li>K3 A message is shown only after the entry in the audit trail is committed; a refused reading leaves one too.
 *   <li>K4 Messages go after their days, what is known of calls later; both by dropping whole days or months.
 *   <li>K5 An answer that does not fit is kept whatever the installation keeps, and waits for a person.
 *   <li>K6 What a slice keeps has a limit in bytes; beyond it only what is known of the call is kept.
 * </ol>
 *
 * <p><b>Out of scope:</b> messages of the back channel, which settlement keeps in its inbox with the same seal; a call whose
 * outcome nobody recorded (its node died) leaves no message.
 */
@NullMarked
package dk.kravbro.archive;

import org.jspecify.annotations.NullMarked;
