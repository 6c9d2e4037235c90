package dk.kravbro.debtorsystem;

import java.util.List;

/**
 * Where a party gets letters (gældende adresse).
 *
 * @param lines 1 to 5 lines, each 1 to 100 characters, without postal code and city
 * @param postalCode empty if unknown
 * @param city empty if unknown
 */
public record PostalAddress(List<String> lines, String postalCode, String city) {

    public PostalAddress {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > 5) {
            throw new IllegalArgumentException("an address has 1 to 5 lines");
        }
    }

    /** Never prints where somebody lives. */
    @Override
    public String toString() {
        return "PostalAddress[]";
    }
}
