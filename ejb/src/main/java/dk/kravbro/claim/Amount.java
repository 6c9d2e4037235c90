package dk.kravbro.claim;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of Danish money in whole øre (beløb). Never rounds.
 *
 * @param ore øre; may be negative (a credit)
 */
public record Amount(long ore) implements Comparable<Amount> {

    public static final Amount ZERO = new Amount(0);

    /**
     * Reads kroner with at most two decimals.
     *
     * @throws ArithmeticException if there are more than two decimals that are not zero, or it does not fit
     */
    public static Amount ofKroner(BigDecimal kroner) {
        return new Amount(
                kroner.setScale(2, RoundingMode.UNNECESSARY).movePointRight(2).longValueExact());
    }

    /** Kroner with two decimals. */
    public BigDecimal kroner() {
        return BigDecimal.valueOf(ore, 2);
    }

    public Amount plus(Amount other) {
        return new Amount(Math.addExact(ore, other.ore));
    }

    public Amount minus(Amount other) {
        return new Amount(Math.subtractExact(ore, other.ore));
    }

    public boolean isPositive() {
        return ore > 0;
    }

    @Override
    public int compareTo(Amount other) {
        return Long.compare(ore, other.ore);
    }
}
