package dk.kravbro.web.api;

import dk.kravbro.claim.Amount;
import dk.kravbro.intake.FeeMessage;
import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.reconciliation.DifferenceKind;
import dk.kravbro.reconciliation.SnapshotChoice;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a caller wants to be applied of a snapshot: the body of the request. */
final class ChosenDifferences {

    private static final Pattern KRONER = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,2})?");

    private final List<Problem> problems = new ArrayList<>();
    private final Map<DifferenceKind, Long> expected = new EnumMap<>(DifferenceKind.class);
    private Optional<SnapshotChoice.Cancellation> cancellation = Optional.empty();

    ChosenDifferences(JsonObject sent) {
        for (String name : sent.keySet()) {
            if (!name.equals("expected") && !name.equals("cancel")) {
                add(ProblemType.MISSPELLED_FIELD, "/" + name, "The fields are expected and cancel.");
            }
        }
        if (sent.get("expected") instanceof JsonObject kinds && !kinds.isEmpty()) {
            kinds.forEach(this::readKind);
        } else {
            add(ProblemType.MISSING_FIELD, "/expected", "It names at least one kind, with its number.");
        }
        if (sent.get("cancel") instanceof JsonObject cancel) {
            readCancellation(cancel);
        } else if (sent.containsKey("cancel") && !sent.isNull("cancel")) {
            add(ProblemType.WRONG_TYPE, "/cancel", "It must be an object.");
        }
        boolean cancels = sent.get("cancel") instanceof JsonObject;
        if (problems.isEmpty() && cancels != expected.containsKey(DifferenceKind.MISSING_THERE)) {
            add(
                    ProblemType.DOES_NOT_BELONG,
                    "/cancel",
                    "expected missing-there and cancel go together: neither stands without the other.");
        }
    }

    private void readKind(String name, JsonValue number) {
        Optional<DifferenceKind> kind = Arrays.stream(DifferenceKind.values())
                .filter(one -> one.isForApplying() && BatchDocuments.word(one).equals(name))
                .findFirst();
        if (kind.isEmpty()) {
            add(ProblemType.UNKNOWN_VALUE, "/expected/" + name, "No kind of that name can be applied.");
        } else if (number instanceof JsonNumber count && count.toString().matches("[0-9]{1,9}")) {
            expected.put(kind.get(), count.longValue());
        } else {
            add(ProblemType.WRONG_TYPE, "/expected/" + name, "It must be a whole number.");
        }
    }

    private void readCancellation(JsonObject cancel) {
        Optional<FeeMessage.CancelReason> reason = Arrays.stream(FeeMessage.CancelReason.values())
                .filter(one -> cancel.get("reason") instanceof JsonString text
                        && BatchDocuments.word(one).equals(text.getString()))
                .findFirst();
        if (reason.isEmpty()) {
            add(ProblemType.UNKNOWN_VALUE, "/cancel/reason", "It is returned, waived or wrong.");
        }
        Optional<LocalDate> on = day(cancel.get("date"));
        if (on.isEmpty()) {
            add(ProblemType.IMPOSSIBLE_DATE, "/cancel/date", "It is a day, as YYYY-MM-DD.");
        }
        Optional<Amount> amount = amount(cancel.get("expectedAmount"));
        if (amount.isEmpty()) {
            add(ProblemType.WRONG_TYPE, "/cancel/expectedAmount", "It is kroner with at most two decimals.");
        }
        if (reason.isPresent() && on.isPresent() && amount.isPresent()) {
            cancellation = Optional.of(new SnapshotChoice.Cancellation(reason.get(), on.get(), amount.get()));
        }
    }

    private static Optional<LocalDate> day(@Nullable JsonValue sent) {
        try {
            return sent instanceof JsonString text ? Optional.of(LocalDate.parse(text.getString())) : Optional.empty();
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Optional<Amount> amount(@Nullable JsonValue sent) {
        return sent instanceof JsonNumber number
                        && KRONER.matcher(number.toString()).matches()
                ? Optional.of(Amount.ofKroner(number.bigDecimalValue()))
                : Optional.empty();
    }

    private void add(ProblemType type, String pointer, String detail) {
        problems.add(new Problem(type, pointer, detail));
    }

    /** Everything that is wrong with it. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** What is chosen, if nothing is wrong. */
    SnapshotChoice choice() {
        return new SnapshotChoice(expected, cancellation);
    }
}
