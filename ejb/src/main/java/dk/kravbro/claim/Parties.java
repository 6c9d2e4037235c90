package dk.kravbro.claim;

import java.util.List;

/**
 * The people and organisations of a claim: who owes, and a child's guardians.
 *
 * @param debtor who owes according to FBS
 * @param guardians at most two, in FBS's order
 */
public record Parties(Debtor debtor, List<Debtor.Person> guardians) {

    /** As many as custody holders there can be. */
    public static final int MOST_GUARDIANS = 2;

    /** @throws IllegalArgumentException if there are more than two guardians */
    public Parties {
        guardians = List.copyOf(guardians);
        if (guardians.size() > MOST_GUARDIANS) {
            throw new IllegalArgumentException("a claim has at most " + MOST_GUARDIANS + " guardians");
        }
    }
}
