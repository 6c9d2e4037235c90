package dk.kravbro.debtorsystem;

import java.util.List;
import java.util.Optional;

/**
 * A person or organisation named in a claim: the liable party (juridisk ansvarlig) or a representative (administrator).
 *
 * @param kind which register the identity is from
 * @param identity the number itself, digits (or letters in a substitute CPR)
 * @param name as FBS knows it; empty if unknown
 * @param address where letters go (gældende adresse); empty to leave it to the debtor system
 * @param letters codes of the letters of which the party gets copies (materialeabonnement), at most 20
 */
public record Party(Kind kind, String identity, String name, Optional<PostalAddress> address, List<String> letters) {

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
        letters = List.copyOf(letters);
        if (identity.isBlank()) {
            throw new IllegalArgumentException("a party has an identity");
        }
    }

    /** A party whose letters are the debtor system's affair. */
    public Party(Kind kind, String identity, String name) {
        this(kind, identity, name, Optional.empty(), List.of());
    }

    /** Never prints the person. */
    @Override
    public String toString() {
        return "Party[" + kind + "]";
    }
}
