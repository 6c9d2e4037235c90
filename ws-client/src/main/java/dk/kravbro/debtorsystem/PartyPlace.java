package dk.kravbro.debtorsystem;

/**
 * A party of an account by its place in the registration, so that it can be spoken of without its identity.
 *
 * @param role what the party is on the account
 * @param number from 1, in the order of the registration; 1 for a role that only one party has
 */
public record PartyPlace(Role role, int number) {

    /** What a party is on an account. */
    public enum Role {
        /** Juridisk ansvarlig. */
        LIABLE,
        /** Juridisk medhæfter. */
        CO_LIABLE,
        /** Administrator. */
        REPRESENTATIVE,
        /** Ligestillingspartner: the other custody holder. */
        OTHER_CUSTODY_HOLDER
    }

    public PartyPlace {
        boolean only = role == Role.LIABLE || role == Role.OTHER_CUSTODY_HOLDER;
        if (number < 1 || (only && number > 1)) {
            throw new IllegalArgumentException("no party number " + number + " is " + role);
        }
    }

    /** The party that owes. */
    public static PartyPlace liable() {
        return new PartyPlace(Role.LIABLE, 1);
    }
}
