package dk.kravbro.debtorsystem;

/**
 * What the creditor tells of an account besides money and parties. As {@link DebtorSystem}: blocking, thread-safe, bounded,
 * and no exception for anything the other side or the network does.
 */
public interface AccountUpkeep {

    /** Changes the state of a claim (RetFordringTilstand). */
    DeliveryOutcome changeState(CallIdentity call, StateChange change);

    /** Leaves an account to the debtor system (OverdragDebitorkonto): afterwards it takes no change from us. */
    DeliveryOutcome handOver(CallIdentity call, HandOver handOver);

    /** Says that a liability, a party, an address or a subscription to letters no longer holds (Afslut...). */
    DeliveryOutcome end(CallIdentity call, Ending ending);
}
