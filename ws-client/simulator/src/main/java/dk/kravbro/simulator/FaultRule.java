package dk.kravbro.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trouble to play. A rule matches by municipality, operation and window, then by turn: every n-th match, or with a
 * probability, else every one; at most {@code count} times.
 *
 * @param municipality CVR number, or absent for all
 * @param operation name in the contract, or absent for all that change something (for OUTAGE and RATE_LIMIT: for all);
 *     name a question to trouble it
 * @param everyNth every n-th match, from 1
 * @param probability 0 to 1, by a seeded generator
 * @param seed of that generator; 1 if absent
 * @param count how often at most
 * @param action what happens
 * @param variant in which way, see {@link FaultAction}; the usual one if absent
 * @param delayMs DELAY, ANSWER_AFTER: how long, at most 15 minutes
 * @param code REFUSE: FejlKode; FAULT: ErrorCode
 * @param text REFUSE: FejlTekst; FAULT: ErrorText
 * @param status HTTP: the status to answer
 * @param holdMs ANSWER_LOST, CUT: how long the connection is held open before it is closed, at most 15 minutes
 * @param perSecond RATE_LIMIT: calls of one municipality, 1 to 10,000
 * @param window when, by the simulator's clock; always if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FaultRule(
        @Nullable String municipality,
        @Nullable String operation,
        @Nullable Integer everyNth,
        @Nullable Double probability,
        @Nullable Long seed,
        @Nullable Long count,
        FaultAction action,
        @Nullable String variant,
        @Nullable Long delayMs,
        @Nullable String code,
        @Nullable String text,
        @Nullable Integer status,
        @Nullable Long holdMs,
        @Nullable Integer perSecond,
        @Nullable FaultWindow window) {

    private static final String INQUIRY = "HentDebitorregistrering";
    private static final int HIGHEST_RATE = 10_000;

    static final long LONGEST_WAIT = 15 * 60 * 1000L;

    FaultRule {
        demand(action != null, "a rule needs an action");
        demand(everyNth == null || everyNth >= 1, "everyNth is 1 or more");
        demand(probability == null || (probability >= 0 && probability <= 1), "probability is 0 to 1");
        demand(isWait(delayMs), "delayMs is 0 to 900000");
        demand(isWait(holdMs), "holdMs is 0 to 900000");
        demand(
                variant == null || action.variants().contains(variant),
                action + (action.variants().isEmpty() ? " has no variants" : " has the variants " + action.variants()));
        demand(
                action != FaultAction.REFUSE || !INQUIRY.equals(operation),
                "an inquiry has no business answer to refuse with; use FAULT");
        demand(
                action.place() != FaultAction.Place.INQUIRY || INQUIRY.equals(operation),
                action + " needs the operation " + INQUIRY);
        demand(
                delayMs != null || (action != FaultAction.DELAY && action != FaultAction.ANSWER_AFTER),
                action + " needs delayMs");
        demand(
                action != FaultAction.HTTP || (status != null && status >= 200 && status <= 599),
                "HTTP needs a status from 200 to 599");
        demand(action != FaultAction.OUTAGE || window != null, "OUTAGE needs a window");
        demand(
                action != FaultAction.RATE_LIMIT || (perSecond != null && perSecond >= 1 && perSecond <= HIGHEST_RATE),
                "RATE_LIMIT needs perSecond, 1 to " + HIGHEST_RATE);
        boolean narrowed = municipality != null || operation != null;
        boolean byTurn = everyNth != null || probability != null || count != null;
        demand(
                !byTurn || (action != FaultAction.RATE_LIMIT && action.place() != FaultAction.Place.LISTENER),
                action + " is not by turn");
        demand(
                !narrowed || action.place() != FaultAction.Place.LISTENER,
                action + " is of the address: it has no municipality and no operation");
        demand(
                operation == null || action.place() != FaultAction.Place.TOKEN,
                action + " is of a token: it has no operation");
    }

    private static void demand(boolean met, String words) {
        if (!met) {
            throw new IllegalArgumentException(words);
        }
    }

    private static boolean isWait(@Nullable Long wait) {
        return wait == null || (wait >= 0 && wait <= LONGEST_WAIT);
    }

    /** The same with its window's times, for a rule that is set now. */
    FaultRule setAt(Instant now) {
        return window == null
                ? this
                : new FaultRule(
                        municipality,
                        operation,
                        everyNth,
                        probability,
                        seed,
                        count,
                        action,
                        variant,
                        delayMs,
                        code,
                        text,
                        status,
                        holdMs,
                        perSecond,
                        window.setAt(now));
    }

    boolean isOpen(Instant now) {
        return window == null || window.isOpen(now);
    }

    /** Whether it is about an operation of a municipality. */
    boolean isAbout(String cvr, String called, boolean question) {
        boolean rightPlace = municipality == null || municipality.equals(cvr);
        boolean rightOperation = operation == null ? !question || action.meetsQuestions() : operation.equals(called);
        return rightPlace && rightOperation;
    }

    /** In which way, where it comes in several. */
    String way() {
        List<String> ways = action.variants();
        return variant != null || ways.isEmpty() ? String.valueOf(variant) : ways.get(0);
    }

    boolean is(String asked) {
        return way().equals(asked);
    }

    /** Whether the address takes no connection at all. */
    boolean shutsTheAddress() {
        return action == FaultAction.OUTAGE
                && is(FaultAction.CONNECTION_REFUSED)
                && municipality == null
                && operation == null
                && everyNth == null
                && probability == null
                && count == null;
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
