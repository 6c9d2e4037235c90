package dk.kravbro.debtorsystem;

/** Pays claims in the debtor system (DebitorIndbetaling). Blocking, thread-safe, bounded. */
public interface PaymentDesk {

    /** What can be paid of one claim (SøgDelfordringTilIndbetaling). */
    QuestionAnswer<Payables> findPayable(CallIdentity call, String claimReference);

    /** What a debtor can pay, whichever system registered it. */
    QuestionAnswer<Payables> findPayable(CallIdentity call, Party debtor);

    /** Registers a payment (ForetagIndbetaling). */
    PaymentOutcome pay(CallIdentity call, Payment payment);
}
