package dk.kravbro.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimValuesTest {

    private static final Parties METTE =
            new Parties(new Debtor.Person(new CprNumber("0206793776"), "Mette"), List.of());
    private static final Parties JENS = new Parties(new Debtor.Person(new CprNumber("1009620683"), "Jens"), List.of());

    @ParameterizedTest
    @CsvSource({"70, 7000", "70.0, 7000", "70.00, 7000", "0.01, 1", "2.5, 250", "1E+2, 10000", "-1.5, -150"})
    void kroner_become_whole_ore(String kroner, long ore) {
        assertThat(Amount.ofKroner(new BigDecimal(kroner))).isEqualTo(new Amount(ore));
    }

    @Test
    void an_amount_is_never_rounded_and_never_overflows() {
        assertThatThrownBy(() -> Amount.ofKroner(new BigDecimal("0.005"))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Amount(Long.MAX_VALUE).plus(new Amount(1)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Amount(Long.MIN_VALUE).minus(new Amount(1)))
                .isInstanceOf(ArithmeticException.class);
        assertThat(new Amount(7005).kroner()).isEqualTo("70.05");
    }

    @Test
    void a_period_never_ends_before_it_begins() {
        LocalDate day = LocalDate.of(2026, 10, 17);

        assertThat(ClaimPeriod.fromAtLeast(day, day.minusDays(3))).isEqualTo(new ClaimPeriod(day, day));
        assertThat(ClaimPeriod.fromAtLeast(day, day.plusDays(3))).isEqualTo(new ClaimPeriod(day, day.plusDays(3)));
        assertThatThrownBy(() -> new ClaimPeriod(day, day.minusDays(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "owed {0}, then {1}: {2} {3}")
    @CsvSource({"7000, 12000, WRITE_UP, 5000", "7000, 2000, WRITE_DOWN, 5000", "7000, 7001, WRITE_UP, 1"})
    void a_difference_is_one_line(long before, long after, ClaimEntry.Kind kind, long ore) {
        ClaimChange change = ClaimChange.between(new Amount(before), METTE, new Amount(after), METTE);

        assertThat(change).isEqualTo(new ClaimChange(false, Optional.of(new ClaimChange.Line(kind, new Amount(ore)))));
    }

    @Test
    void the_same_amount_is_no_line_and_other_people_are_a_change() {
        assertThat(ClaimChange.between(new Amount(1), METTE, new Amount(1), METTE))
                .isEqualTo(new ClaimChange(false, Optional.empty()));
        assertThat(ClaimChange.between(new Amount(1), METTE, new Amount(1), JENS))
                .isEqualTo(new ClaimChange(true, Optional.empty()));
        assertThat(ClaimChange.between(new Amount(1), METTE, new Amount(2), JENS)
                        .partiesChanged())
                .isTrue();
    }

    @Test
    void first_and_last_lines_carry_everything() {
        assertThat(ClaimChange.first(new Amount(7000)).entry())
                .contains(new ClaimChange.Line(ClaimEntry.Kind.PRINCIPAL, new Amount(7000)));
        assertThat(ClaimChange.withdrawal(new Amount(7000)).entry())
                .contains(new ClaimChange.Line(ClaimEntry.Kind.WITHDRAWAL, new Amount(7000)));
    }

    @ParameterizedTest(name = "returned {0}, acknowledged {1}, receipts {2}: {3}")
    @CsvSource({
        "false, false, true, COMPENSATION_ACKNOWLEDGED",
        "false, false, false, COMPENSATION_UNACKNOWLEDGED",
        "false, true, false, COMPENSATION_ACKNOWLEDGED",
        "true, false, true, COMPENSATION_UNACKNOWLEDGED",
        "true, true, true, COMPENSATION_ACKNOWLEDGED",
    })
    void a_compensation_counts_as_acknowledged_in_writing_or_by_the_receipt_that_is_missing(
            boolean returned, boolean acknowledged, boolean receipts, ClaimType type) {
        assertThat(ClaimType.ofCompensation(returned, acknowledged, receipts)).isEqualTo(type);
    }

    @Test
    void terms_owe_something_unless_withdrawn() {
        LocalDate day = LocalDate.of(2026, 10, 19);
        ClaimPeriod period = new ClaimPeriod(day, day);

        assertThatThrownBy(() -> new ClaimTerms(
                        ClaimType.OTHER, Amount.ZERO, false, "created", day, day, period, "Bibliotekskrav"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new ClaimTerms(ClaimType.OTHER, new Amount(1), false, "created", day, day, period, "x".repeat(100))
                        .withdrawnFor("waived"))
                .extracting(ClaimTerms::withdrawn, ClaimTerms::amount, ClaimTerms::reason)
                .containsExactly(true, Amount.ZERO, "waived");
    }
}
