package dk.kravbro.debtorsystem;

import java.time.LocalDate;

/**
 * Something on an account that no longer holds (afslut).
 *
 * @param claimReference the creditor's reference of the claim
 * @param kind what ends
 * @param of whose
 * @param letter code of the letters (materialetype) for LETTERS, else empty
 * @param endsOn the first day on which it no longer holds
 */
public record Ending(String claimReference, Kind kind, PartyPlace of, String letter, LocalDate endsOn) {

    /** What can end. */
    public enum Kind {
        /** Hæftelse: a liable or co-liable party is liable no more. */
        LIABILITY,
        /** The part of a representative or of the other custody holder. */
        PARTY,
        /** Gældende adresse. */
        ADDRESS,
        /** Materialeabonnement: copies of letters. */
        LETTERS
    }

    public Ending {
        boolean owes = of.role() == PartyPlace.Role.LIABLE || of.role() == PartyPlace.Role.CO_LIABLE;
        boolean fits = switch (kind) {
            case LIABILITY -> owes;
            case PARTY -> !owes;
            case ADDRESS, LETTERS -> of.role() != PartyPlace.Role.OTHER_CUSTODY_HOLDER;
        };
        if (!fits) {
            throw new IllegalArgumentException(kind + " of " + of.role() + " cannot be ended");
        }
        if ((kind == Kind.LETTERS) == letter.isEmpty()) {
            throw new IllegalArgumentException("LETTERS, and nothing else, names the letters");
        }
    }
}
