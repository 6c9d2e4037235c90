package dk.kravbro.intake;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that can be wrong with a request, each with a name that never changes.
 *
 * <p>A type's address is {@code /api/problems/} and its {@link #slug()}; a page stands there. The status is the one of
 * the answer when this is the first problem in it.
 */
public enum ProblemType {
    // What was sent cannot be read.
    MALFORMED_JSON(
            400,
            "The text is not JSON",
            "Send one JSON object in UTF-8, without repeated names, nested at most 8 deep."),
    EMPTY_BODY(400, "Nothing was sent", "Send a body."),
    WRONG_TYPE(
            400,
            "A field has the wrong JSON type",
            "Send the type that the API document names: text in quotes, numbers without."),
    MISSING_FIELD(400, "A field is missing", "Send the field; null counts as missing."),
    MISSPELLED_FIELD(400, "A field's name is nearly right", "Spell the name exactly as the API document does."),
    UNKNOWN_OPERATION(400, "The operation is unknown", "Send op \"put\" or \"cancel\"."),
    PARAMETER_INVALID(
            400, "A parameter of the address is wrong", "See the API document for the parameter's form and limits."),
    URL_MISMATCH(
            400,
            "A field contradicts the address",
            "Leave the field out of the body, or let it agree with the address."),

    // A value of a fee is wrong.
    UNKNOWN_AGENCY(404, "The agency is unknown", "Use the ISIL of a Danish public library, such as DK-710100."),
    OUT_OF_RANGE(422, "A number is out of its range", "Send a whole number within the limits of the API document."),
    TEXT_LENGTH(422, "A text is empty or too long", "Keep to the length that the API document gives."),
    UNPRINTABLE_TEXT(
            422,
            "A text has characters that cannot be kept",
            "Leave out control characters, broken surrogates, U+FFFE and U+FFFF."),
    IDENTITY_IN_TEXT(
            422,
            "An identity number stands in a text",
            "Take the number out of the text; people belong in debtor and guardians only."),
    CONTACT_IN_TEXT(422, "An e-mail address or telephone number stands in a text", "Take it out of the text."),
    UNKNOWN_VALUE(
            422, "A field has a value that is not on its list", "Use one of the values that the API document lists."),
    TOO_MANY_DECIMALS(422, "The amount has more than two decimals", "Send kroner with at most two decimals."),
    AMOUNT_NOT_POSITIVE(
            422, "The amount is not above 0", "Send an amount above 0; cancel a fee that is not owed any more."),
    AMOUNT_TOO_LARGE(422, "The amount is above the limit", "Check the amount: a fee is at most 1,000,000.00 kroner."),
    IMPOSSIBLE_DATE(422, "That day does not exist", "Send a day of the calendar as YYYY-MM-DD."),
    DATE_BEFORE_1900(
            422, "The day lies before 1900", "Check the year: debt collection takes no day before 1900-01-01."),
    DATES_CONTRADICT(422, "Two days are in the wrong order", "Check both days."),
    BAD_CPR(
            422,
            "That is no CPR number",
            "Send ten characters whose first six are a date; a substitute has its day raised by 60 or letters among the last four."),
    BAD_CVR(422, "That is no CVR number", "Send eight digits; the check digit must agree."),
    BAD_P_NUMBER(422, "That is no P number", "Send ten digits, the first of them 1."),
    BAD_GLN(422, "That is no GLN", "Send thirteen digits; the check digit must agree."),
    AMBIGUOUS_INSTITUTION(422, "The institution has more than one number", "Send exactly one of cvr, pNumber and gln."),
    TOO_MANY_GUARDIANS(422, "There are more than two guardians", "Send at most two guardians."),
    TOO_MANY_MATERIALS(422, "There are too many materials", "Send at most 500 materials."),
    SAME_PERSON_TWICE(422, "The same person stands there twice", "Name each person once."),
    DOES_NOT_BELONG(422, "A field does not go with the others", "Leave the field out, or correct what it contradicts."),

    // A value that a fee does not have: of a search, of a snapshot.
    BAD_IDENTITY(
            422,
            "That is no number of a debtor",
            "Send a CPR, CVR or P number or a GLN, digits and letters only, as the fee has it."),
    SNAPSHOT_INCOMPLETE(
            422,
            "The snapshot is not whole",
            "End it with {\"end\": true, \"fees\": «lines before it», \"takenAt\": «instant»}, and nothing behind it. Nothing was"
                    + " compared."),
    SAME_FEE_TWICE(422, "The same fee stands there twice", "List each fee once."),

    // It does not go with what is known.
    FEE_UNKNOWN(404, "There is no such fee here", "Look at library and number."),
    BATCH_UNKNOWN(404, "There is no such batch here", "Use the address that the batch was answered with."),
    SNAPSHOT_UNKNOWN(404, "There is no such snapshot here", "Use the address that the snapshot was answered with."),
    MUNICIPALITY_UNKNOWN(404, "There is no such municipality", "Use a municipality's four-digit code."),
    VERSION_CONFLICT(409, "This version was sent before with other content", "Raise the version when the fee changes."),
    VERSION_OUTDATED(409, "A later version is here already", "Send the fee as it is now, with its latest version."),
    PRECONDITION_FAILED(
            412,
            "The fee is not as you saw it any more",
            "Read the fee again, and decide by what stands there whether the change is still to be sent."),
    RUN_ENDED(409, "The run has ended", "Nothing is left to be done with this run; look at the latest one."),
    RUN_NOT_HELD(409, "Nothing holds this run", "Look at the run: it goes on, or waits for something else."),
    RELEASED_BY_YOU(409, "You have released this run already", "Another person must release it too."),
    FEE_ERASED(
            410,
            "The fee's people are erased",
            "Nothing can change this fee any more: it was settled years ago. Put a new fee if something is owed."),
    SNAPSHOT_NOT_APPLICABLE(
            409, "The snapshot cannot be applied", "Send another snapshot, and decide by its differences."),
    SNAPSHOT_COUNTS_DIFFER(
            409,
            "The counts are not those of the snapshot",
            "Read the snapshot again and repeat the counts and the sum of each kind that is to be applied."),
    SNAPSHOT_ABOVE_LIMIT(
            409,
            "So much is not cancelled by one snapshot",
            "Find out why FBS does not list these fees; cancel them one by one, or have the operator raise the limit."),
    FEE_NOT_OPEN(409, "Nothing is owed of the fee", "Nothing is to be done."),
    FEE_CANCELLED(409, "The fee was cancelled", "Make a new fee in FBS; a cancelled one does not come back."),
    KEY_UNKNOWN(404, "There is no such key", "Use the kind and number of a key that the list has."),
    KEY_IN_USE(
            409,
            "The key is still needed",
            "Look at the list of keys again later; the answer says what is in the way."),
    DELIVERY_UNKNOWN(404, "There is no such delivery", "Use a deliveryId of the work list."),
    DELIVERY_CHANGED(
            409, "The delivery is not as it was seen", "Read the work list again and decide by what stands there now."),
    DELIVERY_FOUND(
            409,
            "The debtor system said that it has the delivery",
            "Settle it as accepted or refused; sent again, it could be there twice."),

    CALL_UNKNOWN(
            404,
            "Nothing is kept of such a call or message",
            "Use an id as the log, the work list or a support bundle gives it; what is old is forgotten."),
    REASON_MISSING(
            400,
            "There is no reason",
            "Send the header Kravbro-Reason: why you want to see personal data. It is written into the audit trail."),
    REASON_MALFORMED(
            400, "The reason cannot be used", "Use 3 to 200 printable ASCII characters without identity numbers."),

    // The request itself.
    NOT_AUTHENTICATED(401, "The caller is not known", "Send the credentials that the installation gave you."),
    NOT_ALLOWED(403, "The caller may not do this", "Ask the operator for the role that the API document names."),
    CLIENT_NOT_ADMITTED(
            403,
            "The caller is not on the list of clients",
            "Tell the operator what you prove yourself with: the certificate's SHA-256, or the token's client id."),
    CLIENT_UNKNOWN(404, "There is no such client", "Use a name of the list of clients."),
    CLIENT_PROOF_TAKEN(409, "Another client is proven by this", "Give each client proofs of its own."),
    CLIENTS_FULL(409, "There are as many clients as there can be", "Use a client that is no longer used."),
    TOO_MANY_REQUESTS(
            429,
            "The caller asks more than it may in a minute",
            "Send the same request again after the time in Retry-After. What was taken is recognised."),
    NOT_FOUND(404, "There is nothing at this address", "See the API document for the addresses."),
    METHOD_NOT_ALLOWED(
            405, "This address does not know that method", "See the API document for the address's methods."),
    NOT_ACCEPTABLE(
            406, "There is no answer of that media type", "Accept application/json and application/problem+json."),
    BODY_TOO_LARGE(413, "The body is above the limit", "Send less at once; the API document gives the limits."),
    LINE_TOO_LONG(413, "The line is above the limit", "Send the fee in fewer bytes; the API document gives the limit."),
    TOO_MANY_LINES(
            413,
            "The batch has too many lines",
            "The lines up to the limit were taken. Send the rest as another batch."),
    BATCH_CUT(
            400,
            "The text broke off",
            "Send the same text with the same key again: what was taken is recognised, and the work goes on behind it."),
    UNSUPPORTED_MEDIA_TYPE(
            415, "This media type is not taken here", "Send application/json, or application/x-ndjson to fee-batches."),
    UNSUPPORTED_ENCODING(
            415, "This compression is not taken here", "Send the body as it is, or with Content-Encoding: gzip."),
    BAD_ENCODING(
            400,
            "The compressed body cannot be inflated",
            "Send one whole gzip stream, or send the body without Content-Encoding."),
    IDEMPOTENCY_KEY_MISSING(
            400,
            "There is no Idempotency-Key",
            "Send the header Idempotency-Key with a key of your own for this batch."),
    IDEMPOTENCY_KEY_MALFORMED(400, "The Idempotency-Key cannot be used", "Use 1 to 128 printable ASCII characters."),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for something else", "Use a new key for a new request."),
    STILL_RUNNING(409, "The first request with this key is still running", "Wait, then ask again."),
    UNAVAILABLE(
            503,
            "The service cannot work just now",
            "Send the same request again after the time in Retry-After. What was taken is recognised."),
    INTERNAL_ERROR(500, "Something is wrong here", "Send the same request again later; tell the operator if it stays.");

    private final int status;
    private final String title;
    private final String remedy;

    ProblemType(int status, String title, String remedy) {
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    /** The type with that slug. */
    public static Optional<ProblemType> withSlug(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }

    /** The stable name, such as {@code version-conflict}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The problem type's address, relative to the server: what stands in {@code type}. */
    public String address() {
        return "/api/problems/" + slug();
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** What it is, in a sentence. */
    public String title() {
        return title;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
