package dk.kravbro.readiness;

import dk.kravbro.claim.Amount;
import dk.kravbro.claim.ClaimType;
import java.time.LocalDate;

/**
 * What holds for a claim type (fordringstype) from a day on.
 *
 * @param id database id
 * @param common whether it holds for every municipality that has none of its own
 * @param terms what holds
 * @param addedBy who added it
 */
public record ClaimTypeRule(long id, boolean common, Terms terms, String addedBy) {

    /** Where a claim's period begins. */
    public enum PeriodFrom {
        /** The day after the loan was due. */
        AFTER_LOAN_DUE,
        /** The day the loan was due. */
        LOAN_DUE,
        /** The day FBS created the fee. */
        CREATION
    }

    /**
     * What holds.
     *
     * @param type the law's class
     * @param code what the debtor system knows the type by: 1 to 40 of A-Z, a-z, 0-9, _, - and .
     * @param validFrom first day on which a claim may have arisen that it holds for
     * @param allowed whether such claims may be handed over
     * @param lowest an amount below it is remarked on; above 0
     * @param highest an amount above it is too much; not below the lowest
     * @param daysToPay 0 to 365, from the creation to the last timely payment date (SRB) where FBS names none
     * @param limitationYears 1 to 30, from the last timely payment date to the limitation date (forældelsesdato)
     * @param periodFrom where the period begins
     * @param source where it comes from, in 1 to 200 characters
     */
    public record Terms(
            ClaimType type,
            String code,
            LocalDate validFrom,
            boolean allowed,
            Amount lowest,
            Amount highest,
            int daysToPay,
            int limitationYears,
            PeriodFrom periodFrom,
            String source) {

        public static final int MOST_DAYS_TO_PAY = 365;
        public static final int MOST_LIMITATION_YEARS = 30;
        public static final int LONGEST_SOURCE = 200;
        private static final String CODE = "[A-Za-z0-9_.-]{1,40}";

        /** @throws IllegalArgumentException if a value is out of its range */
        public Terms {
            if (!isCode(code)
                    || !lowest.isPositive()
                    || highest.compareTo(lowest) < 0
                    || daysToPay < 0
                    || daysToPay > MOST_DAYS_TO_PAY
                    || limitationYears < 1
                    || limitationYears > MOST_LIMITATION_YEARS
                    || source.isBlank()
                    || source.length() > LONGEST_SOURCE) {
                throw new IllegalArgumentException("what holds for a claim type keeps to its ranges");
            }
        }

        /** Whether that may be a code. */
        public static boolean isCode(String text) {
            return text.matches(CODE);
        }
    }

    /** The last day on which a claim with that last timely payment date may be enforced. */
    public LocalDate limitationOn(LocalDate lastPaymentOn) {
        return lastPaymentOn.plusYears(terms.limitationYears());
    }
}
