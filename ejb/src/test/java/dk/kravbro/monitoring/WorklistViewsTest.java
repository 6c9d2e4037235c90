package dk.kravbro.monitoring;

import static dk.kravbro.testsupport.TestDatabase.sql;
import static dk.kravbro.testsupport.TestDatabase.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.audit.Actor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The work list with both versions, on the made-up autumn. */
class WorklistViewsTest {

    private final WorklistViews worklist = new WorklistViews();
    private SeededAutumn autumn;
    private long delivery;

    @BeforeEach
    void open() {
        autumn = new SeededAutumn();
        worklist.source = autumn.deliveries.source;
        worklist.people = autumn.deliveries.people;
        sql("update deliveries set state = 'ON_WORKLIST', reason = 'DIFFERS' where state = 'IN_DOUBT'");
        delivery = Long.parseLong(value(
                "select max(id) from deliveries where state = 'ON_WORKLIST'" + " and municipality_code = '0101'"));
    }

    @Test
    void a_delivery_shows_what_we_told_and_what_the_debtor_system_says() {
        sql("delete from delivery_attempts where delivery_id = " + delivery);
        for (int i = 1; i <= 12; i++) {
            sql("insert into inquiries (delivery_id, attempt, asked_at, finding, claim_reference, amount_ore, receipt)"
                    + " values (" + delivery + ", 1, now(), 'FOUND', 'DK-1', " + i + ", 'KV')");
        }
        sql("insert into delivery_attempts (id, delivery_id, slice_id, call_id, node, incarnation, started_at)"
                + " values (900000001, " + delivery
                + ", 1, gen_random_uuid(), 'n1', gen_random_uuid(), now())");

        WorklistRow row = worklist.page(SeededAutumn.OF_COPENHAGEN, "0101", null, 0)
                .rows()
                .get(0);

        assertThat(row.id()).isEqualTo(delivery);
        assertThat(row.requestId()).hasToString(value("select request_id from deliveries where id = " + delivery));
        assertThat(row.seen())
                .isEqualTo(value("select 'ON_WORKLIST-' || attempts from deliveries where id = " + delivery));
        assertThat(row.inquiries()).hasSize(10);
        assertThat(row.inquiries().get(0).amountOre()).as("latest first").isEqualTo(12L);
        assertThat(row.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.endedAt()).isNull();
            assertThat(attempt.outcome()).isEmpty();
        });
    }

    @Test
    void pages_follow_each_other_over_all_municipalities_and_none_is_shown_twice() {
        long all = Long.parseLong(value("select count(*) from deliveries where state = 'ON_WORKLIST'"));
        List<Long> seen = new ArrayList<>();
        String after = null;
        do {
            Page<WorklistRow> page = worklist.page(SeededAutumn.OPERATOR, after, 1);
            page.rows().forEach(row -> seen.add(row.id()));
            after = page.next();
        } while (after != null);

        assertThat(seen).hasSize((int) all).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(worklist.count(SeededAutumn.OPERATOR, "0101")).isPositive().isLessThanOrEqualTo(all);
    }

    @Test
    void what_is_on_it_is_not_listed_as_in_doubt_too() {
        assertThat(autumn.deliveries
                        .page(SeededAutumn.OPERATOR, DeliveryQuery.openIn("0101", Bucket.IN_DOUBT))
                        .rows())
                .isEmpty();
        assertThat(autumn.deliveries
                        .tally(SeededAutumn.OPERATOR, DeliveryQuery.openIn("0101", Bucket.IN_DOUBT))
                        .isNone())
                .isTrue();
    }

    @Test
    void nobody_sees_another_municipality_s_and_only_operators_see_all() {
        assertThatThrownBy(() -> worklist.page(SeededAutumn.OF_AARHUS, "0101", null, 0))
                .isInstanceOf(Actor.NotAllowed.class);
        assertThatThrownBy(() -> worklist.count(SeededAutumn.OF_AARHUS, "0101")).isInstanceOf(Actor.NotAllowed.class);
        assertThatThrownBy(() -> worklist.page(SeededAutumn.OF_COPENHAGEN, null, 0))
                .isInstanceOf(Actor.NotAllowed.class);
    }
}
