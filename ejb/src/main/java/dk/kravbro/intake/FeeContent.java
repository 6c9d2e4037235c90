package dk.kravbro.intake;

import dk.kravbro.claim.CprNumber;
import dk.kravbro.claim.CvrNumber;
import dk.kravbro.claim.Debtor;
import dk.kravbro.claim.Parties;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a message says, in one fixed form: as JSON to keep, and as a hash to recognise it by.
 *
 * <p>Only what means something counts: not the order of names or of materials, not how an amount is written, not the
 * version.
 *
 * @param fee the fee without people; names sorted
 * @param parties the people
 * @param hash SHA-256 of both, in hex
 */
record FeeContent(String fee, String parties, String hash) {

    /** How a sole trader is told from a company, which has a number of the same kind. */
    private static final String SOLE_TRADER = "SOLE_TRADER";

    static FeeContent of(FeeMessage.Put put) {
        Map<String, Object> fee = new TreeMap<>();
        fee.put("type", put.typeAsSent());
        fee.put("reasonMessage", put.reasonMessage());
        fee.put("amount", put.amount().kroner());
        put.loan().ifPresent(loan -> {
            Map<String, Object> dates = new TreeMap<>();
            dates.put("loanDate", loan.loanedOn());
            dates.put("dueDate", loan.dueOn());
            loan.returnedOn().ifPresent(day -> dates.put("returnDate", day));
            fee.put("loan", dates);
        });
        put.compensation()
                .ifPresent(compensation -> fee.put(
                        "compensation",
                        new TreeMap<>(Map.of(
                                "cause", Fields.wire(compensation.cause()),
                                "acknowledged", compensation.acknowledged()))));
        List<Map<String, Object>> materials = put.materials().stream()
                .map(FeeContent::material)
                .sorted(Comparator.comparing(JsonText::write))
                .toList();
        if (!materials.isEmpty()) {
            fee.put("materials", materials);
        }
        fee.put("creationDate", put.createdOn());
        put.dueOn().ifPresent(day -> fee.put("dueDate", day));
        String feeText = JsonText.write(fee);
        String partiesText = write(put.parties());
        return new FeeContent(feeText, partiesText, hash(feeText + '\n' + partiesText));
    }

    /** A cancellation says little itself; the rest is as it was in the version before. */
    static FeeContent of(FeeMessage.Cancellation cancellation, String feeBefore, String partiesBefore) {
        Map<String, Object> said = new TreeMap<>();
        said.put("date", cancellation.on());
        said.put("reason", Fields.wire(cancellation.reason()));
        Map<String, Object> fee = new TreeMap<>(stored(feeBefore));
        fee.put("cancellation", said);
        return new FeeContent(JsonText.write(fee), partiesBefore, hash(cancellation));
    }

    static String hash(FeeMessage.Cancellation cancellation) {
        return hash("cancel " + Fields.wire(cancellation.reason()) + ' ' + cancellation.on());
    }

    private static Map<String, Object> material(FeeMessage.Material material) {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("materialItemNumber", material.itemNumber());
        material.recordId().ifPresent(id -> fields.put("recordId", id));
        material.group().ifPresent(name -> fields.put("materialGroup", Map.of("name", name)));
        material.issue().ifPresent(text -> fields.put("periodical", Map.of("displayText", text)));
        return fields;
    }

    private static String write(Parties parties) {
        Map<String, Object> people = new LinkedHashMap<>();
        people.put("debtor", party(parties.debtor()));
        people.put(
                "guardians", parties.guardians().stream().map(FeeContent::party).toList());
        return JsonText.write(people);
    }

    private static Map<String, Object> party(Debtor party) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", party.kind().name());
        fields.put("identity", party.identity());
        fields.put("name", party.name());
        if (party instanceof Debtor.SoleTrader) {
            fields.put("form", SOLE_TRADER);
        }
        return fields;
    }

    /**
     * Reads people that were kept earlier.
     *
     * <p>A company and an institution known by CVR read alike, so compare with what {@link #alike} makes of the new.
     */
    static Parties parties(String kept) {
        Map<String, Object> people = stored(kept);
        Debtor debtor = party((Map<?, ?>) people.getOrDefault("debtor", Map.of()));
        List<Debtor.Person> guardians = ((List<?>) people.getOrDefault("guardians", List.of()))
                .stream()
                        .map(guardian -> (Debtor.Person) party((Map<?, ?>) guardian))
                        .toList();
        return new Parties(debtor, guardians);
    }

    /** These people as they would be read back: nothing else may make a difference between them. */
    static Parties alike(Parties parties) {
        return parties(write(parties));
    }

    private static Debtor party(Map<?, ?> kept) {
        Debtor.IdentityKind kind = Debtor.IdentityKind.valueOf(String.valueOf(kept.get("kind")));
        String identity = String.valueOf(kept.get("identity"));
        String name = String.valueOf(kept.get("name"));
        return switch (kind) {
            case CPR, SUBSTITUTE_CPR -> new Debtor.Person(new CprNumber(identity), name);
            case CVR ->
                SOLE_TRADER.equals(kept.get("form"))
                        ? new Debtor.SoleTrader(new CvrNumber(identity), name)
                        : new Debtor.Company(new CvrNumber(identity), name);
            case P_NUMBER, GLN -> new Debtor.Institution(kind, identity, name);
        };
    }

    static Map<String, Object> stored(String json) {
        try {
            return JsonText.object(json);
        } catch (JsonText.NotJson broken) {
            throw new IllegalStateException("what was kept of a fee is not JSON", broken);
        }
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    /** Never prints people. */
    @Override
    public String toString() {
        return "FeeContent[" + hash + "]";
    }
}
