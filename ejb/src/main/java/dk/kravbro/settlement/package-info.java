/**
 * Hears back from debtor systems: coverings, write-offs and account status, kept raw first, applied once.
 *
 * <p><b>Doors:</b> {@code SettlementInbox}, {@code MessageReadings}.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>T1 The raw message is committed, sealed, before it is understood, and before the sender gets a receipt.
 *   <li>T2 The sender's id is the key: a copy is answered with the same receipt and does nothing.
 *   <li>T3 A notice that cannot be applied is parked with a reason; it is never dropped and blocks no other.
 *   <li>T4 Who delivers for a municipality is bound to it: itself, who it registered, or the platform. Else nothing is kept.
 *   <li>T5 A text is shown to an auditor alone, with a reason, after the audit entry; an applied one is forgotten after its days.
 * </ol>
 *
 * <p><b>Out of scope:</b> asking the debtor system (submission, reconciliation).
 */
@NullMarked
package dk.kravbro.settlement;

import org.jspecify.annotations.NullMarked;
