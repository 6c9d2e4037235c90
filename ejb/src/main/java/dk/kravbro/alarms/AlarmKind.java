package dk.kravbro.alarms;

/** What an alarm is about, the most pressing first: the order in which lists show them. */
public enum AlarmKind {
    /** The watch itself cannot look. */
    CHECK_FAILED,
    /** A claim with something untold comes near its limitation date (forældelsesdato); in steps. */
    LIMITATION_NEAR,
    /** A certificate by which we and the platform know each other ends soon; in steps. */
    CERTIFICATE_ENDS,
    /** A run waits for two people. */
    RUN_HELD,
    /** No run of a live municipality has ended for too long. */
    NO_RUN_SINCE,
    /** A municipality's debtor system is known to be away. */
    DEBTOR_SYSTEM_AWAY,
    /** Answers came that do not fit the contract or their call, and nobody has looked at them. */
    ANSWERS_UNFIT,
    /** A delivery is unsent for days; in steps. */
    OLDEST_UNSENT,
    /** A delivery is in doubt for too long. */
    IN_DOUBT_LONGER_THAN,
    /** A delivery waits on the work list for too long. */
    WORKLIST_AGE,
    /** Nothing came on the back channel for too long. */
    NO_ANSWERS_SINCE,
    /** A node's heartbeat stopped. */
    NODE_SILENT
}
