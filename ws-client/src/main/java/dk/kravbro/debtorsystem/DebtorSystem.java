package dk.kravbro.debtorsystem;

import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A municipality's debtor system (debitorsystem), reached over ØiR debitor v3.
 *
 * <p>Calls are blocking, thread-safe, and bounded by the adapter's time-outs. None throws for anything the other side
 * or the network does: see {@link DeliveryOutcome}.
 */
public interface DebtorSystem {

    /** Hands over a new claim (OpretDebitorkonto). */
    DeliveryOutcome register(CallIdentity call, ClaimRegistration registration);

    /** Changes what is owed: write-up, write-down or withdrawal (opskrivning, nedskrivning, annullering). */
    DeliveryOutcome adjust(CallIdentity call, ClaimAdjustment adjustment);

    /** Changes who is liable (skyldnerskift, CPR/CVR change). */
    DeliveryOutcome changeParty(CallIdentity call, PartyChange change);

    /**
     * Asks what became of requests (DebitorForespørgsel): settles doubt.
     *
     * @param call identity of the inquiry itself; its request id is a new one
     * @param requestIds at most {@link #MAX_INQUIRY} request ids, all of the municipality in {@code call}
     */
    InquiryAnswer inquire(CallIdentity call, List<UUID> requestIds);

    /**
     * Writes the message that {@link #register} would send and holds it against the contract; sends nothing.
     *
     * @param call the identity the message would carry
     */
    Rehearsal rehearse(CallIdentity call, ClaimRegistration registration);

    /** As {@link #rehearse(CallIdentity, ClaimRegistration)}, for what {@link #adjust} would send. */
    Rehearsal rehearse(CallIdentity call, ClaimAdjustment adjustment);

    /** As {@link #rehearse(CallIdentity, ClaimRegistration)}, for what {@link #changeParty} would send. */
    Rehearsal rehearse(CallIdentity call, PartyChange change);

    /**
     * The same debtor system for a sender who may have to take its word back: asked once more when the connection stands,
     * right before the message leaves. What is withheld then is NotDelivered, for certain.
     *
     * @param mayLeave must answer at once, and without touching the network
     */
    DebtorSystem onlyWhile(BooleanSupplier mayLeave);

    /**
     * The same debtor system for somebody who wants to know how each call went, besides what became of it.
     *
     * @param observer told once of every call when it has ended, in the caller's thread; must not throw, and decides nothing
     */
    DebtorSystem tracedBy(Consumer<CallTrace> observer);

    /** How many request ids one inquiry may name. */
    int MAX_INQUIRY = 500;
}
