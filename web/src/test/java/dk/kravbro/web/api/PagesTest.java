package dk.kravbro.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PagesTest {

    @Test
    void a_number_keeps_to_its_limits() {
        assertThat(Pages.number("1", 1, 200)).contains(1L);
        assertThat(Pages.number("200", 1, 200)).contains(200L);
        assertThat(Pages.number("0", 1, 200)).isEmpty();
        assertThat(Pages.number("201", 1, 200)).isEmpty();
    }

    @Test
    void what_is_no_number_is_none() {
        for (String text : new String[] {"", "-1", "+1", "1.0", "0x1", "٣", "9999999999999999999"}) {
            assertThat(Pages.number(text, 0, Long.MAX_VALUE)).as(text).isEmpty();
        }
    }
}
