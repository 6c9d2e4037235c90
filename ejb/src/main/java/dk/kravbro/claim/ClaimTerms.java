package dk.kravbro.claim;

import java.time.LocalDate;

/**
 * A claim as one FBS version has it, apart from the people in it.
 *
 * @param type what it is for
 * @param amount what is owed, above 0; 0 once withdrawn
 * @param withdrawn whether FBS annulled it
 * @param reason why this version came, in a word: created, changed, returned, waived, wrong
 * @param incurredOn when it arose (stiftelsesdato)
 * @param dueOn first day payment can be demanded (forfaldsdato)
 * @param period the days it is about
 * @param description for the debtor's letter (beskrivelse): no person. That it has at most {@link #LONGEST_DESCRIPTION}
 *     characters is a readiness rule: a claim that breaks it is held, not lost
 */
public record ClaimTerms(
        ClaimType type,
        Amount amount,
        boolean withdrawn,
        String reason,
        LocalDate incurredOn,
        LocalDate dueOn,
        ClaimPeriod period,
        String description) {

    /** The collection authority's limit for a description. */
    public static final int LONGEST_DESCRIPTION = 100;

    /** @throws IllegalArgumentException if the amount does not go with the state */
    public ClaimTerms {
        if (withdrawn != amount.equals(Amount.ZERO) || amount.ore() < 0) {
            throw new IllegalArgumentException("something is owed unless the claim is withdrawn");
        }
    }

    /** The same claim, annulled. */
    public ClaimTerms withdrawnFor(String why) {
        return new ClaimTerms(type, Amount.ZERO, true, why, incurredOn, dueOn, period, description);
    }

    /** Whether what no change carries to a debtor system is the same: type, days and period. */
    public boolean isAsRegisteredBy(ClaimTerms registered) {
        return type == registered.type
                && incurredOn.equals(registered.incurredOn)
                && dueOn.equals(registered.dueOn)
                && period.equals(registered.period);
    }

    /** Never prints people. */
    @Override
    public String toString() {
        return "ClaimTerms[" + type + " " + amount.ore() + "]";
    }
}
