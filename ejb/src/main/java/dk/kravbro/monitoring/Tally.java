package dk.kravbro.monitoring;

/**
 * How many, and how much.
 *
 * @param count rows
 * @param ore øre; may be negative where credits prevail
 */
public record Tally(long count, long ore) {

    public static final Tally NONE = new Tally(0, 0);

    /** Both added; an overflow is an error, never a wrong sum. */
    public Tally plus(Tally other) {
        return new Tally(Math.addExact(count, other.count), Math.addExact(ore, other.ore));
    }

    public boolean isNone() {
        return count == 0 && ore == 0;
    }
}
