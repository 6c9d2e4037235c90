package dk.kravbro.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityNumbersTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        // form
        "0101800000, true, ten digits with a date",
        "010180000, false, nine",
        "01018000000, false, eleven",
        "010180-000, false, a hyphen",
        "0101 80000, false, a blank",
        "010180000a, false, a small letter",
        "'', false, nothing",
        // the date, and what its century makes of it
        "3112990000, true, last day of 1999",
        "3212990000, false, no 32nd",
        "0013990000, false, no day 0",
        "0100990000, false, no month 0",
        "0113990000, false, no month 13",
        "3006800000, true, 30 June",
        "3106800000, false, June has no 31st",
        "2902000000, false, 1900 had no leap day",
        "2902004000, true, 2000 had one",
        "2902364000, true, 2036 for seventh digit 4",
        "2902374000, false, 1937 beyond it",
        "2902369000, true, 2036 for seventh digit 9",
        "2902565000, true, 2056 for seventh digit 5",
        "2902585000, false, 1858 beyond it",
        "2902965000, true, 1896 for seventh digit 5",
        "2902968000, true, 1896 for seventh digit 8",
        "2902013000, false, 1901 for seventh digit 3",
        "2902043000, true, 1904 for seventh digit 3",
        // substitutes
        "6101800000, true, day raised by 60",
        "9112990000, true, day 31 raised by 60",
        "9212990000, false, day 32 raised by 60",
        "6001990000, false, day 0 raised by 60",
        "010180AB12, true, letters among the last four",
        "0101801ABC, true, a letter after the seventh",
        "320180AB12, false, letters do not excuse the date",
        "290200ABCD, true, a leap day in some century",
        "290201ABCD, false, a leap day in none",
    })
    void a_cpr_number_has_a_form_and_a_date_that_exists(String text, boolean valid, String why) {
        assertThat(CprNumber.isValid(text)).as(why).isEqualTo(valid);
        assertThat(CprNumber.of(text).isPresent()).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({"0101800000, false", "6101800000, true", "010180A000, true", "3112990000, false"})
    void a_substitute_is_known_by_its_day_or_its_letters(String text, boolean substitute) {
        assertThat(new CprNumber(text).isSubstitute()).isEqualTo(substitute);
    }

    @ParameterizedTest
    @CsvSource({"0707614285, true", "0707614286, false", "010180AB12, false"})
    void modulus_11_is_told_apart_but_refuses_nobody(String text, boolean passes) {
        assertThat(CprNumber.isValid(text)).isTrue();
        assertThat(new CprNumber(text).passesModulus11()).isEqualTo(passes);
    }

    /** The birth dates of which cpr.dk says that numbers without modulus 11 have been issued (10 May 2023), and one more. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "010160", "010162", "010164", "010165", "010166", "010167", "010169", "010170", "010174", "010175",
                "010178", "010180", "010181", "010182", "010183", "010184", "010185", "010186", "010187", "010188",
                "010189", "010190", "010191", "010192", "010194", "011287"
            })
    void a_number_without_a_check_digit_is_fully_valid(String born) {
        int passing = 0;
        for (int last = 0; last < 10_000; last++) {
            CprNumber number = new CprNumber(born + String.format("%04d", last));
            assertThat(number.isSubstitute()).isFalse();
            passing += number.passesModulus11() ? 1 : 0;
        }
        assertThat(passing).as("one of eleven has it").isBetween(900, 920);
    }

    @ParameterizedTest(name = "{0} is born on {1}")
    @CsvSource({
        "0101003999, 1900-01-01",
        "0101993999, 1999-01-01",
        "0101004000, 2000-01-01",
        "0101364999, 2036-01-01",
        "0101374000, 1937-01-01",
        "0101994999, 1999-01-01",
        "0101005000, 2000-01-01",
        "0101578999, 2057-01-01",
        "0101585000, 1858-01-01",
        "0101998999, 1899-01-01",
        "0101009000, 2000-01-01",
        "0101369999, 2036-01-01",
        "0101379000, 1937-01-01",
        "6101800000, ",
        "010180AB12, "
    })
    void the_seventh_digit_tells_the_century_and_a_substitute_tells_nothing(String text, LocalDate born) {
        assertThat(new CprNumber(text).bornOn()).isEqualTo(Optional.ofNullable(born));
    }

    @ParameterizedTest
    @CsvSource({
        "2010084000, 2026-10-19, true",
        "2010084000, 2026-10-20, false",
        "2902084000, 2026-02-27, true",
        "2902084000, 2026-02-28, false",
        "8010084000, 2026-10-19, false"
    })
    void a_minor_is_under_eighteen(String text, LocalDate day, boolean minor) {
        assertThat(new CprNumber(text).isOfMinorOn(day)).isEqualTo(minor);
    }

    @ParameterizedTest
    @CsvSource({
        "64942212, true",
        "29189846, true",
        "12345678, false",
        "64942213, false",
        "6494221, false",
        "649422120, false",
        "06494221, false",
        "6494221A, false"
    })
    void a_cvr_number_has_eight_digits_that_check(String text, boolean valid) {
        assertThat(CvrNumber.isValid(text)).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({"1003388394, true", "2003388394, false", "100338839, false", "10033883940, false", "100338839X, false"})
    void a_p_number_has_ten_digits_from_1(String text, boolean valid) {
        assertThat(PNumber.isValid(text)).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({
        "5798000000001, true",
        "5798009811578, true",
        "5798009811579, false",
        "579800981157, false",
        "57980098115781, false",
        "579800981157A, false"
    })
    void a_gln_has_thirteen_digits_that_check(String text, boolean valid) {
        assertThat(Gln.isValid(text)).isEqualTo(valid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0113990000", "", "identity"})
    void a_number_that_is_none_is_refused_without_repeating_it(String text) {
        assertThatThrownBy(() -> new CprNumber(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a CPR number");
    }

    @Test
    void nothing_prints_a_person() {
        Debtor person = new Debtor.Person(new CprNumber("0206793776"), "Mette Østergaard");
        Debtor company = new Debtor.Company(new CvrNumber("64942212"), "Mette Østergaard ApS");
        Debtor trader = new Debtor.SoleTrader(new CvrNumber("64942212"), "Mette Østergaard");
        Debtor school = new Debtor.Institution(Debtor.IdentityKind.GLN, "5798000000001", "Mettes Skole");

        assertThat(person + " " + trader + " " + company + " " + school + " " + new CprNumber("0206793776")
                        + new CvrNumber("64942212") + new PNumber("1003388394") + new Gln("5798000000001")
                        + new Parties(person, List.of()))
                .doesNotContain("Mette", "0206793776", "64942212", "5798000000001", "1003388394");
    }

    @Test
    void an_institution_is_not_known_by_a_person_s_number() {
        assertThatThrownBy(() -> new Debtor.Institution(Debtor.IdentityKind.CPR, "0206793776", "Skole"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Debtor.Institution(Debtor.IdentityKind.CVR, "12345678", "Skole"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
