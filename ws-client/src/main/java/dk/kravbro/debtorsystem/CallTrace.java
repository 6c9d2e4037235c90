package dk.kravbro.debtorsystem;

import java.time.Duration;
import java.util.List;

/**
 * What there is to know of one call: for those who look into it, never for deciding what became of it. All but the two
 * messages is free of personal data.
 *
 * @param call whose call it was, with all ids
 * @param operation the contract's name of what was called
 * @param route the way it took
 * @param end how it ended
 * @param request what was sent; empty if nothing was
 * @param answer what came; empty if nothing did
 */
public record CallTrace(
        CallIdentity call, String operation, Route route, End end, WireMessage request, WireMessage answer) {

    /**
     * The way of a call; the routing key is the municipality's CVR number.
     *
     * @param endpoint the address that was called
     * @param securityModel how we showed who calls
     * @param soapVersion 1.1 or 1.2
     */
    public record Route(String endpoint, String securityModel, String soapVersion) {}

    /**
     * How a call ended.
     *
     * @param cause the adapter's name of the ending
     * @param why why that is certain, or what is not
     * @param kind what it comes to
     * @param isUnfit whether an answer came that does not fit the contract, or the call
     * @param httpStatus of the answer; 0 if none came
     * @param took from the first step to the end
     * @param faults what the other side complained of, at most {@link #MOST_FAULTS}
     * @param platform what the platform's help desk asks for
     */
    public record End(
            String cause,
            String why,
            Kind kind,
            boolean isUnfit,
            int httpStatus,
            Duration took,
            List<Fault> faults,
            PlatformReference platform) {

        public static final int MOST_FAULTS = 20;

        public End {
            faults = List.copyOf(faults.subList(0, Math.min(MOST_FAULTS, faults.size())));
        }
    }

    /** What an ending comes to. */
    public enum Kind {
        ACCEPTED,
        REFUSED,
        NOT_DELIVERED,
        IN_DOUBT
    }

    /**
     * A complaint of the other side.
     *
     * @param code as it came, identity numbers struck out
     * @param text likewise, at most 500 characters
     */
    public record Fault(String code, String text) {}

    /**
     * How Serviceplatformen knows the call; empty where its answer does not say.
     *
     * @param callUuid CallUUID
     * @param received when it had the message (Received), as it wrote it
     */
    public record PlatformReference(String callUuid, String received) {

        public static final PlatformReference NONE = new PlatformReference("", "");
    }
}
