package dk.kravbro.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.claim.Said;
import dk.kravbro.municipality.ClaimChoices;
import dk.kravbro.municipality.ReadinessSeverity;
import dk.kravbro.readiness.ClaimFinding;
import dk.kravbro.readiness.ReadinessRule;
import dk.kravbro.testsupport.TestDatabase;
import dk.kravbro.testsupport.TestPeople;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What readiness makes of fees as they are taken in, on a real PostgreSQL. */
class ReadinessIntakeTest {

    private static final String AGENCY = "DK-710100";

    @RegisterExtension
    static final IntakeStore store = new IntakeStore();

    @Test
    void a_claim_that_breaks_an_error_rule_is_kept_and_waits_and_says_why() {
        assertThat(put(1, "Rykkergebyr", "70")).isInstanceOf(FeeOutcome.Taken.class);

        assertThat(deliveries()).containsExactly("REGISTER 7000 1 WAITING READINESS");
        assertThat(findings()).containsExactly("MAIN_CLAIM_ONLY ERROR");
        assertThat(store.rows("select detail from kravbro.events")).containsExactly("STOPPED_MAIN_CLAIM_ONLY");
        assertThat(store.rows("select kind, amount_ore from kravbro.claim_entries"))
                .containsExactly("PRINCIPAL 7000");
        assertThat(store.state(AGENCY, 7).findings())
                .containsExactly(new ClaimFinding(ReadinessRule.MAIN_CLAIM_ONLY, ReadinessSeverity.ERROR));
    }

    @Test
    void a_notice_goes_out_and_is_shown() {
        store.put(AGENCY, "7", fee(1, "Gebyr", "70").replace("0707614285", "6707614285"));

        assertThat(deliveries()).containsExactly("REGISTER 7000 1 DUE ");
        assertThat(store.state(AGENCY, 7).findings())
                .containsExactly(new ClaimFinding(ReadinessRule.SUBSTITUTE_CPR, ReadinessSeverity.NOTICE));
    }

    @Test
    void a_later_version_takes_the_findings_away_or_brings_others() {
        put(1, "Rykkergebyr", "70");

        put(2, "Gebyr", "70");
        assertThat(findings()).isEmpty();

        put(3, "Saldo", "70");
        assertThat(findings()).containsExactly("ONE_FEE_ONE_CLAIM ERROR");
    }

    @Test
    void a_batch_may_name_a_fee_twice() {
        String lines = String.join(
                "\n",
                line(7, fee(1, "Rykkergebyr", "70")),
                line(7, fee(2, "Saldo", "80")),
                line(9, fee(1, "Gebyr", "70")));

        batch(lines);

        assertThat(findings()).containsExactly("ONE_FEE_ONE_CLAIM ERROR");
        assertThat(deliveries())
                .containsExactly(
                        "REGISTER 7000 1 WAITING READINESS",
                        "WRITE_UP 1000 2 WAITING READINESS",
                        "REGISTER 7000 1 DUE ");
    }

    @Test
    void a_municipality_makes_of_a_rule_what_it_wants() {
        store.choose(
                "0101",
                before -> new ClaimChoices(
                        true,
                        false,
                        5,
                        Map.of(
                                "MAIN_CLAIM_ONLY",
                                ReadinessSeverity.NOTICE,
                                "SUBSTITUTE_CPR",
                                ReadinessSeverity.ERROR,
                                "ONE_FEE_ONE_CLAIM",
                                ReadinessSeverity.OFF)));

        put(1, "Rykkergebyr, saldo", "70");
        assertThat(deliveries()).containsExactly("REGISTER 7000 1 DUE ");
        assertThat(store.state(AGENCY, 7).findings())
                .containsExactly(new ClaimFinding(ReadinessRule.MAIN_CLAIM_ONLY, ReadinessSeverity.NOTICE));

        store.empty();
        store.choose(
                "0101", before -> new ClaimChoices(true, false, 5, Map.of("SUBSTITUTE_CPR", ReadinessSeverity.ERROR)));
        store.put(AGENCY, "7", fee(1, "Gebyr", "70").replace("0707614285", "6707614285"));
        assertThat(deliveries()).containsExactly("REGISTER 7000 1 WAITING READINESS");
    }

    @Test
    void what_is_put_right_before_a_registration_leaves_goes_out_right() {
        put(1, "Gebyr", "70");
        store.put(AGENCY, "7", dueOn("2026-11-20", fee(2, "Gebyr", "70")));
        assertThat(deliveries()).containsExactly("REGISTER 7000 2 DUE ");

        String twice = line(9, fee(1, "Gebyr", "70")) + "\n" + line(9, dueOn("2026-11-20", fee(2, "Gebyr", "70")));
        batch(twice);
        assertThat(deliveries()).containsExactly("REGISTER 7000 2 DUE ", "REGISTER 7000 2 DUE ");

        assertThat(findings()).isEmpty();
    }

    @Test
    void what_becomes_unfit_before_a_registration_leaves_waits() {
        put(1, "Gebyr", "70");
        put(2, "Rykkergebyr", "70");
        assertThat(deliveries()).containsExactly("REGISTER 7000 2 WAITING READINESS");

        put(3, "Gebyr", "70");
        assertThat(deliveries()).as("the next run releases it").containsExactly("REGISTER 7000 3 WAITING READINESS");
    }

    @Test
    void a_registration_with_changes_behind_it_is_nettings() {
        put(1, "Gebyr", "70");
        put(2, "Gebyr", "80");
        store.put(AGENCY, "7", dueOn("2026-11-20", fee(3, "Gebyr", "80")));

        assertThat(deliveries()).containsExactly("REGISTER 7000 1 DUE ", "WRITE_UP 1000 2 WAITING EARLIER_DELIVERY");
    }

    @Test
    void what_was_refused_is_told_again_once_anything_of_it_is_put_right() {
        put(1, "Gebyr", "70");
        refuse(1);
        store.put(AGENCY, "7", dueOn("2026-11-20", fee(2, "Gebyr", "70")));
        assertThat(deliveries())
                .containsExactly("REGISTER 7000 1 REFUSED ", "REGISTER 7000 2 WAITING EARLIER_DELIVERY");
        assertThat(findings()).isEmpty();

        put(3, "Gebyr", "70");
        assertThat(deliveries())
                .as("once is enough")
                .containsExactly("REGISTER 7000 1 REFUSED ", "REGISTER 7000 3 WAITING EARLIER_DELIVERY");
    }

    private static void refuse(int version) {
        for (String state : List.of("QUEUED", "SENDING", "REFUSED")) {
            store.run("update kravbro.deliveries set state = '" + state + "' where version = " + version);
        }
    }

    @Test
    void a_registration_that_a_run_holds_counts_as_sent() throws SQLException {
        put(1, "Gebyr", "70");
        try (Connection run = TestDatabase.kept().getConnection();
                Statement queueing = run.createStatement()) {
            run.setAutoCommit(false);
            queueing.execute("update kravbro.deliveries set state = 'QUEUED'");
            store.put(AGENCY, "7", dueOn("2026-11-20", fee(2, "Gebyr", "70")));
            run.commit();
        }

        assertThat(deliveries()).containsExactly("REGISTER 7000 1 QUEUED ");
        assertThat(findings()).containsExactly("CHANGED_AFTER_TRANSFER NOTICE");
    }

    @Test
    void what_is_changed_once_a_registration_may_have_left_is_shown() {
        put(1, "Gebyr", "70");
        store.run("update kravbro.deliveries set state = 'QUEUED'");
        store.put(AGENCY, "7", dueOn("2026-11-20", fee(2, "Gebyr", "70")));
        assertThat(deliveries()).containsExactly("REGISTER 7000 1 QUEUED ");
        assertThat(findings()).containsExactly("CHANGED_AFTER_TRANSFER NOTICE");

        put(3, "Gebyr", "70");
        assertThat(findings()).as("as it was sent").isEmpty();

        store.put(AGENCY, "7", dueOn("2026-11-20", fee(4, "Gebyr", "80")));
        assertThat(deliveries()).containsExactly("REGISTER 7000 1 QUEUED ", "WRITE_UP 1000 4 WAITING EARLIER_DELIVERY");
        assertThat(store.recheck("0101", 0).looked()).isEqualTo(1);
        assertThat(findings()).as("the daily look says the same").containsExactly("CHANGED_AFTER_TRANSFER NOTICE");
    }

    @Test
    void a_withdrawal_is_never_held() {
        put(1, "Gebyr", "70");
        store.run("update kravbro.deliveries set state = 'QUEUED'");
        store.run("update kravbro.deliveries set state = 'SENDING'");
        store.run("update kravbro.deliveries set state = 'ACCEPTED'");
        put(2, "Rykkergebyr", "90");
        store.cancel(AGENCY, "7", "{\"version\": 3, \"reason\": \"waived\", \"date\": \"2026-11-20\"}");

        assertThat(deliveries())
                .as("the debtor system has the claim: its changes go out")
                .containsExactly(
                        "REGISTER 7000 1 ACCEPTED ",
                        "WRITE_UP 2000 2 DUE ",
                        "WITHDRAW 9000 3 WAITING EARLIER_DELIVERY");
    }

    @Test
    void a_claim_says_which_row_of_claim_types_it_was_held_against() {
        put(1, "Gebyr", "70");
        assertThat(store.rows("select t.code, t.municipality_code from kravbro.claims c"
                        + " join kravbro.claim_types t on t.id = c.claim_type_id"))
                .containsExactly("LATE_FEE null");

        claimType("'0101'", "2026-10-20", true, 5000);
        put(2, "Gebyr", "71");
        assertThat(findings())
                .as("the row holds from the day after the claim arose")
                .isEmpty();

        claimType("'0751'", "2026-01-01", true, 5000);
        claimType("'0101'", "2026-10-19", true, 5000);
        put(3, "Gebyr", "72");
        assertThat(findings()).containsExactly("AMOUNT_LIMIT ERROR");
        assertThat(store.rows("select t.code, t.municipality_code, t.valid_from from kravbro.claims c"
                        + " join kravbro.claim_types t on t.id = c.claim_type_id"))
                .containsExactly("BIBGEB 0101 2026-10-19");
    }

    @Test
    void days_to_pay_are_the_claim_types_where_fbs_names_no_due_date() {
        store.run(
                "insert into kravbro.claim_types (municipality_code, claim_type, code, valid_from, allowed, lowest_ore,"
                        + " highest_ore, days_to_pay, limitation_years, period_from, source) values ('0101', 'LATE_FEE', 'BIBGEB',"
                        + " '2026-01-01', true, 1, 100000, 14, 3, 'LOAN_DUE', 'test')");

        store.put(
                AGENCY,
                "7",
                fee(1, "Gebyr", "70").replace(", \"dueDate\": \"2026-11-18\", \"debtor\"", ", \"debtor\""));

        assertThat(store.rows("select due_on, period_from from kravbro.claim_versions"))
                .containsExactly("2026-11-02 2026-10-16");
        assertThat(findings()).containsExactly("LAST_PAYMENT_ASSUMED NOTICE");
    }

    @Test
    void waiting_claims_are_looked_at_again_when_what_holds_for_them_has_changed() {
        claimType("'0101'", "2026-01-01", false, 100_000);
        put(1, "Gebyr", "70");
        store.put(AGENCY, "8", fee(1, "Saldo", "70"));
        assertThat(findings()).containsExactly("ONE_FEE_ONE_CLAIM ERROR", "TYPE_ALLOWED ERROR", "TYPE_ALLOWED ERROR");

        claimType("'0101'", "2026-01-01", true, 100_000);
        RecheckChunks.Chunk chunk = store.recheck("0101", 0);

        assertThat(chunk.looked()).isEqualTo(2);
        assertThat(chunk.stopped()).isEqualTo(1);
        assertThat(findings()).containsExactly("ONE_FEE_ONE_CLAIM ERROR");
        assertThat(store.recheck("0101", chunk.last().orElseThrow()).last()).isEmpty();
        assertThat(store.recheck("0751", 0).looked()).isZero();
    }

    @Test
    void time_goes_on_and_a_claim_is_time_barred() {
        put(1, "Rykkergebyr", "70");

        store.passes(Duration.ofDays(3 * 365));
        store.recheck("0101", 0);

        assertThat(findings()).containsExactly("LIMITATION_DATE ERROR", "MAIN_CLAIM_ONLY ERROR");
        store.passes(Duration.ofDays(-3 * 365));
    }

    @Test
    void materials_are_named_only_where_the_municipality_wants_it() {
        put(1, "Gebyr", "70");
        assertThat(description()).isEqualTo("Gebyr for overskredet lånetid, afleveringsfrist 16.10.2026");

        store.choose("0101", before -> new ClaimChoices(true, true, 5, Map.of()));
        put(2, "Gebyr", "70");
        assertThat(description())
                .isEqualTo("Gebyr for overskredet lånetid, afleveringsfrist 16.10.2026: Film DVD 42670158");

        String more =
                "{\"materialItemNumber\": \"2\"}, {\"materialItemNumber\": \"3\"}, {\"materialItemNumber\": \"4996901420\"";
        store.put(AGENCY, "7", fee(3, "Gebyr", "70").replace("{\"materialItemNumber\": \"4996901420\"", more));
        assertThat(description()).endsWith("16.10.2026: Materiale og 2 andre");

        store.put(AGENCY, "7", fee(4, "Gebyr", "70").replace("Film DVD", "F".repeat(60)));
        assertThat(description()).endsWith("16.10.2026: Materiale 42670158");
        assertThat(findings()).isEmpty();
    }

    @Test
    void a_damaged_loan_is_acknowledged_by_its_receipt_only_where_receipts_are_given() {
        String lost = fee(1, "Erstatning", "70")
                .replace("\"fee\"", "\"compensation\"")
                .replace(
                        "\"creationDate\"",
                        "\"compensation\": {\"cause\": \"not-returned\", \"acknowledged\": false}, \"creationDate\"");
        store.put(AGENCY, "7", lost);
        store.choose("0101", before -> new ClaimChoices(false, false, 5, Map.of()));
        store.put(AGENCY, "8", lost);

        assertThat(store.rows("select claim_type from kravbro.claims order by fee_id"))
                .containsExactly("COMPENSATION_ACKNOWLEDGED", "COMPENSATION_UNACKNOWLEDGED");
        assertThat(findings()).containsExactly("COMPENSATION_ACKNOWLEDGED NOTICE");
    }

    private static void claimType(String municipality, String from, boolean allowed, long highest) {
        store.run(
                "insert into kravbro.claim_types (municipality_code, claim_type, code, valid_from, allowed, lowest_ore,"
                        + " highest_ore, days_to_pay, limitation_years, period_from, source) values (" + municipality
                        + ", 'LATE_FEE', 'BIBGEB', '" + from + "', " + allowed + ", 1, " + highest
                        + ", 30, 3, 'AFTER_LOAN_DUE', 'test')");
    }

    private static String description() {
        List<Said> said = TestPeople.said();
        return said.get(said.size() - 1).description();
    }

    private static List<String> findings() {
        return store.rows("select rule, severity from kravbro.claim_findings order by rule");
    }

    private static List<String> deliveries() {
        return store.rows(
                "select kind, amount_ore, version, state, reason from kravbro.deliveries order by claim_id, sequence_no");
    }

    private static FeeOutcome put(int version, String reason, String amount) {
        return store.put(AGENCY, "7", fee(version, reason, amount));
    }

    private static String dueOn(String day, String fee) {
        return fee.replace("\"dueDate\": \"2026-11-18\"", "\"dueDate\": \"" + day + "\"");
    }

    private static void batch(String lines) {
        try {
            store.batches()
                    .take(
                            new ByteArrayInputStream(IntakeStore.utf8(lines)),
                            Optional.of("key"),
                            IntakeStore.FBS,
                            LinePace.FREE);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String line(int feeId, String fee) {
        return "{\"op\": \"put\", \"agencyId\": \"DK-710100\", \"feeId\": " + feeId + ", " + fee.substring(1);
    }

    private static String fee(int version, String reason, String amount) {
        return "{\"version\": " + version + ", \"type\": \"fee\", \"reasonMessage\": \"" + reason + "\", \"amount\": "
                + amount + ", \"loan\": {\"loanDate\": \"2026-09-16\", \"dueDate\": \"2026-10-16\", \"returnDate\":"
                + " \"2026-10-19\"}, \"materials\": [{\"materialItemNumber\": \"4996901420\", \"recordId\":"
                + " \"42670158\", \"materialGroup\": {\"name\": \"Film DVD\"}}], \"creationDate\": \"2026-10-19\","
                + " \"dueDate\": \"2026-11-18\", \"debtor\": {\"kind\": \"person\", \"cpr\": \"0707614285\", \"name\":"
                + " \"Mette Testrup\"}}";
    }
}
