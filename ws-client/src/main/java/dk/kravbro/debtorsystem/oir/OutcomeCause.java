package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.CallTrace;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.debtorsystem.oir.security.NoToken;
import java.util.List;

/**
 * The table: every way a call can end, which outcome that is, and why that is certain. What is not certain is in doubt.
 */
enum OutcomeCause {
    // The debtor system answered.
    RECEIPT_ACCEPTED(Verdict.ACCEPTED, "the business receipt says ACCEPTERET, MODTAGET or AFLEVERET"),
    INQUIRY_ANSWERED(Verdict.ACCEPTED, "an inquiry was answered in full"),
    QUESTION_REFUSED(Verdict.REFUSED, "the head of the answer to a question carries an error"),
    RECEIPT_REFUSED(Verdict.REFUSED, "the business receipt says AFVIST"),
    RECEIPT_FAILED(Verdict.IN_DOUBT, "the receipt says FEJLET: work was begun, and nobody says how far it came"),
    RECEIPT_CONTRADICTS(Verdict.IN_DOUBT, "the receipt is positive but the head of the answer carries an error"),
    ANSWER_OF_ANOTHER_CALL(Verdict.IN_DOUBT, "the answer carries other ids than the request"),
    ANSWER_INCOMPLETE(Verdict.IN_DOUBT, "the answer lacks a part that the contract demands"),
    ANSWER_UNREADABLE(Verdict.IN_DOUBT, "an answer came that is not the contract's XML"),

    // Nobody proved who answered.
    ANSWER_NOT_PROVED(Verdict.IN_DOUBT, "an answer came that is not signed as agreed, so anybody may have written it"),

    // Without a certificate that holds, and a token for the municipality, nothing is sent.
    CERTIFICATE_ENDED(Verdict.NOT_DELIVERED, "our certificate has ended, so nothing was sent"),
    TOKEN_UNREACHABLE(Verdict.NOT_DELIVERED, "the token service did not answer, so nothing was sent"),
    TOKEN_REFUSED(Verdict.NOT_DELIVERED, "the token service gives no token, so nothing was sent"),
    NOT_SIGNED(Verdict.NOT_DELIVERED, "the message could not be signed, so it did not leave"),
    TOKEN_UNBELIEVABLE(Verdict.NOT_DELIVERED, "the token service's answer is not to be believed, so nothing was sent"),

    // The connection never stood, so nothing was sent.
    WITHHELD(Verdict.NOT_DELIVERED, "the sender took its word back before the body left, so no message was sent"),
    CONNECT_REFUSED(Verdict.NOT_DELIVERED, "no connection was made, so nothing was sent"),
    CONNECT_TIMED_OUT(Verdict.NOT_DELIVERED, "no connection was made in time, so nothing was sent"),
    HOST_UNKNOWN(Verdict.NOT_DELIVERED, "the address has no host, so nothing was sent"),
    TLS_REFUSED(Verdict.NOT_DELIVERED, "the TLS handshake failed, so no application read the message"),

    // It may have been read.
    ANSWER_TIMED_OUT(Verdict.IN_DOUBT, "the message was sent and no answer came in time"),
    DEADLINE_PASSED(Verdict.IN_DOUBT, "the call was cut off at its deadline"),
    CONNECTION_LOST(Verdict.IN_DOUBT, "the connection broke after sending began"),
    CAUSE_UNKNOWN(Verdict.IN_DOUBT, "an unforeseen error; nothing is certain"),

    // The platform or a gateway answered instead of the debtor system.
    PLATFORM_NO_ROUTE(Verdict.NOT_DELIVERED, "the platform found no receiver, so it handed nothing on"),
    PLATFORM_ACCESS_DENIED(Verdict.NOT_DELIVERED, "the platform refused the caller before handing on"),
    PLATFORM_THROTTLED(Verdict.NOT_DELIVERED, "the platform refused the call for its rate before handing on"),
    PLATFORM_RECEIVER_UNREACHABLE(
            Verdict.NOT_DELIVERED, "the platform could not connect to the debtor system, so it handed nothing on"),
    PLATFORM_RECEIVER_TIMED_OUT(Verdict.IN_DOUBT, "the platform handed the message on and got no answer"),
    PLATFORM_SCHEMA_REFUSED(
            Verdict.REFUSED, "the message breaks the schema: it was not taken, and the same again would not be"),
    PLATFORM_FAULT_UNKNOWN(Verdict.IN_DOUBT, "a fault code that is not in the table"),
    SOAP_FAULT_UNKNOWN(Verdict.IN_DOUBT, "a SOAP fault without a known code"),
    HTTP_NOT_LET_IN(Verdict.NOT_DELIVERED, "HTTP 401 or 403: refused at the door, before the message was handed on"),
    HTTP_NO_SUCH_PLACE(Verdict.NOT_DELIVERED, "HTTP 404, 405 or 415: nothing at that address takes such a message"),
    HTTP_TOO_MANY(Verdict.NOT_DELIVERED, "HTTP 429: refused for its rate, before the message was handed on"),
    // 503 too: some gateways say it when the connection behind them breaks after the message was handed on.
    HTTP_UNCERTAIN(Verdict.IN_DOUBT, "an HTTP error that does not say whether the message was handed on");

    private enum Verdict {
        ACCEPTED,
        REFUSED,
        NOT_DELIVERED,
        IN_DOUBT
    }

    private final Verdict verdict;
    private final String why;

    OutcomeCause(Verdict verdict, String why) {
        this.verdict = verdict;
        this.why = why;
    }

    String why() {
        return why;
    }

    /** Whether the wire log should call for a person to extend this table. */
    boolean isUnknown() {
        return this == CAUSE_UNKNOWN || this == PLATFORM_FAULT_UNKNOWN || this == SOAP_FAULT_UNKNOWN;
    }

    /** Whether an answer came that does not fit the contract or the call: for a person to look at, whatever became of it. */
    boolean isUnfit() {
        return switch (this) {
            case RECEIPT_CONTRADICTS, ANSWER_OF_ANOTHER_CALL, ANSWER_INCOMPLETE, ANSWER_UNREADABLE, ANSWER_NOT_PROVED ->
                true;
            default -> false;
        };
    }

    CallTrace.Kind kind() {
        return CallTrace.Kind.valueOf(verdict.name());
    }

    /** A call for which there was no token. */
    static OutcomeCause ofNoToken(NoToken.Reason reason) {
        return switch (reason) {
            case CERTIFICATE_ENDED -> CERTIFICATE_ENDED;
            case UNREACHABLE -> TOKEN_UNREACHABLE;
            case REFUSED -> TOKEN_REFUSED;
            case UNBELIEVABLE -> TOKEN_UNBELIEVABLE;
        };
    }

    /** Whether a protected call may only end so if the answer is signed. */
    boolean needsProof() {
        return verdict == Verdict.ACCEPTED
                || verdict == Verdict.REFUSED
                || this == PLATFORM_NO_ROUTE
                || this == PLATFORM_RECEIVER_UNREACHABLE;
    }

    /** The platform's fault codes that this table knows. All are assumed: no public list exists. */
    static OutcomeCause ofPlatformFault(String code, String text) {
        // The one text that is public; it comes without a code of its own.
        if (text.startsWith("Security model for the called operation was not provided")) {
            return PLATFORM_ACCESS_DENIED;
        }
        return switch (code) {
            case "ROUTE_UNKNOWN" -> PLATFORM_NO_ROUTE;
            case "ACCESS_DENIED",
                    "SECURITY_MODEL_MISSING",
                    "TOKEN_MISSING",
                    "TOKEN_INVALID",
                    "TOKEN_EXPIRED",
                    "SIGNATURE_INVALID",
                    "MESSAGE_EXPIRED" -> PLATFORM_ACCESS_DENIED;
            case "THROTTLED" -> PLATFORM_THROTTLED;
            case "RECEIVER_UNREACHABLE" -> PLATFORM_RECEIVER_UNREACHABLE;
            case "RECEIVER_TIMEOUT" -> PLATFORM_RECEIVER_TIMED_OUT;
            case "SCHEMA" -> PLATFORM_SCHEMA_REFUSED;
            default -> PLATFORM_FAULT_UNKNOWN;
        };
    }

    /** An HTTP status that came without a SOAP answer. */
    static OutcomeCause ofHttpStatus(int status) {
        return switch (status) {
            case 401, 403 -> HTTP_NOT_LET_IN;
            case 404, 405, 415 -> HTTP_NO_SUCH_PLACE;
            case 429 -> HTTP_TOO_MANY;
            default -> HTTP_UNCERTAIN;
        };
    }

    /**
     * The outcome for the port.
     *
     * @param code the other side's code, or empty to use the name of the cause
     * @param seen what was seen, free of personal data
     * @param receiptId the receipt, for an acceptance
     * @param notices remarks that came along
     */
    DeliveryOutcome outcome(String code, String seen, String receiptId, List<String> notices) {
        return switch (verdict) {
            case ACCEPTED -> new DeliveryOutcome.Accepted(receiptId, notices);
            case REFUSED -> new DeliveryOutcome.Refused(code.isEmpty() ? name() : code, seen);
            case NOT_DELIVERED -> new DeliveryOutcome.NotDelivered(name(), explain(code, seen));
            case IN_DOUBT -> new DeliveryOutcome.InDoubt(name(), explain(code, seen));
        };
    }

    String explain(String code, String seen) {
        String detail = (code + " " + seen).strip();
        return detail.isEmpty() ? why : why + " (" + detail + ")";
    }
}
