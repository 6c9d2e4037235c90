package dk.kravbro.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A trouble to play. A rule matches a call by municipality and operation, then by turn: every n-th matching call, or with a
 * probability, else every one; at most {@code count} times.
 *
 * @param municipality CVR number, or absent for all
 * @param operation name in the contract, or absent for all that change something; name a question to trouble it
 * @param everyNth every n-th matching call, from 1
 * @param probability 0 to 1, by a seeded generator
 * @param seed of that generator; 1 if absent
 * @param count how often at most
 * @param action what happens
 * @param delayMs DELAY: how long, at most 15 minutes
 * @param code REFUSE: FejlKode; FAULT: ErrorCode
 * @param text REFUSE: FejlTekst; FAULT: ErrorText
 * @param status HTTP: the status to answer
 * @param holdMs ANSWER_LOST, CUT: how long the connection is held open before it is closed, at most 15 minutes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FaultRule(
        @Nullable String municipality,
        @Nullable String operation,
        @Nullable Integer everyNth,
        @Nullable Double probability,
        @Nullable Long seed,
        @Nullable Long count,
        Action action,
        @Nullable Long delayMs,
        @Nullable String code,
        @Nullable String text,
        @Nullable Integer status,
        @Nullable Long holdMs) {

    /** What happens. */
    enum Action {
        /** Waits, then goes on with the next rule. */
        DELAY,
        /** Refuses as a business answer, recorded. */
        REFUSE,
        /** Answers a ServiceplatformFault; nothing is recorded as received. */
        FAULT,
        /** Answers a bare HTTP status; nothing is recorded as received. */
        HTTP,
        /** Does the work, puts it on disk, and never answers. */
        ANSWER_LOST,
        /** Closes the connection before doing anything. */
        CUT,
        /** Answers with something that is not XML, after doing the work. */
        GARBLED,
        /** Inquiry: says of every request that it knows it, and that it does not. */
        CONTRADICT,
        /** Inquiry: says UKENDT of every request. */
        FORGET,
        /** Inquiry: tells another amount than it holds, one krone more. */
        DIFFER;

        boolean isOfInquiries() {
            return this == CONTRADICT || this == FORGET || this == DIFFER;
        }
    }

    private static final String INQUIRY = "HentDebitorregistrering";

    static final long LONGEST_WAIT = 15 * 60 * 1000L;

    FaultRule {
        if (everyNth != null && everyNth < 1) {
            throw new IllegalArgumentException("everyNth is 1 or more");
        }
        if (probability != null && (probability < 0 || probability > 1)) {
            throw new IllegalArgumentException("probability is 0 to 1");
        }
        checkWait("delayMs", delayMs);
        checkWait("holdMs", holdMs);
        if (action == Action.REFUSE && INQUIRY.equals(operation)) {
            throw new IllegalArgumentException("an inquiry has no business answer to refuse with; use FAULT");
        }
        if (action.isOfInquiries() && !INQUIRY.equals(operation)) {
            throw new IllegalArgumentException(action + " needs the operation " + INQUIRY);
        }
        if (action == Action.DELAY && delayMs == null) {
            throw new IllegalArgumentException("DELAY needs delayMs");
        }
        if (action == Action.HTTP && (status == null || status < 200 || status > 599)) {
            throw new IllegalArgumentException("HTTP needs a status from 200 to 599");
        }
    }

    private static void checkWait(String name, @Nullable Long wait) {
        if (wait != null && (wait < 0 || wait > LONGEST_WAIT)) {
            throw new IllegalArgumentException(name + " is 0 to 900000");
        }
    }

    boolean isAbout(Incoming call) {
        boolean rightPlace = municipality == null || municipality.equals(call.municipalityCvr());
        boolean rightOperation = operation == null ? !call.asks() : operation.equals(call.operation());
        return rightPlace && rightOperation;
    }

    long delay() {
        return delayMs == null ? 0 : delayMs;
    }

    long hold() {
        return holdMs == null ? 0 : holdMs;
    }

    String codeOr(String other) {
        return code == null ? other : code;
    }

    String textOr(String other) {
        return text == null ? other : text;
    }
}
