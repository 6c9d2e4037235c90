package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A dry run says what the debtor systems are then told, and tells them nothing. */
@Order(8)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DryRunIT {

    private static final String CODE = "0350";
    private static final String OTHER = "0360";
    private static final String PATH = "/api/v1/operations/dry-runs";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int FEES = 40;

    private static Installation installation;

    @BeforeAll
    static void start() {
        installation = Installation.shared();
        installation.onboard(CODE, "OPUS");
        installation.onboard(OTHER, "PRISME");
    }

    private static Api operator() {
        return installation.as(Installation.OPERATOR);
    }

    /** Asks for a dry run and waits until it is done. */
    private static JsonObject dryRun(String code) {
        Api.Answer taken = operator().post(PATH, "{\"municipality\":\"" + code + "\"}");
        assertThat(taken.status()).as(taken.body()).isEqualTo(202);
        String location = URI.create(taken.header("Location").orElseThrow()).getPath();
        Await.until(
                "the dry run is done",
                SOON,
                () -> !operator().get(location).ok().object().getString("state").equals("RUNNING"));
        return operator().get(location).ok().object();
    }

    private static List<JsonObject> lines(long dryRun, String only) {
        List<JsonObject> all = new ArrayList<>();
        long after = 0;
        while (true) {
            List<JsonObject> page =
                    operator().get(PATH + "/" + dryRun + "/lines?after=" + after + only).ok().array().stream()
                            .map(JsonValue::asJsonObject)
                            .toList();
            if (page.isEmpty()) {
                return all;
            }
            all.addAll(page);
            after = page.get(page.size() - 1).getInt("line");
        }
    }

    /** What a municipality's debtor system has been told, but for inquiries. */
    private static List<History.Request> told(String code) {
        String cvr = Sql.text(installation.database(), "select cvr from municipalities where code = ?", code);
        return HistoryReader.read(
                        installation.database(), installation.debtorSystems().store())
                .requests()
                .stream()
                .filter(request -> request.cvr().equals(cvr) && !request.kind().equals("INQUIRY"))
                .toList();
    }

    /** Claims that were told, and changes of all kinds since, new ones, and some that cancel out. */
    private static void tellAndChange() {
        String agency = Fees.agency(CODE);
        for (int fee = 1; fee <= FEES; fee++) {
            installation.put(agency, fee, 1, 10 + fee);
        }
        installation.settle(SOON, CODE);
        for (int fee = 1; fee <= FEES; fee++) {
            if (fee % 4 == 0) {
                installation.cancel(agency, fee, 2);
            } else {
                installation.put(agency, fee, 2, 10 + fee + (fee % 2 == 0 ? 5 : -5));
                if (fee % 5 == 0) {
                    installation.put(agency, fee, 3, 10 + fee);
                }
            }
            installation.put(agency, 1000 + fee, 1, 7);
            if (fee % 3 == 0) {
                installation.cancel(agency, 1000 + fee, 2);
            }
        }
    }

    @Test
    @Order(1)
    void it_says_what_is_then_told_and_tells_nothing() {
        tellAndChange();
        int before = told(CODE).size();
        Map<String, Long> states = installation.states(CODE);

        JsonObject dryRun = dryRun(CODE);

        assertThat(dryRun.getString("state")).as(dryRun.toString()).isEqualTo("DONE");
        assertThat(told(CODE)).as("nothing was told").hasSize(before);
        assertThat(installation.states(CODE)).isEqualTo(states);
        List<JsonObject> lines = lines(dryRun.getInt("dryRunId"), "");
        installation.settle(SOON, CODE);
        List<History.Request> since = told(CODE).subList(before, told(CODE).size());
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.getJsonArray("violations")).isEmpty());
        assertThat(lines.stream().map(DryRunIT::key).toList())
                .containsExactlyInAnyOrderElementsOf(
                        since.stream().map(DryRunIT::key).toList());
        assertThat(toSend(dryRun))
                .isEqualTo(since.stream()
                        .collect(Collectors.groupingBy(
                                History.Request::kind,
                                TreeMap::new,
                                Collectors.teeing(
                                        Collectors.counting(),
                                        Collectors.summingLong(History.Request::amountOre),
                                        (count, ore) -> count + " " + ore))));
        assertThat(dryRun.getJsonObject("totals").getJsonObject("netted")).isNotEmpty();
        assertThat(dryRun.getJsonObject("totals").getJsonObject("invalid")).isEmpty();
        assertThat(installation.states(CODE).keySet()).isSubsetOf("ACCEPTED", "NETTED");
    }

    private static String key(JsonObject line) {
        return line.getString("claim") + " " + line.getString("kind") + " " + line.getInt("ore");
    }

    private static String key(History.Request request) {
        return request.reference() + " " + request.kind() + " " + request.amountOre();
    }

    private static Map<String, String> toSend(JsonObject dryRun) {
        Map<String, String> toSend = new TreeMap<>();
        dryRun.getJsonObject("totals")
                .getJsonObject("toSend")
                .forEach((kind, total) -> toSend.put(
                        kind,
                        total.asJsonObject().getInt("count") + " "
                                + total.asJsonObject().getInt("ore")));
        return toSend;
    }

    @Test
    @Order(2)
    void a_message_that_the_contract_does_not_take_is_found_before_it_leaves() {
        installation.put(Fees.agency(OTHER), 1, 1, 10);
        installation.put(Fees.agency(OTHER), 2, 1, 20);
        // A code with a blank in it passes no door of ours; it is put in behind them.
        Sql.text(
                installation.database(),
                "update deliveries set type_code = 'no code'"
                        + " where claim_id = (select id from claims where municipality_code = ? and fee_id = 2)"
                        + " returning version::text",
                OTHER);
        try {
            JsonObject dryRun = dryRun(OTHER);

            assertThat(dryRun.getJsonObject("totals").getJsonObject("invalid").keySet())
                    .containsExactly("cvc-pattern-valid");
            assertThat(lines(dryRun.getInt("dryRunId"), "&only=invalid"))
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.getString("claim")).isEqualTo(Fees.agency(OTHER) + "-2");
                        assertThat(line.getJsonArray("violations").getString(0))
                                .isEqualTo(
                                        "/OpretDebitorkonto_I/Debitorkonto/Fordring/Fordringstype cvc-pattern-valid");
                    });
        } finally {
            Sql.text(
                    installation.database(),
                    "update deliveries set type_code = null"
                            + " where claim_id = (select id from claims where municipality_code = ? and fee_id = 2)"
                            + " returning version::text",
                    OTHER);
        }
        installation.settle(SOON, OTHER);
    }

    @Test
    @Order(3)
    void a_municipality_may_ask_for_its_own_and_for_no_other() {
        Api own = installation.as("kommune0101");

        assertThat(own.post(PATH, "{\"municipality\":\"0101\"}").status()).isEqualTo(202);
        assertThat(own.post(PATH, "{\"municipality\":\"" + CODE + "\"}").status())
                .isEqualTo(403);
        long foreign =
                Sql.number(installation.database(), "select max(id) from dry_runs where municipality_code = ?", CODE);
        assertThat(own.get(PATH + "/" + foreign).status()).isEqualTo(404);
        assertThat(own.get(PATH + "/" + foreign + "/lines").status()).isEqualTo(404);
        assertThat(installation.as(Installation.FBS).get(PATH + "/" + foreign).status())
                .isEqualTo(403);
        assertThat(own.get("/api/v1/operations/runs").status())
                .as("the other operations stay shut")
                .isEqualTo(403);
    }

    @Test
    @Order(4)
    void a_wrong_request_says_what_is_wrong() {
        assertThat(operator().post(PATH, "{\"municipality\":\"9998\"}").status())
                .isEqualTo(404);
        assertThat(operator().post(PATH, "{\"municipality\":101}").status()).isEqualTo(400);
        assertThat(operator().post(PATH, "{").status()).isEqualTo(400);
        assertThat(operator().get(PATH + "/999999999").status()).isEqualTo(404);
        assertThat(operator()
                        .get(PATH + "/" + dryRun(CODE).getInt("dryRunId") + "/lines?after=x")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Order(5)
    void its_page_shows_it() {
        installation.put(Fees.agency(CODE), 5000, 1, 12.50);
        dryRun(CODE);
        try (Browser browser = Browser.open(installation.address())) {
            browser.go("/kravbro/");
            browser.logIn(Installation.OPERATOR, Installation.PASSWORD);
            browser.go("/kravbro/koersler?kommune=" + CODE);
            assertThat(browser.text()).contains("Seneste prøvekørsel");
            browser.go("/kravbro/proevekoersel?kommune=" + CODE);
            assertThat(browser.text())
                    .contains("Intet blev sendt", "1 aflevering", "12,50 kr.", Fees.agency(CODE) + "-5000");
            browser.go("/kravbro/proevekoersel?kommune=0147");
            assertThat(browser.text()).contains("Der har ikke været nogen prøvekørsel");
        }
        installation.settle(SOON, CODE);
    }
}
