package dk.kravbro.submission;

/** Where a delivery is in its life. The legal steps between them are in {@code DeliverySteps}. */
public enum DeliveryState {
    /** Not to be sent yet, for a reason with an end. */
    WAITING,
    /** To be sent by the next run, or again at a time. */
    DUE,
    /** In a slice on its way to a dispatcher. */
    QUEUED,
    /** Begun: the call may be on the wire. */
    SENDING,
    /** The debtor system has it. */
    ACCEPTED,
    /** The debtor system will not have it. */
    REFUSED,
    /** Cancelled out before it left. */
    NETTED,
    /** Nobody knows whether it arrived. */
    IN_DOUBT,
    /** A person must look at it. */
    ON_WORKLIST
}
