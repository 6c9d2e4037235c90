package dk.kravbro.monitoring;

/** How an identity number may be shown (O5). */
final class Identity {

    private static final String HIDDEN = "••••";

    private Identity() {}

    /**
     * A person's number as "010180-••••"; an organisation's number is public and stays as it is. What is of no known kind
     * is treated as a person's.
     *
     * @param kind FBS's word for the debtor: person, company, institution
     */
    static String masked(String kind, String number) {
        if (kind.equals("company") || kind.equals("institution")) {
            return number;
        }
        return number.length() == 10 ? number.substring(0, 6) + "-" + HIDDEN : HIDDEN;
    }
}
