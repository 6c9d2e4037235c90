package dk.kravbro.submission;

import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.CallTrace;
import dk.kravbro.debtorsystem.ClaimAdjustment;
import dk.kravbro.debtorsystem.ClaimRegistration;
import dk.kravbro.debtorsystem.DebtorSystem;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.debtorsystem.InquiryAnswer;
import dk.kravbro.debtorsystem.PartyChange;
import dk.kravbro.debtorsystem.Rehearsal;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A debtor system that bears rehearsals and nothing else: any call is a failure of the test. */
final class RehearsingSystem implements DebtorSystem {

    static final int BYTES = 1000;
    static final String BROKEN = "broken";
    static final String ELEMENT = "/Message/Element";
    static final String RULE = "cvc-pattern-valid";

    private static final Rehearsal VALID = new Rehearsal(BYTES, List.of());

    @Override
    public Rehearsal rehearse(CallIdentity call, ClaimRegistration registration) {
        return registration.description().equals(BROKEN)
                ? new Rehearsal(BYTES, List.of(new Rehearsal.Violation(ELEMENT, RULE)))
                : VALID;
    }

    @Override
    public Rehearsal rehearse(CallIdentity call, ClaimAdjustment adjustment) {
        return VALID;
    }

    @Override
    public Rehearsal rehearse(CallIdentity call, PartyChange change) {
        return VALID;
    }

    /** Nothing goes over a wire here. */
    @Override
    public DebtorSystem tracedBy(Consumer<CallTrace> observer) {
        return this;
    }

    @Override
    public DebtorSystem onlyWhile(BooleanSupplier allowed) {
        return this;
    }

    @Override
    public DeliveryOutcome register(CallIdentity call, ClaimRegistration registration) {
        throw new AssertionError("sent");
    }

    @Override
    public DeliveryOutcome adjust(CallIdentity call, ClaimAdjustment adjustment) {
        throw new AssertionError("sent");
    }

    @Override
    public DeliveryOutcome changeParty(CallIdentity call, PartyChange change) {
        throw new AssertionError("sent");
    }

    @Override
    public InquiryAnswer inquire(CallIdentity call, List<UUID> requestIds) {
        throw new AssertionError("asked");
    }
}
