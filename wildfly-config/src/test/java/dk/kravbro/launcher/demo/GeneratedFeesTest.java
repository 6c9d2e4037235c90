package dk.kravbro.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GeneratedFeesTest {

    private static final Pattern CPR = Pattern.compile("\"cpr\":\"([0-9]{10})\"");
    private static final int[] WEIGHTS = {4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
    private static final int LINES = 98 * 2 * GeneratedFees.GROUP;

    @Test
    void the_same_seed_gives_the_same_lines_and_another_gives_others() {
        assertThat(lines(new GeneratedFees(7, 1))).isEqualTo(lines(new GeneratedFees(7, 1)));
        assertThat(lines(new GeneratedFees(8, 1))).isNotEqualTo(lines(new GeneratedFees(7, 1)));
    }

    @Test
    void nobody_has_these_numbers() {
        for (String line : lines(new GeneratedFees(7, 1))) {
            for (Matcher found = CPR.matcher(line); found.find(); ) {
                String cpr = found.group(1);
                int sum = 0;
                for (int i = 0; i < WEIGHTS.length; i++) {
                    sum += (cpr.charAt(i) - '0') * WEIGHTS[i];
                }
                assertThat(sum % 11).as("check digit").isNotZero();
                assertThat(cpr)
                        .as("first day of a month")
                        .doesNotStartWith("01")
                        .doesNotStartWith("61");
            }
        }
    }

    @Test
    void every_library_every_kind_of_debtor_and_every_operation_comes() {
        Set<String> agencies = new HashSet<>();
        StringBuilder all = new StringBuilder();
        for (String line : lines(new GeneratedFees(7, 1))) {
            Matcher agency = Pattern.compile("\"agencyId\":\"(DK-7[0-9]{5})\"").matcher(line);
            if (agency.find()) {
                agencies.add(agency.group(1));
            }
            all.append(line).append('\n');
        }

        assertThat(agencies).hasSize(98);
        assertThat(all)
                .contains(
                        "\"kind\":\"person\"",
                        "\"guardians\":[",
                        "\"kind\":\"company\"",
                        "\"kind\":\"sole-trader\"",
                        "\"pNumber\":\"19",
                        "\"gln\":\"29",
                        "\"op\":\"cancel\"",
                        "\"type\":\"compensation\"",
                        "\"type\":\"reservation\"",
                        "\"version\":2");
        assertThat(GeneratedFees.TAKEN + GeneratedFees.UNCHANGED + GeneratedFees.REFUSED)
                .isEqualTo(GeneratedFees.GROUP);
    }

    private static List<String> lines(GeneratedFees fees) {
        return LongStream.range(0, LINES).mapToObj(fees::line).toList();
    }
}
