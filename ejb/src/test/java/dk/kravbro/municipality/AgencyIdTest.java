package dk.kravbro.municipality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgencyIdTest {

    @ParameterizedTest
    @CsvSource({"DK-710100, 0101", "DK-775100, 0751", "DK-761501, 0615"})
    void a_library_belongs_to_the_municipality_in_its_number(String agency, String code) {
        assertThat(new AgencyId(agency).municipality()).isEqualTo(new MunicipalityCode(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "DK-71010", "DK-7101000", "DK-810100", "dk-710100", "DK710100", "DK-7101OO", " DK-710100"})
    void anything_else_is_no_library(String text) {
        assertThat(AgencyId.of(text)).isEmpty();
    }
}
