package dk.kravbro.monitoring;

import static dk.kravbro.testsupport.TestDatabase.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.audit.Actor;
import dk.kravbro.readiness.ClaimFinding;
import dk.kravbro.readiness.ReadinessRule;
import dk.kravbro.testsupport.ClaimRows;
import dk.kravbro.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The work list of claims that are not ready. */
class HeldViewsTest {

    private final HeldViews held = new HeldViews();
    private ClaimRows rows;

    @BeforeEach
    void open() {
        held.source = TestDatabase.fresh();
        rows = new ClaimRows();
    }

    @Test
    void what_a_rule_stops_is_listed_with_its_rules_whatever_it_waits_for() {
        long stopped = claim(1, "GO_LIVE", "WAITING", "TYPE_ALLOWED ERROR", "AMOUNT_LIMIT ERROR", "TYPE_KNOWN NOTICE");
        claim(2, "READINESS", "WAITING", "TYPE_KNOWN NOTICE");
        claim(3, "", "DUE", "AMOUNT_LIMIT ERROR");
        long withdrawn = claim(4, "READINESS", "WAITING", "AMOUNT_LIMIT ERROR");
        sql("update claims set withdrawn = true, amount_ore = 0 where id = " + withdrawn);
        long told = claim(5, "", "ACCEPTED", "AMOUNT_LIMIT ERROR");
        deliver(told, 2, "WRITE_UP", "WAITING", "EARLIER_DELIVERY");

        List<HeldRow> found = page(null, 0).rows();

        assertThat(found).singleElement().satisfies(row -> {
            assertThat(row.id()).isEqualTo(stopped);
            assertThat(row.claim()).hasToString("DK-710100-1");
            assertThat(row.amountOre()).isEqualTo(7000);
            assertThat(row.findings())
                    .extracting(ClaimFinding::rule)
                    .containsExactly(ReadinessRule.TYPE_ALLOWED, ReadinessRule.AMOUNT_LIMIT);
        });
        assertThat(held.count(SeededAutumn.OPERATOR, "0101")).isEqualTo(1);
        assertThat(held.count(SeededAutumn.OPERATOR, "0751")).isZero();
    }

    @Test
    void the_municipality_decides_what_stops() {
        claim(1, "READINESS", "WAITING", "AMOUNT_LIMIT ERROR");
        long notice = claim(2, "READINESS", "WAITING", "TYPE_KNOWN NOTICE");
        sql(
                "insert into municipality_readiness values ('0101', 'AMOUNT_LIMIT', 'OFF'), ('0101', 'TYPE_KNOWN', 'ERROR')");

        assertThat(page(null, 0).rows()).extracting(HeldRow::id).containsExactly(notice);
    }

    @Test
    void pages_follow_each_other() {
        for (int i = 1; i <= 5; i++) {
            claim(i, "READINESS", "WAITING", "AMOUNT_LIMIT ERROR", "TYPE_ALLOWED ERROR");
        }
        List<String> seen = new ArrayList<>();
        String after = null;
        do {
            Page<HeldRow> page = page(after, 2);
            page.rows().forEach(row -> seen.add(row.claim().toString()));
            after = page.next();
        } while (after != null);

        assertThat(seen).containsExactly("DK-710100-5", "DK-710100-4", "DK-710100-3", "DK-710100-2", "DK-710100-1");
        assertThat(held.count(SeededAutumn.OPERATOR, "0101")).isEqualTo(5);
    }

    @Test
    void nobody_sees_another_municipality_s() {
        assertThatThrownBy(() -> held.page(SeededAutumn.OF_COPENHAGEN, "0751", null, 0))
                .isInstanceOf(Actor.NotAllowed.class);
        assertThatThrownBy(() -> held.count(SeededAutumn.OF_COPENHAGEN, "0751")).isInstanceOf(Actor.NotAllowed.class);
    }

    private Page<HeldRow> page(String after, int size) {
        return held.page(SeededAutumn.OPERATOR, "0101", after, size);
    }

    private long claim(int fee, String reason, String state, String... findings) {
        long id = rows.claim("0101", "DK-710100", fee, 7000);
        deliver(id, 1, "REGISTER", state, reason);
        for (String finding : findings) {
            String[] parts = finding.split(" ");
            sql("insert into claim_findings values (" + id + ", '" + parts[0] + "', '0101', '" + parts[1]
                    + "', now())");
        }
        return id;
    }

    private static void deliver(long claim, int sequenceNo, String kind, String state, String reason) {
        sql(
                "insert into deliveries (id, claim_id, municipality_code, sequence_no, kind, amount_ore, version, state, reason,"
                        + " conversation_id, request_id, created_at) values (nextval('deliveries_seq'), " + claim
                        + ", '0101', "
                        + sequenceNo + ", '" + kind + "', 7000, 1, '" + state + "', '" + reason
                        + "', gen_random_uuid(), gen_random_uuid(), now())");
    }
}
