package dk.kravbro.monitoring;

/** Where a claim (krav) is, in one word: what a reader wants to know first. */
public enum ClaimStanding {
    /** The debtor system will not have a delivery of it, and nothing has replaced that delivery. */
    REFUSED,
    /** Nobody knows whether a delivery arrived, or a person must look. */
    IN_DOUBT,
    /** A delivery is waiting or being sent. */
    ON_ITS_WAY,
    /** FBS took it back. */
    WITHDRAWN,
    /** Nothing is owed any more, and some of it was written off. */
    WRITTEN_OFF,
    /** Nothing is owed any more. */
    PAID,
    /** The debtor system has handed it to the state's enforcement. */
    AT_ENFORCEMENT,
    /** Some of it is paid. */
    PARTLY_PAID,
    /** The debtor system has it and collects. */
    IN_COLLECTION;

    /**
     * What the standing is worked out from.
     *
     * @param refused a delivery was refused and not replaced
     * @param inDoubt a delivery is in doubt or on the work list
     * @param onItsWay a delivery is not told yet
     * @param withdrawn FBS took the claim back
     * @param outstandingOre what is still owed
     * @param coveredOre what payments covered
     * @param writtenOffOre what was written off
     * @param atEnforcement the account's last known status
     */
    record Facts(
            boolean refused,
            boolean inDoubt,
            boolean onItsWay,
            boolean withdrawn,
            long outstandingOre,
            long coveredOre,
            long writtenOffOre,
            boolean atEnforcement) {}

    /** What needs a person comes first, then what is moving, then how it ended or where it rests. */
    static ClaimStanding of(Facts facts) {
        if (facts.refused()) {
            return REFUSED;
        }
        if (facts.inDoubt()) {
            return IN_DOUBT;
        }
        if (facts.onItsWay()) {
            return ON_ITS_WAY;
        }
        if (facts.withdrawn()) {
            return WITHDRAWN;
        }
        if (facts.outstandingOre() <= 0) {
            return facts.writtenOffOre() > 0 ? WRITTEN_OFF : PAID;
        }
        if (facts.atEnforcement()) {
            return AT_ENFORCEMENT;
        }
        return facts.coveredOre() > 0 ? PARTLY_PAID : IN_COLLECTION;
    }
}
