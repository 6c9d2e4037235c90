package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What trouble gets: nothing lost, nothing doubled, nobody told "failed" who did not fail. */
@Order(5)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TroubleIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static Installation installation;

    @BeforeAll
    static void start() {
        installation = Installation.rough();
        installation.debtorSystems().deduplicate(false);
    }

    @AfterEach
    void calm() {
        installation.debtorSystems().faults();
    }

    @Test
    void a_refused_delivery_is_shown_with_its_reason_and_not_sent_again() {
        String code = municipality("0259");
        installation
                .debtorSystems()
                .faults("{\"action\":\"REFUSE\",\"code\":\"SIM_NEJ\",\"text\":\"Nej tak\",\"count\":1}");
        installation.put(Fees.agency(code), 1, 1, 10);
        installation.settle(SOON, code);
        assertThat(installation.states(code)).isEqualTo(Map.of("REFUSED", 1L));
        assertThat(Sql.text(
                        installation.database(),
                        "select reason || ' ' || reason_text from deliveries where municipality_code = ?",
                        code))
                .contains("SIM_NEJ");
        installation.runToEnd(code);
        assertThat(installation.states(code)).as("another run").isEqualTo(Map.of("REFUSED", 1L));
        assertThat(attempts(code)).isEqualTo(1);
    }

    @Test
    void a_soap_fault_is_tried_again_until_it_goes() {
        String code = municipality("0265");
        installation.debtorSystems().faults("{\"action\":\"FAULT\",\"count\":2}");
        installation.put(Fees.agency(code), 1, 1, 10);
        installation.settle(SOON, code);
        assertThat(installation.states(code)).isEqualTo(Map.of("ACCEPTED", 1L));
        assertThat(attempts(code)).isGreaterThan(1);
    }

    @Test
    void a_slow_answer_is_waited_for() {
        String code = municipality("0269");
        installation.debtorSystems().faults("{\"action\":\"DELAY\",\"delayMs\":1200}");
        for (int fee = 1; fee <= 20; fee++) {
            installation.put(Fees.agency(code), fee, 1, fee);
        }
        installation.settle(SOON, code);
        assertThat(installation.states(code)).isEqualTo(Map.of("ACCEPTED", 20L));
        assertThat(attempts(code)).isEqualTo(20);
    }

    @Test
    void an_answer_lost_after_the_work_is_doubt_and_asking_settles_it() {
        String code = municipality("0270");
        installation.debtorSystems().faults("{\"action\":\"ANSWER_LOST\",\"everyNth\":2,\"count\":5}");
        for (int fee = 1; fee <= 20; fee++) {
            installation.put(Fees.agency(code), fee, 1, fee);
        }
        installation.startRuns(code);
        Await.until("doubt is a state", SOON, () -> installation.states(code).getOrDefault("IN_DOUBT", 0L) > 0);
        installation.settle(SOON, code);
        assertThat(installation.states(code)).isEqualTo(Map.of("ACCEPTED", 20L));
        assertThat(attempts(code)).as("nothing was sent twice").isEqualTo(20);
    }

    @Test
    void a_call_cut_before_the_work_is_sent_once_more() {
        String code = municipality("0306");
        installation.debtorSystems().faults("{\"action\":\"CUT\",\"everyNth\":2,\"count\":5}");
        for (int fee = 1; fee <= 20; fee++) {
            installation.put(Fees.agency(code), fee, 1, fee);
        }
        installation.settle(SOON, code);
        assertThat(installation.states(code)).isEqualTo(Map.of("ACCEPTED", 20L));
        assertThat(attempts(code)).isEqualTo(25);
    }

    @Test
    void an_answer_that_cannot_be_read_is_doubt_too() {
        String code = municipality("0316");
        installation.debtorSystems().faults("{\"action\":\"GARBLED\",\"count\":3}");
        for (int fee = 1; fee <= 5; fee++) {
            installation.put(Fees.agency(code), fee, 1, fee);
        }
        installation.settle(SOON, code);
        assertThat(installation.states(code)).isEqualTo(Map.of("ACCEPTED", 5L));
        assertThat(attempts(code)).as("nothing was sent twice").isEqualTo(5);
    }

    @Test
    void changes_of_a_claim_arrive_in_order_through_trouble() {
        String code = municipality("0320");
        installation
                .debtorSystems()
                .faults(
                        "{\"action\":\"ANSWER_LOST\",\"probability\":0.3,\"seed\":7}",
                        "{\"action\":\"CUT\",\"probability\":0.2,\"seed\":11}");
        for (int version = 1; version <= 4; version++) {
            for (int fee = 1; fee <= 10; fee++) {
                installation.put(Fees.agency(code), fee, version, 10 * version + fee % 3);
            }
            installation.startRuns(code);
        }
        installation.settle(Duration.ofSeconds(120), code);
        assertThat(installation.states(code).keySet()).isSubsetOf("ACCEPTED", "NETTED");
    }

    @Test
    void while_the_debtor_systems_are_away_deliveries_wait() {
        String code = municipality("0326");
        installation.killSimulator();
        try {
            for (int fee = 1; fee <= 30; fee++) {
                assertThat(installation.put(Fees.agency(code), fee, 1, fee).isOk())
                        .isTrue();
            }
            installation.startRuns(code);
            Await.until("it was tried", SOON, () -> attempts(code) >= 30);
            assertThat(installation.states(code).keySet())
                    .as("nobody is told failed")
                    .isSubsetOf("WAITING", "DUE", "QUEUED", "SENDING", "IN_DOUBT");
            assertThat(installation.management().get("/health/ready").status())
                    .as("we are well")
                    .isEqualTo(200);
        } finally {
            installation.restartSimulator();
            installation.debtorSystems().deduplicate(false);
        }
        installation.settle(SOON, code);
        assertThat(installation.states(code)).isEqualTo(Map.of("ACCEPTED", 30L));
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void without_postgresql_callers_are_told_to_come_again() {
        String code = municipality("0329");
        assertThat(installation.put(Fees.agency(code), 1, 1, 10).isOk()).isTrue();
        long pid = installation.server().pid();
        installation.stopDatabase();
        try {
            Await.until(
                    "a PUT is answered 503",
                    SOON,
                    () -> installation.put(Fees.agency(code), 2, 1, 10).status() == 503);
            Api.Answer answer = installation.put(Fees.agency(code), 2, 1, 10);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isPresent();
            assertThat(answer.object().getString("type")).isEqualTo("/api/problems/unavailable");
            Await.until(
                    "readiness is down",
                    SOON,
                    () -> installation.management().get("/health/ready").status() == 503);
            assertThat(installation.management().get("/health/live").status())
                    .as("a restart would not help")
                    .isEqualTo(200);
        } finally {
            installation.startDatabase();
        }
        Await.until(
                "readiness is up again",
                SOON,
                () -> installation.management().get("/health/ready").status() == 200);
        Await.until(
                "a PUT is taken again",
                SOON,
                () -> installation.put(Fees.agency(code), 2, 1, 10).isOk());
        installation.settle(SOON, code);
        assertThat(installation.states(code)).isEqualTo(Map.of("ACCEPTED", 2L));
        assertThat(installation.server().pid()).as("without a restart").isEqualTo(pid);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void after_all_this_the_histories_agree() {
        HistoryReport report = installation.check();
        assertThat(report.violations()).as(report.toString()).isEmpty();
    }

    private static String municipality(String code) {
        installation.onboard(code, "OPUS");
        return code;
    }

    private static long attempts(String code) {
        return Sql.number(
                installation.database(),
                "select count(*) from delivery_attempts a join deliveries d on d.id = a.delivery_id"
                        + " where d.municipality_code = ?",
                code);
    }
}
