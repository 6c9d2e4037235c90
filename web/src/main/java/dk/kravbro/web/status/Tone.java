package dk.kravbro.web.status;

import dk.kravbro.monitoring.Bucket;
import dk.kravbro.monitoring.ClaimStanding;

/** How a state is shown: its colour and its icon. The word always stands beside them. */
public enum Tone {
    /** As it should be. */
    GOOD,
    /** Under way, or just to know. */
    INFO,
    /** Somebody should look at it. */
    WARNING,
    /** Wrong. */
    BAD,
    /** Over and done with. */
    QUIET;

    /** Name of the CSS class and of the icon. */
    public String css() {
        return switch (this) {
            case GOOD -> "good";
            case INFO -> "info";
            case WARNING -> "warning";
            case BAD -> "bad";
            case QUIET -> "quiet";
        };
    }

    static Tone of(Bucket bucket) {
        return switch (bucket) {
            case ACCEPTED -> GOOD;
            case REFUSED -> BAD;
            case NETTED -> QUIET;
            case WAITING -> INFO;
            case IN_DOUBT -> WARNING;
        };
    }

    static Tone of(ClaimStanding standing) {
        return switch (standing) {
            case REFUSED -> BAD;
            case IN_DOUBT -> WARNING;
            case ON_ITS_WAY, AT_ENFORCEMENT, PARTLY_PAID -> INFO;
            case WITHDRAWN, WRITTEN_OFF -> QUIET;
            case PAID, IN_COLLECTION -> GOOD;
        };
    }
}
