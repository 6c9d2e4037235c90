package dk.kravbro.readiness;

import dk.kravbro.claim.ClaimTerms;
import dk.kravbro.claim.Parties;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a claim's readiness is judged by.
 *
 * @param terms the claim as its latest version has it
 * @param parties who is in it
 * @param registered the claim as the debtor system has been, or may have been, told it; empty if it has not
 * @param rule what holds for its type
 * @param said FBS's own words for it
 * @param today the day in Denmark
 */
public record ReadinessSubject(
        ClaimTerms terms,
        Optional<ClaimTerms> registered,
        Parties parties,
        ClaimTypeRule rule,
        Said said,
        LocalDate today) {

    /**
     * FBS's words, as far as they matter here.
     *
     * @param type FBS's word for the type
     * @param reasonMessage what FBS tells the patron
     * @param namesDueDate whether FBS named the last day of payment
     * @param loanDueOn when the loan was due
     * @param returnedOn when it came back
     * @param materials how many materials
     */
    public record Said(
            String type,
            String reasonMessage,
            boolean namesDueDate,
            Optional<LocalDate> loanDueOn,
            Optional<LocalDate> returnedOn,
            int materials) {}

    LocalDate limitationOn() {
        return rule.limitationOn(terms.dueOn());
    }

    /** Never prints people or what FBS said. */
    @Override
    public String toString() {
        return "ReadinessSubject[" + terms.type() + "]";
    }
}
