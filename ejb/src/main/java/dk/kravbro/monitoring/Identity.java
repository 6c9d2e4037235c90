package dk.kravbro.monitoring;

import java.util.Set;

/** How an identity number may be shown (O5). */
final class Identity {

    /** Numbers that anybody may look up. What is of no known kind is treated as a person's. */
    private static final Set<String> PUBLIC = Set.of("CVR", "P_NUMBER", "GLN");

    static final String HIDDEN = "••••";

    private Identity() {}

    /**
     * A person's number as "010180-••••"; an organisation's number is public and stays as it is.
     *
     * @param kind the register: CPR, SUBSTITUTE_CPR, CVR, P_NUMBER, GLN; SOLE_TRADER's number is a person's
     */
    static String masked(String kind, String number) {
        if (PUBLIC.contains(kind)) {
            return number;
        }
        return number.length() == 10 ? number.substring(0, 6) + "-" + HIDDEN : HIDDEN;
    }
}
