package dk.kravbro.submission;

import static dk.kravbro.testsupport.TestDatabase.rows;
import static dk.kravbro.testsupport.TestDatabase.sql;
import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.testsupport.TestDatabase;
import dk.kravbro.testsupport.TestKeys;
import dk.kravbro.testsupport.TestPeople;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a run holds and releases claims that break a readiness rule, on the real statements. */
class ReadinessReleaseTest {

    private static final long RUN = 1;

    private final RunStore runs = new RunStore();
    private final NettingStore netting = new NettingStore();
    private final SliceStore slices = new SliceStore();
    private final Node node = new Node();

    @BeforeEach
    void open() {
        DataSource database = TestDatabase.fresh();
        runs.database = database;
        netting.people = TestKeys.people();
        netting.database = database;
        slices.people = TestKeys.people();
        slices.database = database;
        sql("insert into submission_runs (id, municipality_code, slot, trigger, requested_by, node, incarnation,"
                + " started_at) overriding system value values (" + RUN + ", '0101', now(), 'MANUAL', 'test', 'node',"
                + " gen_random_uuid(), now())");
        Claims.insert(1, "0101", 7, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "WAITING");
        sql("update deliveries set reason = 'READINESS'");
    }

    @Test
    void a_claim_that_breaks_an_error_rule_stays() throws SQLException {
        finding("ERROR");

        assertThat(prepared()).containsExactly("REGISTER 1 WAITING READINESS");
    }

    @Test
    void a_notice_does_not_stop() throws SQLException {
        finding("NOTICE");

        assertThat(prepared()).containsExactly("REGISTER 1 DUE ");
    }

    @Test
    void a_changed_switch_releases_and_holds_with_the_next_run() throws SQLException {
        finding("ERROR");
        sql("insert into municipality_readiness values ('0751', 'MAIN_CLAIM_ONLY', 'OFF')");
        assertThat(prepared()).as("another municipality's switch").containsExactly("REGISTER 1 WAITING READINESS");

        sql("insert into municipality_readiness values ('0101', 'MAIN_CLAIM_ONLY', 'NOTICE')");
        assertThat(prepared()).containsExactly("REGISTER 1 DUE ");
    }

    @Test
    void a_stricter_municipality_holds_what_the_product_would_send() throws SQLException {
        finding("NOTICE");
        sql("insert into municipality_readiness values ('0101', 'MAIN_CLAIM_ONLY', 'ERROR')");

        assertThat(prepared()).containsExactly("REGISTER 1 WAITING READINESS");
    }

    @Test
    void what_was_put_right_in_words_alone_goes_out_as_it_is_now() throws SQLException {
        Claims.says(1, 2, 7000, "0101011234", false);
        TestPeople.describe(1, 2, "nu uden navne");

        assertThat(prepared()).containsExactly("REGISTER 2 DUE ");
        sql("update deliveries set state = 'QUEUED', slice_id = 1");
        assertThat(slices.begin(1, node.name(), node.incarnation()))
                .extracting(BegunDelivery::description)
                .containsExactly("nu uden navne");
    }

    @Test
    void a_due_claim_that_fbs_spoils_before_the_run_is_held_with_its_change() throws SQLException {
        sql("update deliveries set state = 'DUE', reason = ''");
        Claims.says(1, 2, 9000, "0101011234", false);
        Claims.deliver(2, 1, "0101", 2, "WRITE_UP", 2000, "WAITING");
        finding("ERROR");

        assertThat(prepared())
                .containsExactly(
                        "REGISTER 1 NETTED ", "WRITE_UP 2 NETTED EARLIER_DELIVERY", "REGISTER 2 WAITING READINESS");
    }

    @Test
    void what_was_changed_after_a_registration_that_was_refused_is_told_by_the_next() throws SQLException {
        sql("update deliveries set state = 'DUE', reason = ''");
        sql("update deliveries set state = 'QUEUED'");
        sql("update deliveries set state = 'SENDING'");
        sql("update deliveries set state = 'REFUSED'");
        Claims.says(1, 2, 9000, "0101011234", false);
        Claims.deliver(2, 1, "0101", 2, "WRITE_UP", 2000, "WAITING");
        sql("insert into claim_findings (claim_id, rule, municipality_code, severity, found_at)"
                + " values (1, 'CHANGED_AFTER_TRANSFER', '0101', 'NOTICE', now())");

        assertThat(prepared())
                .containsExactly("REGISTER 1 REFUSED ", "WRITE_UP 2 NETTED EARLIER_DELIVERY", "REGISTER 2 DUE ");
        assertThat(rows("select 1 from claim_findings")).isEmpty();
    }

    @Test
    void a_registration_that_intake_has_moved_on_is_not_moved_back() throws SQLException {
        sql("update deliveries set version = 3");
        Claims.says(1, 2, 7000, "0101011234", false);

        assertThat(prepared())
                .as("as a run sees it that looked before FBS's last word")
                .containsExactly("REGISTER 3 DUE ");
    }

    @Test
    void a_held_claim_that_is_withdrawn_is_never_told() throws SQLException {
        finding("ERROR");
        Claims.says(1, 2, 0, "0101011234", true);
        Claims.deliver(2, 1, "0101", 2, "WITHDRAW", 7000, "WAITING");

        assertThat(prepared()).containsExactly("REGISTER 1 NETTED READINESS", "WITHDRAW 2 NETTED EARLIER_DELIVERY");
    }

    @Test
    void changes_of_a_claim_that_the_debtor_system_has_go_out() throws SQLException {
        sql("update deliveries set state = 'DUE', reason = ''");
        sql("update deliveries set state = 'QUEUED'");
        sql("update deliveries set state = 'SENDING'");
        sql("update deliveries set state = 'ACCEPTED'");
        Claims.says(1, 2, 9000, "0101011234", false);
        Claims.deliver(2, 1, "0101", 2, "WRITE_UP", 2000, "WAITING");
        sql("update deliveries set reason = 'READINESS' where id = 2");
        finding("ERROR");

        assertThat(prepared()).containsExactly("REGISTER 1 ACCEPTED ", "WRITE_UP 2 DUE ");
    }

    @Test
    void the_debtor_system_hears_the_code_of_the_row_that_the_claim_was_held_against() throws SQLException {
        sql(
                "insert into claim_types (municipality_code, claim_type, code, valid_from, allowed, lowest_ore, highest_ore,"
                        + " days_to_pay, limitation_years, period_from, source) values ('0101', 'LATE_FEE', 'BIBGEB', '2026-01-01',"
                        + " true, 1, 1000, 30, 3, 'LOAN_DUE', 'test')");
        sql("update claims set claim_type_id = (select max(id) from claim_types)");
        Claims.insert(2, "0101", 8, 7000);
        Claims.deliver(2, 2, "0101", 1, "REGISTER", 7000, "WAITING");
        prepared();
        sql("update deliveries set state = 'QUEUED', slice_id = 1");

        assertThat(slices.begin(1, node.name(), node.incarnation()))
                .extracting(BegunDelivery::claimType)
                .containsExactly("BIBGEB", "LATE_FEE");
    }

    @Test
    void all_attempts_of_a_registration_tell_the_same_code_and_an_earlier_version_its_own() throws SQLException {
        for (String code : List.of("FIRST", "LATER")) {
            sql(
                    "insert into claim_types (municipality_code, claim_type, code, valid_from, allowed, lowest_ore, highest_ore,"
                            + " days_to_pay, limitation_years, period_from, source) values ('0101', 'LATE_FEE', '"
                            + code
                            + "', '2026-01-01', true, 1, 1000, 30, 3, 'LOAN_DUE', 'test')");
        }
        sql("update claims set claim_type_id = (select id from claim_types where code = 'FIRST')");
        sql("update claim_versions set claim_type_id = (select id from claim_types where code = 'FIRST')");
        prepared();
        Claims.says(1, 2, 7000, "0101011234", false);
        sql("update claims set claim_type_id = (select id from claim_types where code = 'LATER')");
        sql("update deliveries set state = 'QUEUED', slice_id = 1");
        assertThat(slices.begin(1, node.name(), node.incarnation()))
                .extracting(BegunDelivery::claimType)
                .as("version 1's own")
                .containsExactly("FIRST");

        sql("update claim_versions set claim_type_id = (select id from claim_types where code = 'LATER')");
        sql("update delivery_attempts set ended_at = now(), outcome = 'DUE'");
        sql("update deliveries set state = 'DUE', owner_node = null, owner_incarnation = null, slice_id = null");
        sql("update deliveries set state = 'QUEUED', slice_id = 2");
        assertThat(slices.begin(2, node.name(), node.incarnation()))
                .extracting(BegunDelivery::claimType)
                .as("under the same request id")
                .containsExactly("FIRST");
    }

    @Test
    void a_date_that_was_put_right_decides_whether_the_municipality_takes_the_fee() throws SQLException {
        sql("update municipalities set earliest_fee_on = '2026-01-01' where code = '0101'");
        sql("update claim_versions set incurred_on = '2025-12-31'");
        sql("update deliveries set reason = 'EARLIEST_DATE'");
        assertThat(prepared()).containsExactly("REGISTER 1 WAITING EARLIEST_DATE");

        Claims.says(1, 2, 7000, "0101011234", false);
        sql("update claim_versions set incurred_on = '2026-01-02' where version = 2");
        assertThat(prepared()).containsExactly("REGISTER 2 DUE ");
    }

    private static void finding(String severity) {
        sql("insert into claim_findings (claim_id, rule, municipality_code, severity, found_at)"
                + " values (1, 'MAIN_CLAIM_ONLY', '0101', '" + severity + "', now())");
    }

    /** What a run makes of the deliveries before it queues them. */
    private List<String> prepared() throws SQLException {
        netting.net("0101", RUN);
        runs.release("0101");
        return rows("select kind, version, state, reason from deliveries where claim_id = 1 order by sequence_no")
                .stream()
                .map(row -> String.join(" ", row))
                .toList();
    }
}
