package dk.kravbro.web.api;

import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.municipality.Municipality;
import dk.kravbro.municipality.MunicipalityChoices;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What an operator sends about a municipality: what is left out stays as it is. */
final class Choices implements UnaryOperator<MunicipalityChoices> {

    private static final Set<String> NAMES =
            Set.of("debtorSystem", "liveOn", "earliestFeeOn", "guardianPolicy", "runAt", "paused");

    private final JsonObject sent;
    private final CalendarChoices calendar;
    private final LimitChoices limits;
    private final SenderChoices senders;
    private final ClaimChoicesFields claims;

    Choices(JsonObject sent) {
        this.sent = sent;
        this.calendar = new CalendarChoices(sent);
        this.limits = new LimitChoices(sent);
        this.senders = new SenderChoices(sent);
        this.claims = new ClaimChoicesFields(sent);
    }

    /** Everything that is wrong with it. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (String name : sent.keySet()) {
            if (!isKnown(name)) {
                // A misspelled choice must not be taken for one that stays as it is.
                problems.add(new Problem(
                        ProblemType.MISSPELLED_FIELD, "", "There is a field that a municipality does not have."));
            }
        }
        check("debtorSystem", false, text -> constant(Municipality.DebtorSystemProduct.class, text), problems);
        check("liveOn", true, CalendarChoices::day, problems);
        check("earliestFeeOn", true, CalendarChoices::day, problems);
        check("guardianPolicy", false, text -> constant(Municipality.GuardianPolicy.class, text), problems);
        check("runAt", false, CalendarChoices::time, problems);
        JsonValue paused = sent.getOrDefault("paused", JsonValue.FALSE);
        if (paused != JsonValue.TRUE && paused != JsonValue.FALSE) {
            problems.add(new Problem(ProblemType.WRONG_TYPE, "/paused", "It must be true or false."));
        }
        problems.addAll(calendar.problems());
        problems.addAll(limits.problems());
        problems.addAll(senders.problems());
        problems.addAll(claims.problems());
        return problems;
    }

    private static boolean isKnown(String name) {
        return NAMES.contains(name)
                || CalendarChoices.NAMES.contains(name)
                || LimitChoices.NAMES.contains(name)
                || SenderChoices.NAMES.contains(name)
                || ClaimChoicesFields.NAMES.contains(name);
    }

    private void check(String name, boolean mayBeNull, Function<String, Optional<?>> value, List<Problem> problems) {
        if (!sent.containsKey(name) || (mayBeNull && sent.isNull(name))) {
            return;
        }
        if (!(sent.get(name) instanceof JsonString text)) {
            problems.add(new Problem(ProblemType.WRONG_TYPE, "/" + name, "It must be a text."));
        } else if (value.apply(text.getString()).isEmpty()) {
            problems.add(new Problem(ProblemType.UNKNOWN_VALUE, "/" + name, "The API document says what it may be."));
        }
    }

    @Override
    public MunicipalityChoices apply(MunicipalityChoices before) {
        return new MunicipalityChoices(
                text("debtorSystem")
                        .flatMap(text -> constant(Municipality.DebtorSystemProduct.class, text))
                        .orElse(before.debtorSystem()),
                sent.containsKey("liveOn") ? text("liveOn").flatMap(CalendarChoices::day) : before.liveOn(),
                sent.containsKey("earliestFeeOn")
                        ? text("earliestFeeOn").flatMap(CalendarChoices::day)
                        : before.earliestFeeOn(),
                text("guardianPolicy")
                        .flatMap(text -> constant(Municipality.GuardianPolicy.class, text))
                        .orElse(before.guardianPolicy()),
                text("runAt").flatMap(CalendarChoices::time).orElse(before.runAt()),
                sent.containsKey("paused") ? sent.getBoolean("paused") : before.paused(),
                calendar.runDays(before.runDays()),
                calendar.window(before.window()),
                calendar.closings(before.closings()),
                limits.limits(before.limits()),
                senders.senders(before.senders()),
                claims.claims(before.claims()));
    }

    private Optional<String> text(String name) {
        return sent.get(name) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst();
    }
}
