/**
 * The port to the municipalities' debtor systems (debitorsystemer), in our words.
 *
 * <p><b>Doors:</b> {@link dk.kravbro.debtorsystem.DebtorSystem}, {@link dk.kravbro.debtorsystem.AccountUpkeep},
 * {@link dk.kravbro.debtorsystem.DebtorAccounts}, {@link dk.kravbro.debtorsystem.PaymentDesk} and the values it takes and gives.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>D1 Every call that changes something ends in exactly one {@link dk.kravbro.debtorsystem.DeliveryOutcome}, every question in one
 *       {@link dk.kravbro.debtorsystem.QuestionAnswer} or {@link dk.kravbro.debtorsystem.InquiryAnswer}; no exception crosses the port.
 *   <li>D2 {@code NotDelivered} is said only where it is certain that nothing arrived; every other silence is {@code InDoubt}.
 *   <li>D3 A value that exists is valid: records check themselves.
 *   <li>D4 Plain Java: no EJB, CDI, JPA, SOAP or XML types here.
 * </ol>
 *
 * <p><b>Out of scope:</b> when to call, retries, what an answer means for a claim: that is the room {@code submission}.
 */
@NullMarked
package dk.kravbro.debtorsystem;

import org.jspecify.annotations.NullMarked;
