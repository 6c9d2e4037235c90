package dk.kravbro.debtorsystem;

/**
 * A person or organisation named in a claim: the liable party (juridisk ansvarlig) or a representative (administrator).
 *
 * @param kind which register the identity is from
 * @param identity the number itself, digits (or letters in a substitute CPR)
 * @param name as FBS knows it; empty if unknown
 */
public record Party(Kind kind, String identity, String name) {

    /** The register that an identity is from. */
    public enum Kind {
        /** CPR number of a person. */
        CPR,
        /** Substitute CPR (erstatnings-CPR): local, not valid at the collection authority. */
        SUBSTITUTE_CPR,
        /** CVR number of a company or institution. */
        CVR,
        /** P number of a production unit. */
        P_NUMBER,
        /** GLN (EAN location number) of an institution. */
        GLN
    }

    public Party {
        if (identity.isBlank()) {
            throw new IllegalArgumentException("a party has an identity");
        }
    }

    /** Never prints the person. */
    @Override
    public String toString() {
        return "Party[" + kind + "]";
    }
}
