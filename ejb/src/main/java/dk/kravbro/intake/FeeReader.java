package dk.kravbro.intake;

import dk.kravbro.claim.Amount;
import dk.kravbro.claim.ClaimKey;
import dk.kravbro.claim.CprNumber;
import dk.kravbro.claim.Debtor;
import dk.kravbro.claim.Parties;
import dk.kravbro.municipality.AgencyId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads what FBS sends: the body of a put or a cancellation, or a line of a batch.
 *
 * <p>Finds every violation at once and reports them in the order of the document's fields. Fields that it does not know
 * are left alone and not kept, unless their name is nearly a known one.
 */
public final class FeeReader {

    /** The fields of a document, in the order in which their problems are reported. */
    private static final List<String> FIELDS = List.of(
            "op",
            "agencyId",
            "feeId",
            "version",
            "type",
            "reasonMessage",
            "amount",
            "loan",
            "compensation",
            "materials",
            "creationDate",
            "dueDate",
            "debtor",
            "guardians",
            "reason",
            "date");

    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_CODE = 60;
    private static final int LONGEST_IDENTITY = 13;
    private static final Pattern FEE_NUMBER = Pattern.compile("[1-9][0-9]{0,18}");

    private final Predicate<AgencyId> isKnown;

    /** @param isKnown whether there is such a library, for whoever sent what is read */
    public FeeReader(Predicate<AgencyId> isKnown) {
        this.isKnown = isKnown;
    }

    /** Reads the body of a put; the address says which fee. */
    public ReadFee put(String agencyId, String feeId, byte[] body) {
        return addressed("put", agencyId, feeId, body);
    }

    /** Reads the body of a cancellation; the address says which fee. */
    public ReadFee cancellation(String agencyId, String feeId, byte[] body) {
        return addressed("cancel", agencyId, feeId, body);
    }

    /** Reads a line of a batch, which says itself what and which fee it is about. */
    public ReadFee line(byte[] line) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> members;
        try {
            members = JsonText.object(line);
        } catch (JsonText.NotJson notJson) {
            return new ReadFee.NotUnderstood(Optional.empty(), Optional.empty(), List.of(unreadable(line, notJson)));
        }
        Fields fields = new Fields(members, "", problems, FIELDS.toArray(String[]::new));
        fields.demand("agencyId");
        fields.demand("feeId");
        Optional<String> agencyId = fields.text("agencyId", LONGEST_CODE).filter(agency -> knows(agency, problems));
        Optional<Long> feeId = fields.whole("feeId", Long.MAX_VALUE);
        fields.demand("op");
        Optional<String> op = fields.text("op", LONGEST_CODE);
        if (op.isPresent() && !op.get().equals("put") && !op.get().equals("cancel")) {
            fields.note(ProblemType.UNKNOWN_OPERATION, "op", "It is put or cancel.");
        }
        return document(op.orElse(""), agencyId, feeId, fields, problems);
    }

    /**
     * Reads a fee that stands in a list of an agency's: as a put says it, with its number.
     *
     * @param agency whose list it is, which is known
     */
    ReadFee listed(String agency, Map<String, Object> members) {
        List<Problem> problems = new ArrayList<>();
        Fields fields = new Fields(members, "", problems, FIELDS.toArray(String[]::new));
        mustAgree(fields, "op", "put");
        mustAgree(fields, "agencyId", agency);
        fields.demand("feeId");
        return document("put", Optional.of(agency), fields.whole("feeId", Long.MAX_VALUE), fields, problems);
    }

    /** Reads the body of a search by debtor: which number is looked for. */
    public static ReadSearch search(byte[] body) {
        Map<String, Object> members;
        try {
            members = JsonText.object(body);
        } catch (JsonText.NotJson notJson) {
            return new ReadSearch.NotUnderstood(List.of(unreadable(body, notJson)));
        }
        List<Problem> problems = new ArrayList<>();
        Fields fields = new Fields(members, "", problems, "debtorIdentity");
        fields.demand("debtorIdentity");
        Optional<String> identity = fields.text("debtorIdentity", LONGEST_IDENTITY, FeeRules.IDENTITY);
        return identity.isPresent() && problems.isEmpty()
                ? new ReadSearch.Understood(identity.get())
                : new ReadSearch.NotUnderstood(problems);
    }

    private ReadFee addressed(String op, String agency, String fee, byte[] body) {
        List<Problem> problems = new ArrayList<>();
        Optional<String> agencyId = Optional.of(agency).filter(there -> knows(there, problems));
        Optional<Long> feeId = feeNumber(fee, problems);
        Map<String, Object> members;
        try {
            members = JsonText.object(body);
        } catch (JsonText.NotJson notJson) {
            return new ReadFee.NotUnderstood(agencyId, feeId, List.of(unreadable(body, notJson)));
        }
        Fields fields = new Fields(members, "", problems, FIELDS.toArray(String[]::new));
        mustAgree(fields, "op", op);
        mustAgree(fields, "agencyId", agency);
        feeId.ifPresent(number -> mustAgree(fields, "feeId", new BigDecimal(number)));
        return document(op, agencyId, feeId, fields, problems);
    }

    private static Problem unreadable(byte[] text, JsonText.NotJson why) {
        for (byte each : text) {
            if (each < 0 || each > ' ') {
                return new Problem(ProblemType.MALFORMED_JSON, "", String.valueOf(why.getMessage()));
            }
        }
        return Problem.of(ProblemType.EMPTY_BODY);
    }

    private static void mustAgree(Fields fields, String name, Object address) {
        Object sent = fields.raw(name);
        boolean agrees = sent == null || sent.equals(address);
        if (sent instanceof BigDecimal number && address instanceof BigDecimal other) {
            agrees = number.compareTo(other) == 0;
        }
        if (!agrees) {
            fields.note(ProblemType.URL_MISMATCH, name, "The field says something else than the address.");
        }
    }

    private boolean knows(String agency, List<Problem> problems) {
        boolean known = AgencyId.of(agency).filter(isKnown).isPresent();
        if (!known) {
            problems.add(new Problem(
                    ProblemType.UNKNOWN_AGENCY, "/agencyId", "It is not the ISIL of a Danish public library."));
        }
        return known;
    }

    /** The number of a fee as it stands in an address: without sign or leading zeros, and the same range as in a line. */
    static Optional<Long> feeNumber(String text) {
        if (!FEE_NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        BigInteger number = new BigInteger(text);
        return number.bitLength() < Long.SIZE ? Optional.of(number.longValueExact()) : Optional.empty();
    }

    private static Optional<Long> feeNumber(String text, List<Problem> problems) {
        Optional<Long> number = feeNumber(text);
        if (number.isEmpty()) {
            problems.add(new Problem(
                    ProblemType.OUT_OF_RANGE,
                    "/feeId",
                    "The fee's number is whole and between 1 and " + Long.MAX_VALUE + "."));
        }
        return number;
    }

    private static ReadFee document(
            String op, Optional<String> agencyId, Optional<Long> feeId, Fields fields, List<Problem> problems) {
        Optional<ClaimKey> key = agencyId.flatMap(agency -> feeId.map(fee -> new ClaimKey(agency, fee)));
        fields.demand("version");
        Optional<Integer> version = fields.whole("version", Integer.MAX_VALUE).map(Long::intValue);
        Optional<? extends FeeMessage> message = switch (op) {
            case "put" -> put(key, version, fields, problems);
            case "cancel" -> cancellation(key, version, fields);
            default -> Optional.empty();
        };
        if (problems.isEmpty() && message.isPresent()) {
            return new ReadFee.Understood(message.get());
        }
        if (problems.isEmpty()) {
            throw new IllegalStateException("a fee that was not understood has a problem");
        }
        problems.sort(Comparator.comparingInt(FeeReader::place));
        return new ReadFee.NotUnderstood(agencyId, feeId, problems);
    }

    private static int place(Problem problem) {
        String[] steps = problem.pointer().split("/", 3);
        return steps.length < 2 ? -1 : FIELDS.indexOf(steps[1]);
    }

    private static Optional<FeeMessage.Cancellation> cancellation(
            Optional<ClaimKey> key, Optional<Integer> version, Fields fields) {
        fields.demand("reason");
        fields.demand("date");
        Optional<FeeMessage.CancelReason> reason = fields.choice("reason", FeeMessage.CancelReason.class);
        Optional<LocalDate> on = fields.day("date");
        if (key.isEmpty() || version.isEmpty() || reason.isEmpty() || on.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FeeMessage.Cancellation(key.get(), version.get(), reason.get(), on.get()));
    }

    private static Optional<FeeMessage.Put> put(
            Optional<ClaimKey> key, Optional<Integer> version, Fields fields, List<Problem> problems) {
        fields.demand("type");
        Optional<String> type = fields.text("type", LONGEST_CODE, FeeRules.FREE_TEXT);
        fields.demand("reasonMessage");
        Optional<String> reasonMessage = fields.text("reasonMessage", LONGEST_TEXT, FeeRules.FREE_TEXT);
        fields.demand("amount");
        Optional<BigDecimal> amount = fields.decimal("amount", FeeRules.AMOUNT);
        FeeMessage.FeeType kind = type.map(FeeReader::kindOf).orElse(FeeMessage.FeeType.OTHER);
        Optional<FeeMessage.Loan> loan = LoanFields.loan(fields, kind);
        Optional<FeeMessage.Compensation> compensation = LoanFields.compensation(fields, kind);
        List<FeeMessage.Material> materials = LoanFields.materials(fields);
        fields.demand("creationDate");
        Optional<LocalDate> createdOn = fields.day("creationDate");
        Optional<LocalDate> dueOn = fields.day("dueDate");
        if (createdOn.isPresent() && dueOn.isPresent() && dueOn.get().isBefore(createdOn.get())) {
            fields.note(ProblemType.DATES_CONTRADICT, "dueDate", "The due date lies before the creation date.");
        }
        Optional<Debtor> debtor = PartyFields.debtor(fields);
        List<Debtor.Person> guardians = PartyFields.guardians(fields, debtor);
        if (!problems.isEmpty() || key.isEmpty() || version.isEmpty() || debtor.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FeeMessage.Put(
                key.get(),
                version.get(),
                kind,
                type.orElseThrow(),
                reasonMessage.orElseThrow(),
                Amount.ofKroner(amount.orElseThrow()),
                loan,
                compensation,
                materials,
                createdOn.orElseThrow(),
                dueOn,
                new Parties(debtor.get(), guardians)));
    }

    private static FeeMessage.FeeType kindOf(String type) {
        return switch (type) {
            case "fee" -> FeeMessage.FeeType.FEE;
            case "compensation" -> FeeMessage.FeeType.COMPENSATION;
            default -> FeeMessage.FeeType.OTHER;
        };
    }

    /** The advices that a sound fee deserves: codes for its history, none of them a reason to refuse. */
    static List<String> advices(Parties parties) {
        List<String> advices = new ArrayList<>();
        if (parties.debtor() instanceof Debtor.Person person) {
            CprNumber cpr = person.cpr();
            if (cpr.isSubstitute()) {
                advices.add("ADVICE_SUBSTITUTE_CPR");
            } else if (!cpr.passesModulus11()) {
                advices.add("ADVICE_CPR_MODULUS_11");
            }
        }
        return advices;
    }
}
