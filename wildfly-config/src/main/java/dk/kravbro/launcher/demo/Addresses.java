package dk.kravbro.launcher.demo;

import dk.kravbro.launcher.Ports;

/**
 * Where a person finds what, and who to be there.
 *
 * @param ports of the first server
 * @param nodes how many servers there are
 */
record Addresses(Ports ports, int nodes, DemoUsers users) {

    @Override
    public String toString() {
        String web = "http://127.0.0.1:" + ports.http();
        String management = "http://127.0.0.1:" + ports.management();
        String row = "  %-16s %-46s %s%n";
        StringBuilder text = new StringBuilder("\n");
        text.append(String.format(
                row, "Status page", web + "/kravbro/", "kommune0101 … kommune0860 / " + users.municipality()));
        text.append(String.format(row, "", "", login(DemoUsers.OPERATOR) + "  (operator: all municipalities)"));
        text.append(String.format(row, "API", web + "/api/v1/", login(DemoUsers.FBS)));
        text.append(String.format(
                row,
                "Back channel",
                "https://127.0.0.1:" + ports.backChannel() + "/callback/",
                "(client certificates only)"));
        text.append(String.format(row, "API document", web + "/openapi", ""));
        text.append(String.format(
                row, "Console", management + "/console", DemoUsers.ADMINISTRATOR + " / " + users.administrator()));
        text.append(String.format(row, "Health, figures", management + "/health  " + management + "/prometheus", ""));
        for (int i = 1; i < nodes; i++) {
            Ports other = ports.ofNode(i);
            text.append(String.format(
                    row,
                    "Server " + (i + 1),
                    "http://127.0.0.1:" + other.http() + "/kravbro/",
                    "http://127.0.0.1:" + other.management() + "/console  (same users)"));
        }
        text.append(String.format(row, "Simulator", "http://127.0.0.1:" + ports.simulator() + "/", ""));
        text.append(String.format(
                row,
                "PostgreSQL",
                "jdbc:postgresql://127.0.0.1:" + ports.database() + "/kravbro",
                "kravbro / kravbro"));
        return text.toString();
    }

    private String login(String user) {
        return user + " / " + users.login(user).password();
    }
}
