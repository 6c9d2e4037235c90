package dk.kravbro.municipality;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a municipality chose about its claims.
 *
 * @param givesReceipts whether its libraries give a receipt at return
 * @param namesMaterials whether a description may name the group and record number of what was lent
 * @param keepsSettledYears whole years after the one in which a claim was settled to 0.00, for which what is known of its
 *     people is kept, {@value #FEWEST_YEARS} to {@value #MOST_YEARS}
 * @param readiness readiness rules of which it makes something else than the product does, by id, at most {@value #MOST};
 *     the readiness room knows the ids
 */
public record ClaimChoices(
        boolean givesReceipts,
        boolean namesMaterials,
        int keepsSettledYears,
        Map<String, ReadinessSeverity> readiness) {

    /** Switches of a municipality at most. */
    public static final int MOST = 100;

    /** Bookkeeping and claims may not be gone sooner. */
    public static final int FEWEST_YEARS = 1;

    public static final int MOST_YEARS = 30;

    /** Bookkeeping's five years, where nothing else is chosen. */
    public static final int USUAL_YEARS = 5;

    /** @throws IllegalArgumentException if there are too many switches, or the years are out of their range */
    public ClaimChoices {
        if (keepsSettledYears < FEWEST_YEARS || keepsSettledYears > MOST_YEARS) {
            throw new IllegalArgumentException("people are kept for " + FEWEST_YEARS + " to " + MOST_YEARS + " years");
        }
        readiness = Collections.unmodifiableMap(new TreeMap<>(readiness));
        if (readiness.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " readiness rules are switched");
        }
    }

    /** As installed. */
    public static ClaimChoices usual() {
        return new ClaimChoices(true, false, USUAL_YEARS, Map.of());
    }
}
