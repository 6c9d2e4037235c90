package dk.kravbro.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {

    private static final Reach SOME = new Reach(false, Set.of("DK-775100"), Set.of("0101", "0851"));

    @ParameterizedTest
    @CsvSource({
        "DK-775100, true",
        "DK-775101, false",
        "DK-710100, true",
        "DK-710133, true",
        "DK-785100, true",
        "DK-774600, false",
        "dk-710100, false",
        "DK-7101000, false",
        "'', false"
    })
    void an_agency_is_covered_by_its_isil_or_its_municipality(String agency, boolean covered) {
        assertThat(SOME.covers(agency)).isEqualTo(covered);
    }

    @Test
    void everywhere_is_every_library_and_no_other_text() {
        assertThat(Reach.EVERYWHERE.covers("DK-799900")).isTrue();
        assertThat(Reach.EVERYWHERE.covers("SE-100000")).isFalse();
        assertThat(Reach.NOWHERE.covers("DK-710100")).isFalse();
    }

    @Test
    void only_fbs_acts_for_fees_however_far_it_reaches() {
        Actor operator = new Actor("drift", Set.of(Role.OPERATOR), Set.of(), Reach.EVERYWHERE, "test");
        Actor fbs = new Actor("fbs", Set.of(Role.FBS), Set.of(), SOME, "test");

        assertThat(operator.mayActFor("DK-710100")).isFalse();
        assertThat(fbs.mayActFor("DK-710100")).isTrue();
        assertThat(fbs.mayActFor("DK-774600")).isFalse();
    }
}
