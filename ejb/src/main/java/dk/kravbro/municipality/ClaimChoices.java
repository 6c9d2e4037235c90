package dk.kravbro.municipality;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a municipality chose about its claims.
 *
 * @param givesReceipts whether its libraries give a receipt at return
 * @param namesMaterials whether a description may name the group and record number of what was lent
 * @param readiness readiness rules of which it makes something else than the product does, by id, at most {@value #MOST};
 *     the readiness room knows the ids
 */
public record ClaimChoices(boolean givesReceipts, boolean namesMaterials, Map<String, ReadinessSeverity> readiness) {

    /** Switches of a municipality at most. */
    public static final int MOST = 100;

    /** @throws IllegalArgumentException if there are too many switches */
    public ClaimChoices {
        readiness = Collections.unmodifiableMap(new TreeMap<>(readiness));
        if (readiness.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " readiness rules are switched");
        }
    }

    /** As installed. */
    public static ClaimChoices usual() {
        return new ClaimChoices(true, false, Map.of());
    }
}
