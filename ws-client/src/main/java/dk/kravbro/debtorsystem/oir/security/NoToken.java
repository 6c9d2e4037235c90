package dk.kravbro.debtorsystem.oir.security;

/** We cannot show who we are, so nothing was sent. Carries no part of any message. */
public final class NoToken extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why there is none. */
    public enum Reason {
        /** Our own certificate is over. */
        CERTIFICATE_ENDED,
        /** The token service could not be reached, or did not answer in time. */
        UNREACHABLE,
        /** It answered, and gives none. */
        REFUSED,
        /** Its answer is not signed by it, or not what was asked for. */
        UNBELIEVABLE
    }

    private final Reason reason;

    NoToken(Reason reason, String seen) {
        super(seen);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
