package dk.kravbro.launcher.demo;

import dk.kravbro.launcher.ServerUsers;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * Who may log in at the demo: fbs, drift (operator), a user per municipality, and admin of the console. Debtor systems
 * show certificates.
 *
 * @param all for the server
 * @param municipality the password that the municipalities' users share, so that a person can try several
 * @param administrator the password of the console's user
 */
record DemoUsers(ServerUsers all, String municipality, String administrator) {

    static final String FBS = "fbs";
    static final String OPERATOR = "drift";
    static final String ADMINISTRATOR = "admin";

    /** Letters and digits that are not mistaken for one another when read from a screen. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int LENGTH = 14;

    /**
     * Makes up passwords.
     *
     * @param codes of the municipalities
     * @param fixed one password for all instead
     */
    static DemoUsers of(List<String> codes, Optional<String> fixed) {
        SecureRandom random = new SecureRandom();
        String municipality = fixed.orElseGet(() -> password(random));
        String administrator = fixed.orElseGet(() -> password(random));
        ServerUsers users = new ServerUsers()
                .with(FBS, fixed.orElseGet(() -> password(random)), "fbs")
                .with(OPERATOR, fixed.orElseGet(() -> password(random)), "operator")
                .withAdministrator(ADMINISTRATOR, administrator);
        for (String code : codes) {
            users.with("kommune" + code, municipality, "municipality", "kommune-" + code);
        }
        return new DemoUsers(users, municipality, administrator);
    }

    ServerUsers.Login login(String name) {
        return all.find(name).orElseThrow(() -> new IllegalStateException("there is no demo user " + name));
    }

    private static String password(SecureRandom random) {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
