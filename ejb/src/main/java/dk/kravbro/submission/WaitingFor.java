package dk.kravbro.submission;

/** Why a delivery waits: the values of its reason while it is WAITING. */
final class WaitingFor {

    /** An earlier delivery of the claim is open or was refused. */
    static final String EARLIER_DELIVERY = "EARLIER_DELIVERY";
    /** The municipality is not live yet. */
    static final String GO_LIVE = "GO_LIVE";
    /** The fee is older than what the municipality takes. */
    static final String EARLIEST_DATE = "EARLIEST_DATE";

    /** The claim breaks a readiness rule that keeps it here. */
    static final String READINESS = "READINESS";

    private WaitingFor() {}
}
