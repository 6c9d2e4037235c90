package dk.kravbro.simulator;

import java.util.List;

/** What a fault rule does. */
enum FaultAction {
    /** Waits, then goes on with the next rule. */
    DELAY(Place.CALL),
    /** Refuses as a business answer, recorded. */
    REFUSE(Place.CALL),
    /** Answers a ServiceplatformFault; nothing is recorded as received. */
    FAULT(Place.CALL),
    /** Answers a bare HTTP status; nothing is recorded as received. */
    HTTP(Place.CALL),
    /** Does the work, puts it on disk, and never answers. */
    ANSWER_LOST(Place.CALL),
    /** Does the work at once and answers after a while. */
    ANSWER_AFTER(Place.CALL),
    /** Closes the connection before doing anything. */
    CUT(Place.CALL),
    /** Answers with something that is not XML, after doing the work. */
    GARBLED(Place.CALL),
    /** Answers for another: the platform knows no route, or a yes to somebody else's call comes back. Nothing is taken. */
    WRONG_ROUTE(Place.CALL, FaultAction.ROUTE_UNKNOWN, FaultAction.OTHER_REQUEST, "OTHER_CONVERSATION"),
    /** Answers with a code that the contract does not have: as the receipt's state, as a remark, or of a refusal. */
    UNKNOWN_CODE(Place.CALL, "STATE", FaultAction.REMARK, FaultAction.REFUSAL),
    /** Answers with one element more than the contract has, in the head or at the end. */
    UNKNOWN_ELEMENT(Place.CALL, FaultAction.HEAD, "END"),
    /** The debtor system is away: the platform says so, or no connection is taken. */
    OUTAGE(Place.CALL, FaultAction.RECEIVER_UNREACHABLE, FaultAction.CONNECTION_REFUSED),
    /** So many calls a second of one municipality, and THROTTLED beyond. */
    RATE_LIMIT(Place.CALL),
    /** Inquiry: says of every request that it knows it, and that it does not. */
    CONTRADICT(Place.INQUIRY),
    /** Inquiry: says UKENDT of every request. */
    FORGET(Place.INQUIRY),
    /** Inquiry: tells another amount than it holds, one krone more. */
    DIFFER(Place.INQUIRY),
    /** Token service: hands out a token that ended a minute ago, one that ends in 30 s, or one that lasts 90 s. */
    TOKEN_EXPIRED(Place.TOKEN, "ENDED", FaultAction.ENDING, FaultAction.SHORT),
    /** Protected address: shows a certificate that has ended, or one of another host. */
    CERTIFICATE_EXPIRED(Place.LISTENER, "ENDED", FaultAction.OTHER_HOST),
    /** Back channel: a message is held back to the next play, so that later ones overtake it. */
    LATE(Place.BACK_CHANNEL),
    /** Back channel: a message is sent after all others of its municipality in the same play. */
    OUT_OF_ORDER(Place.BACK_CHANNEL);

    static final String ROUTE_UNKNOWN = "ROUTE_UNKNOWN";
    static final String OTHER_REQUEST = "OTHER_REQUEST";
    static final String REMARK = "REMARK";
    static final String REFUSAL = "REFUSAL";
    static final String HEAD = "HEAD";
    static final String RECEIVER_UNREACHABLE = "RECEIVER_UNREACHABLE";
    static final String CONNECTION_REFUSED = "CONNECTION_REFUSED";
    static final String ENDING = "ENDING";
    static final String SHORT = "SHORT";
    static final String OTHER_HOST = "OTHER_HOST";

    /** Where it is met. */
    enum Place {
        CALL,
        INQUIRY,
        TOKEN,
        LISTENER,
        BACK_CHANNEL
    }

    private final Place place;
    /** With a space between them. */
    private final String variants;

    FaultAction(Place place, String... variants) {
        this.place = place;
        this.variants = String.join(" ", variants);
    }

    Place place() {
        return place;
    }

    /** The ways it comes in, the usual one first; empty if there is one. */
    List<String> variants() {
        return variants.isEmpty() ? List.of() : List.of(variants.split(" "));
    }

    /** Whether it meets questions too, though the rule names no operation: it troubles the whole system. */
    boolean meetsQuestions() {
        return this == OUTAGE || this == RATE_LIMIT;
    }
}
