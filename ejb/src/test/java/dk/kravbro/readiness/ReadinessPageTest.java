package dk.kravbro.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/readiness-rules.md is made of the rules. {@code -Dreadiness.update} writes it anew. */
class ReadinessPageTest {

    private static final Path PAGE = Path.of("..", "docs", "readiness-rules.md");

    private static final String HEAD = """
            # Readiness rules

            What makes a claim one that the collection side accepts (PSRM-klar), checked when FBS says something of a fee. A claim that breaks a
            rule of severity ERROR (fejl) stays here, WAITING with the reason READINESS, until FBS puts the fee right or the municipality makes
            something else of the rule; a NOTICE (advis) goes out and is shown on the claim's page and in the API. A claim that the debtor system
            has already is not held: its changes go out, and what is found is shown.

            An operator sets what a municipality makes of a rule: `PUT /api/v1/operations/municipalities/{code}` with
            `{"readiness": {"AMOUNT_LIMIT": "NOTICE", "SUBSTITUTE_CPR": "OFF", "PERIOD": null}}`; null is what the product makes of it. It counts
            from the next run on. Rules that are *fixed* cannot be switched: the message would break the contract, tell others' secrets, or has left already.
            Limits, days to pay and years to the limitation date are rows of claim types (docs/for-fbs-developers.md). Whoever changes a rule makes this page anew:
            `mvn -pl ejb -am test -Dtest=ReadinessPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dreadiness.update`.

            [V] was read in the source, [S] retold by another, [I] inferred, [K] is general knowledge.

            """;

    @Test
    void the_page_says_what_the_rules_say() throws IOException {
        if (System.getProperty("readiness.update") != null) {
            Files.writeString(PAGE, page());
        }

        assertThat(PAGE).hasContent(page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("| id | severity | dansk | English | source |\n|---|---|---|---|---|\n");
        for (ReadinessRule rule : ReadinessRule.values()) {
            page.append("| `")
                    .append(rule.name())
                    .append("` | ")
                    .append(rule.severity())
                    .append(rule.isSwitchable() ? "" : ", fixed")
                    .append(" | ")
                    .append(rule.danish())
                    .append(" | ")
                    .append(rule.english())
                    .append(" | ")
                    .append(rule.source())
                    .append(" |\n");
        }
        return page.toString();
    }
}
