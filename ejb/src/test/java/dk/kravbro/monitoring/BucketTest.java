package dk.kravbro.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.submission.DeliveryState;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BucketTest {

    @Test
    void every_state_is_in_exactly_one_bucket() {
        List<DeliveryState> inBuckets = Arrays.stream(Bucket.values())
                .flatMap(bucket -> bucket.states().stream())
                .toList();

        assertThat(inBuckets).containsExactlyInAnyOrder(DeliveryState.values());
    }

    @Test
    void what_is_not_told_yet_waits_and_what_a_person_must_look_at_is_in_doubt() {
        assertThat(Bucket.WAITING.states())
                .containsExactlyInAnyOrder(
                        DeliveryState.WAITING, DeliveryState.DUE, DeliveryState.QUEUED, DeliveryState.SENDING);
        assertThat(Bucket.IN_DOUBT.states())
                .containsExactlyInAnyOrder(DeliveryState.IN_DOUBT, DeliveryState.ON_WORKLIST);
    }

    @Test
    void what_needs_a_person_is_a_claims_standing_before_all_else() {
        assertThat(standing(true, true, true, false, 7000, 0, 0, false)).isEqualTo(ClaimStanding.REFUSED);
        assertThat(standing(false, true, true, false, 7000, 0, 0, false)).isEqualTo(ClaimStanding.IN_DOUBT);
        assertThat(standing(false, false, true, true, 0, 0, 0, false)).isEqualTo(ClaimStanding.ON_ITS_WAY);
        assertThat(standing(false, false, false, true, -500, 500, 0, false)).isEqualTo(ClaimStanding.WITHDRAWN);
        assertThat(standing(false, false, false, false, 0, 7000, 0, true)).isEqualTo(ClaimStanding.PAID);
        assertThat(standing(false, false, false, false, 0, 3000, 4000, false)).isEqualTo(ClaimStanding.WRITTEN_OFF);
        assertThat(standing(false, false, false, false, 1, 6999, 0, true)).isEqualTo(ClaimStanding.AT_ENFORCEMENT);
        assertThat(standing(false, false, false, false, 1, 6999, 0, false)).isEqualTo(ClaimStanding.PARTLY_PAID);
        assertThat(standing(false, false, false, false, 7000, 0, 0, false)).isEqualTo(ClaimStanding.IN_COLLECTION);
    }

    private static ClaimStanding standing(
            boolean refused,
            boolean inDoubt,
            boolean onItsWay,
            boolean withdrawn,
            long outstanding,
            long covered,
            long writtenOff,
            boolean atEnforcement) {
        return ClaimStanding.of(new ClaimStanding.Facts(
                refused, inDoubt, onItsWay, withdrawn, outstanding, covered, writtenOff, atEnforcement));
    }

    @Test
    void a_cursor_survives_an_address_and_nonsense_means_the_first_page() {
        Cursor cursor = new Cursor(java.time.Instant.parse("2026-11-23T05:10:00.123456Z"), 42);

        assertThat(Cursor.of(cursor.toString())).contains(cursor);
        for (String nonsense : List.of("", "x", "1.", ".1", "1.2.3", "-1.2", "9".repeat(30) + ".1")) {
            assertThat(Cursor.of(nonsense)).isEmpty();
        }
        assertThat(Cursor.of(null)).isEmpty();
    }

    @Test
    void only_an_organisations_number_is_shown_in_full() {
        assertThat(Identity.masked("CPR", "0101801234")).isEqualTo("010180-••••");
        assertThat(Identity.masked("SUBSTITUTE_CPR", "610180AB12")).isEqualTo("610180-••••");
        assertThat(Identity.masked("", "12345678")).isEqualTo("••••");
        assertThat(Identity.masked("CVR", "64942212")).isEqualTo("64942212");
        assertThat(Identity.masked("P_NUMBER", "1003295478")).isEqualTo("1003295478");
    }
}
