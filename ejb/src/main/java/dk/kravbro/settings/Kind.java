package dk.kravbro.settings;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;

/** What sort of value a setting takes, and how it is held against the setting's bounds. */
public enum Kind {
    /** ISO 8601 duration such as PT30S. */
    DURATION("duration, ISO 8601"),
    /** Whole number. */
    WHOLE("number"),
    /** Whole number of bytes. */
    BYTES("bytes"),
    /** Whole numbers of days, with commas between them. */
    DAYS("days, by comma"),
    /** CVR numbers with commas between them, or nothing. */
    CVRS("CVR numbers, by comma"),
    /** true or false. */
    TRUTH("true or false"),
    /** One of some words. */
    CHOICE("one of"),
    /** Path of a file, or nothing. */
    FILE("path of a file, or nothing"),
    /** A name: 1 to 255 characters without spaces. */
    NAME("name without spaces"),
    /** UUID in small letters, or nothing. */
    UUID("UUID in small letters, or nothing"),
    /** The one version or the other. */
    VERSION("version"),
    /** Absolute http or https address. */
    URL("http(s) address");

    private final String unit;

    Kind(String unit) {
        this.unit = unit;
    }

    /**
     * What a setting may be.
     *
     * @param standard where nothing is given
     * @param least smallest value, as it is written; empty for none
     * @param most largest value, or for CHOICE the words
     */
    record Bounds(Kind kind, String standard, String least, String most) {}

    Bounds within(String standard, String least, String most) {
        return new Bounds(this, standard, least, most);
    }

    /** The unit in words, as the documentation names it. */
    public String unit() {
        return unit;
    }

    /** What a value must be, in words. */
    String range(String least, String most) {
        return switch (this) {
            case CHOICE -> most;
            case VERSION -> least + " or " + most;
            default -> least.isEmpty() ? unit : least + " to " + most;
        };
    }

    /** The same, as a complaint about a value says it. */
    String demand(String least, String most) {
        return switch (this) {
            case CHOICE, VERSION -> unit + " " + range(least, most);
            default -> unit + (least.isEmpty() ? "" : " from " + least + " to " + most);
        };
    }

    /** Whether it is such a value, and within the bounds. */
    boolean allows(String written, String least, String most) {
        try {
            return switch (this) {
                case DURATION ->
                    Duration.parse(written).compareTo(Duration.parse(least)) >= 0
                            && Duration.parse(written).compareTo(Duration.parse(most)) <= 0;
                case WHOLE, BYTES ->
                    Long.parseLong(written) >= Long.parseLong(least) && Long.parseLong(written) <= Long.parseLong(most);
                case DAYS ->
                    Arrays.stream(written.split(",", -1))
                            .mapToLong(day -> Long.parseLong(day.strip()))
                            .allMatch(days -> days >= Long.parseLong(least) && days <= Long.parseLong(most));
                case CVRS -> written.isEmpty() || written.matches("[0-9]{8}( *, *[0-9]{8}){0,19}");
                case TRUTH -> written.equals("true") || written.equals("false");
                case CHOICE -> Arrays.asList(most.split(", ", -1)).contains(written);
                case FILE -> !written.contains("\0");
                case NAME -> written.matches("\\S{1,255}");
                case UUID ->
                    written.isEmpty()
                            || written.matches("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
                case VERSION -> written.equals(least) || written.equals(most);
                case URL -> isWebAddress(URI.create(written));
            };
        } catch (IllegalArgumentException | DateTimeException notOfThatKind) {
            return false;
        }
    }

    private static boolean isWebAddress(URI address) {
        return address.getHost() != null
                && address.getUserInfo() == null
                && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()));
    }
}
