package dk.kravbro.web.api;

import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.municipality.Closing;
import dk.kravbro.municipality.RunDays;
import dk.kravbro.municipality.SendingWindow;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What an operator sends about a municipality's calendar: run days, sending window, closings. */
final class CalendarChoices {

    static final Set<String> NAMES = Set.of("runDays", "sendsFrom", "sendsUntil", "closings");

    private static final Set<String> NAMES_OF_CLOSING = Set.of("firstOn", "lastOn", "reason");
    private static final Pattern MINUTE = Pattern.compile("[0-9]{2}:[0-9]{2}");

    /** A reason is shown on pages and kept in the audit: no control characters, nobody's number. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private static final Pattern IDENTITY = Pattern.compile("[0-9]{6}[- ]?[0-9]{4}");

    private final JsonObject sent;
    private final List<Problem> problems = new ArrayList<>();
    private final EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    private final List<Closing> closings = new ArrayList<>();
    private Optional<SendingWindow> window = Optional.empty();

    CalendarChoices(JsonObject sent) {
        this.sent = sent;
        readDays();
        readWindow();
        readClosings();
    }

    /** Everything that is wrong with it. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    RunDays runDays(RunDays before) {
        return sent.containsKey("runDays") ? new RunDays(days) : before;
    }

    Optional<SendingWindow> window(Optional<SendingWindow> before) {
        return sent.containsKey("sendsFrom") ? window : before;
    }

    List<Closing> closings(List<Closing> before) {
        return sent.containsKey("closings") ? List.copyOf(closings) : before;
    }

    private void readDays() {
        List<JsonValue> names = array("runDays");
        for (int i = 0; i < names.size(); i++) {
            String pointer = "/runDays/" + i;
            Optional<String> name = text(names.get(i), pointer);
            Optional<DayOfWeek> day = name.flatMap(RunDays::day);
            day.ifPresent(days::add);
            if (name.isPresent() && day.isEmpty()) {
                add(ProblemType.UNKNOWN_VALUE, pointer, "A run day is MON, TUE, WED, THU, FRI, SAT or SUN.");
            }
        }
        if (sent.get("runDays") instanceof JsonArray && names.isEmpty()) {
            add(ProblemType.UNKNOWN_VALUE, "/runDays", "There is at least one run day; who wants none pauses.");
        }
    }

    private void readWindow() {
        boolean hasFrom = sent.containsKey("sendsFrom");
        if (hasFrom != sent.containsKey("sendsUntil")) {
            add(ProblemType.MISSING_FIELD, hasFrom ? "/sendsUntil" : "/sendsFrom", "Both are sent, or none.");
            return;
        }
        if (!hasFrom || (sent.isNull("sendsFrom") && sent.isNull("sendsUntil"))) {
            return;
        }
        Optional<LocalTime> from = minute("sendsFrom");
        Optional<LocalTime> until = minute("sendsUntil");
        if (from.isPresent() && from.equals(until)) {
            add(ProblemType.DOES_NOT_BELONG, "/sendsUntil", "The ends differ; null for both is all day.");
        } else if (from.isPresent() && until.isPresent()) {
            window = Optional.of(new SendingWindow(from.get(), until.get()));
        }
    }

    private Optional<LocalTime> minute(String name) {
        Optional<String> text = text(sent.getOrDefault(name, JsonValue.NULL), "/" + name);
        Optional<LocalTime> time =
                text.filter(written -> MINUTE.matcher(written).matches()).flatMap(CalendarChoices::time);
        if (text.isPresent() && time.isEmpty()) {
            add(ProblemType.UNKNOWN_VALUE, "/" + name, "A time of day is 00:00 to 23:59.");
        }
        return time;
    }

    private void readClosings() {
        List<JsonValue> list = array("closings");
        if (list.size() > Closing.MOST) {
            add(ProblemType.OUT_OF_RANGE, "/closings", "There are at most " + Closing.MOST + " closings.");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            String pointer = "/closings/" + i;
            if (list.get(i) instanceof JsonObject one) {
                readClosing(one, pointer);
            } else {
                add(ProblemType.WRONG_TYPE, pointer, "It must be an object.");
            }
        }
    }

    private void readClosing(JsonObject one, String pointer) {
        if (!NAMES_OF_CLOSING.containsAll(one.keySet())) {
            add(ProblemType.MISSPELLED_FIELD, pointer, "A closing has firstOn, lastOn and reason.");
        }
        Optional<LocalDate> first = day(one, pointer, "firstOn");
        Optional<LocalDate> last = day(one, pointer, "lastOn");
        Optional<String> reason = reason(one, pointer);
        if (first.isEmpty() || last.isEmpty() || reason.isEmpty()) {
            return;
        }
        if (last.get().isBefore(first.get())) {
            add(ProblemType.DATES_CONTRADICT, pointer + "/lastOn", "It lies before firstOn.");
            return;
        }
        Closing closing = new Closing(first.get(), last.get(), reason.get());
        if (closings.stream().anyMatch(closing::overlaps)) {
            add(ProblemType.DATES_CONTRADICT, pointer, "It has a day in common with an earlier closing.");
        }
        closings.add(closing);
    }

    private Optional<LocalDate> day(JsonObject one, String pointer, String name) {
        Optional<String> text = field(one, pointer, name);
        Optional<LocalDate> day = text.flatMap(CalendarChoices::day);
        if (text.isPresent() && day.isEmpty()) {
            add(ProblemType.UNKNOWN_VALUE, pointer + "/" + name, "A day is YYYY-MM-DD.");
        }
        return day;
    }

    private Optional<String> reason(JsonObject one, String pointer) {
        Optional<String> text = field(one, pointer, "reason").map(String::strip);
        String at = pointer + "/reason";
        if (text.isEmpty()) {
            return text;
        }
        int length = text.get().codePointCount(0, text.get().length());
        if (length < 1 || length > Closing.LONGEST_REASON) {
            add(ProblemType.TEXT_LENGTH, at, "A reason has 1 to " + Closing.LONGEST_REASON + " characters.");
        } else if (UNPRINTABLE.matcher(text.get()).find()) {
            add(ProblemType.UNPRINTABLE_TEXT, at, "The text has a control character or a broken surrogate.");
        } else if (IDENTITY.matcher(text.get()).find()) {
            add(ProblemType.IDENTITY_IN_TEXT, at, "Something that looks like a CPR number stands in the text.");
        } else {
            return text;
        }
        return Optional.empty();
    }

    private Optional<String> field(JsonObject one, String pointer, String name) {
        JsonValue value = one.getOrDefault(name, JsonValue.NULL);
        if (value == JsonValue.NULL) {
            add(ProblemType.MISSING_FIELD, pointer + "/" + name, "A closing has firstOn, lastOn and reason.");
            return Optional.empty();
        }
        return text(value, pointer + "/" + name);
    }

    private Optional<String> text(JsonValue value, String pointer) {
        if (value instanceof JsonString text) {
            return Optional.of(text.getString());
        }
        add(ProblemType.WRONG_TYPE, pointer, "It must be a text.");
        return Optional.empty();
    }

    private List<JsonValue> array(String name) {
        if (!sent.containsKey(name)) {
            return List.of();
        }
        if (sent.get(name) instanceof JsonArray array) {
            return array;
        }
        add(ProblemType.WRONG_TYPE, "/" + name, "It must be an array.");
        return List.of();
    }

    private void add(ProblemType type, String pointer, String detail) {
        problems.add(new Problem(type, pointer, detail));
    }

    /** A day of years that the database and people write alike. */
    static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(day -> day.getYear() >= 1900 && day.getYear() <= 9999);
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    /** A time of day, to the second. */
    static Optional<LocalTime> time(String text) {
        try {
            return Optional.of(LocalTime.parse(text)).filter(time -> time.getNano() == 0);
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
