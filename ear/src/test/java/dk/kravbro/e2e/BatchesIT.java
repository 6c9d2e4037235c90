package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.launcher.demo.GeneratedFees;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Batches that are streamed both ways, and what cuts, slow callers and a killed server leave of them; lists of open fees. After
 * the tests that hold the whole installation against its history: what is taken here is not sent.
 */
@Order(19)
class BatchesIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int PIECE = 200;

    /** Of the batch in whose middle the server is killed; {@code -Dbatch.lines=1000000} is the largest there may be. */
    private static final int KILLED_LINES = Integer.getInteger("batch.lines", 4_000);

    private static Installation installation;

    @BeforeAll
    static void start() {
        installation = Installation.rough();
        installation.debtorSystems().deduplicate(false);
    }

    @Test
    void results_come_while_lines_still_arrive() throws IOException {
        String agency = Fees.agency(municipality("0370"));
        try (LineTalk talk = LineTalk.batch(installation.address(), "streamed", 0)) {
            talk.say(Fees.line(agency, 1, 1, 10) + "\n" + Fees.line(agency, 2, 1, 20));
            String id = talk.hear().orElseThrow().getString("batch");
            assertThat(talk.hear().orElseThrow().getInt("line")).isEqualTo(1);
            assertThat(talk.hear().orElseThrow().getString("outcome")).isEqualTo("taken");
            JsonObject running = installation.batch("/api/v1/fee-batches/" + id);
            assertThat(running.getString("state")).isEqualTo("running");
            assertThat(running.getJsonObject("progress").getInt("line")).isEqualTo(2);

            talk.say("{}");
            JsonObject refused = talk.hear().orElseThrow();
            assertThat(refused.getString("outcome")).isEqualTo("refused");
            assertThat(refused.getString("type")).isEqualTo("/api/problems/missing-field");
            talk.end();
            List<JsonObject> rest = talk.hearAll();

            assertThat(rest).hasSize(1);
            assertThat(rest.get(0).getString("end")).isEqualTo("done");
            assertThat(rest.get(0).getJsonObject("lines").getInt("taken")).isEqualTo(2);
            List<String> whole = installation
                    .as(Installation.FBS)
                    .getWith("/api/v1/fee-batches/" + id + "/lines", "Accept", "application/x-ndjson")
                    .ok()
                    .body()
                    .lines()
                    .toList();
            assertThat(whole).hasSize(4);
            assertThat(whole.get(3)).isEqualTo("{\"end\":\"done\",\"results\":3}");
        }
    }

    @Test
    void a_sender_who_falls_silent_is_hung_up_on_and_holds_nothing_meanwhile() throws IOException {
        String agency = Fees.agency(municipality("0376"));
        try (LineTalk talk = LineTalk.batch(installation.address(), "silent", 0)) {
            talk.say(Fees.line(agency, 1, 1, 10));
            talk.hear();
            assertThat(talk.hear().orElseThrow().getString("outcome")).isEqualTo("taken");
            assertNobodyHoldsATransaction();

            // Perhaps with the line that says so, perhaps without: the connection goes away under it.
            assertThat(untilTheEnd(talk)).allMatch(line -> line.getString("end").equals("interrupted"));
        }
        String whole = Fees.line(agency, 1, 1, 10) + "\n" + Fees.line(agency, 2, 1, 20);
        JsonObject lines =
                installation.batch(installation.load(whole, "silent")).getJsonObject("lines");
        assertThat(lines.getInt("taken")).isEqualTo(2);
    }

    @Test
    void a_sender_who_does_not_read_is_hung_up_on_and_holds_nothing_meanwhile() throws Exception {
        municipality("0376");
        StringBuilder bad = new StringBuilder();
        for (int i = 0; i < PIECE; i++) {
            bad.append("{}\n");
        }
        try (LineTalk talk = LineTalk.batch(installation.address(), "deaf", 4_096)) {
            CompletableFuture<Void> hungUp = CompletableFuture.runAsync(() -> {
                try {
                    while (true) {
                        talk.say(bad.toString());
                    }
                } catch (IOException gone) {
                    // What the test waits for.
                    return;
                }
            });
            Await.until("the batch stands still", SOON, () -> {
                long before = lines("deaf");
                return before > 0 && !hungUp.isDone() && standsAt(before);
            });
            assertNobodyHoldsATransaction();
            hungUp.get(SOON.toSeconds(), TimeUnit.SECONDS);
        }
        Await.until(
                "nobody is at work on it",
                SOON,
                () -> Sql.number(
                                installation.database(),
                                "select count(*) from fee_batches b join idempotency_keys k on k.location = b.id::text"
                                        + " where k.key = 'deaf' and b.progressed_at is null and b.ended_at is null")
                        == 1);
    }

    @Test
    void a_server_that_is_killed_in_the_middle_loses_no_line_and_doubles_none() throws Exception {
        String agency = Fees.agency(municipality("0400"));
        int count = KILLED_LINES;
        int told = 0;
        try (LineTalk talk = LineTalk.batch(installation.address(), "killed", 0)) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(talk, agency, count));
            talk.hear();
            while (told < count / 4) {
                assertThat(talk.hear().orElseThrow().getInt("line")).isEqualTo(++told);
            }
            installation.killServer();
            sending.get(SOON.toSeconds(), TimeUnit.SECONDS);
        }
        long committed = Sql.number(
                installation.database(),
                "select count(*) from claims where agency_id = ? and fee_id <= " + count,
                agency);
        assertThat(committed).as("what was told of is there").isGreaterThanOrEqualTo(told);
        assertThat(committed).as("the server died in the middle").isLessThan(count);
        installation.restartServer();
        Await.until("the batch counts as interrupted and is gone on with", SOON, () -> isTakenToItsEnd(agency, count));

        String path = "/api/v1/fee-batches/"
                + Sql.text(installation.database(), "select location from idempotency_keys where key = 'killed'");
        JsonObject batch = installation.batch(path);
        assertThat(batch.getString("state")).isEqualTo("done");
        assertThat(batch.getJsonObject("lines").getInt("taken")).isEqualTo(count);
        assertThat(batch.getJsonObject("lines").getInt("all")).isEqualTo(count);
        String these = "(select id from claims where agency_id = ? and fee_id <= " + count + ")";
        for (String rows : List.of("claims where id", "deliveries where claim_id", "events where claim_id")) {
            assertThat(Sql.number(installation.database(), "select count(*) from " + rows + " in " + these, agency))
                    .as(rows)
                    .isEqualTo(count);
        }
        assertThat(Sql.number(
                        installation.database(),
                        "select count(distinct fee_id) from fee_batch_lines where agency_id = ? and outcome = 'TAKEN'"
                                + " and fee_id <= " + count,
                        agency))
                .isEqualTo(count);
        assertThatThrownBy(() -> repeat(agency, count - 1))
                .as("the key is this text's")
                .hasMessageContaining("422");
    }

    @Test
    void generated_fees_come_to_what_their_generator_says() throws IOException {
        int groups = 98;
        GeneratedFees fees = new GeneratedFees(4711, 700_000_000);
        int count = groups * GeneratedFees.GROUP;
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < count; line++) {
            text.append(fees.line(line)).append('\n');
        }
        JsonObject lines = installation
                .batch(installation.load(text.toString(), "generated"))
                .getJsonObject("lines");

        assertThat(lines.getInt("taken")).isEqualTo(groups * GeneratedFees.TAKEN);
        assertThat(lines.getInt("unchanged")).isEqualTo(groups * GeneratedFees.UNCHANGED);
        assertThat(lines.getInt("refused")).isEqualTo(groups * GeneratedFees.REFUSED);
    }

    @Test
    void a_list_of_open_fees_is_compared_and_what_is_chosen_of_it_applied() {
        // A branch library, which no other test has fees of.
        String agency = Fees.agency(municipality("0420")).replaceFirst("00$", "10");
        for (int fee = 1; fee <= 20; fee++) {
            installation.put(agency, fee, 1, 10).ok();
        }
        // As if FBS had sent them yesterday: what is newer than the list is no difference.
        Sql.change(
                installation.database(),
                "update claims set changed_at = changed_at - interval '1 day' where agency_id = ?",
                agency);
        StringBuilder list = new StringBuilder();
        for (int fee = 1; fee <= 19; fee++) {
            list.append(Fees.line(agency, fee, fee == 3 ? 2 : 1, fee == 3 ? 7 : 10))
                    .append('\n');
        }
        list.append(Fees.line(agency, 21, 1, 5)).append('\n');
        Api fbs = installation.as(Installation.FBS);
        String path = "/api/v1/agencies/" + agency + "/fee-snapshots";
        assertThat(snapshot(fbs, path, list.toString(), "cut").status())
                .as("a list without its last line")
                .isEqualTo(422);
        list.append("{\"end\":true,\"fees\":20,\"takenAt\":\"")
                .append(Instant.now())
                .append("\"}\n");
        Api.Answer compared = snapshot(fbs, path, list.toString(), "whole").ok();
        String location = URI.create(compared.header("Location").orElseThrow()).getPath();

        assertThat(compared.status()).isEqualTo(201);
        assertThat(compared.object().getJsonObject("here").getInt("fees")).isEqualTo(20);
        assertThat(compared.object().getJsonObject("differences").keySet())
                .containsExactlyInAnyOrder("missing-here", "missing-there", "other-amount");
        List<String> differences = fbs.getWith(location + "/differences", "Accept", "application/x-ndjson")
                .ok()
                .body()
                .lines()
                .toList();
        assertThat(differences).hasSize(4).last().isEqualTo("{\"end\":\"done\",\"differences\":3}");
        assertThat(differences.get(0))
                .contains("\"kind\":\"other-amount\"", "\"amountThere\":7.00", "\"amountHere\":10.00");

        String chosen = "{\"expected\":{\"missing-here\":%d,\"other-amount\":1,\"missing-there\":1},"
                + "\"cancel\":{\"reason\":\"wrong\",\"date\":\"2026-11-28\",\"expectedAmount\":10}}";
        assertThat(fbs.post(location + "/application", chosen.formatted(2)).status())
                .as("other figures than the snapshot's")
                .isEqualTo(409);
        JsonObject applied =
                fbs.post(location + "/application", chosen.formatted(1)).ok().object();

        assertThat(applied.getString("state")).isEqualTo("applied");
        assertThat(applied.getJsonObject("application").getInt("taken")).isEqualTo(3);
        assertThat(Sql.counts(
                        installation.database(),
                        "select fee_id || ' ' || amount_ore || ' ' || withdrawn, 1 from claims where agency_id = ?"
                                + " and fee_id in (3, 20, 21)",
                        agency))
                .containsOnlyKeys("3 700 false", "20 0 true", "21 500 false");
        assertThat(snapshot(fbs, path, list.toString(), "after").ok().object().getJsonObject("differences"))
                .isEmpty();
        assertThat(installation.as(Installation.SECOND_OPERATOR).get(location).isOk())
                .isTrue();
        assertThat(installation.as("kommune0101").get(location).status()).isEqualTo(403);
    }

    private static Api.Answer snapshot(Api fbs, String path, String list, String key) {
        return fbs.send(
                "POST",
                path,
                BodyPublishers.ofString(list),
                "Content-Type",
                "application/x-ndjson",
                "Idempotency-Key",
                key);
    }

    /** Whether a repeat of the killed batch is let in and comes to its end. */
    private static boolean isTakenToItsEnd(String agency, int count) {
        try {
            return repeat(agency, count).getString("end").equals("done");
        } catch (IOException stillRunning) {
            return false;
        }
    }

    /** The last line that comes back. */
    private static JsonObject repeat(String agency, int count) throws IOException {
        try (LineTalk talk = LineTalk.batch(installation.address(), "killed", 0)) {
            CompletableFuture.runAsync(() -> send(talk, agency, count));
            JsonObject last = talk.hear().orElseThrow();
            for (Optional<JsonObject> line = Optional.of(last); line.isPresent(); line = talk.hear()) {
                last = line.get();
            }
            return last;
        }
    }

    /** So many fees of a library, in pieces that are made while they are sent: there may be a million. */
    private static void send(LineTalk talk, String agency, int count) {
        try {
            for (int from = 1; from <= count; from += PIECE) {
                StringBuilder piece = new StringBuilder();
                for (int fee = from; fee < from + PIECE && fee <= count; fee++) {
                    piece.append(fee > from ? "\n" : "").append(Fees.line(agency, fee, 1, fee % 300 + 1));
                }
                talk.say(piece.toString());
            }
            talk.end();
        } catch (IOException killed) {
            // The server went away while it was being sent to, as it should.
            return;
        }
    }

    private static List<JsonObject> untilTheEnd(LineTalk talk) {
        List<JsonObject> heard = new ArrayList<>();
        try {
            for (Optional<JsonObject> line = talk.hear(); line.isPresent(); line = talk.hear()) {
                heard.add(line.get());
            }
        } catch (IOException hungUp) {
            return heard;
        }
        return heard;
    }

    private static long lines(String key) {
        return Sql.number(
                installation.database(),
                "select coalesce(sum(b.last_line), 0) from fee_batches b join idempotency_keys k on k.location = b.id::text"
                        + " where k.key = ?",
                key);
    }

    /** Whether the batch makes no progress for a second. */
    private static boolean standsAt(long before) {
        long until = System.nanoTime() + 1_000_000_000L;
        while (System.nanoTime() < until) {
            if (lines("deaf") != before) {
                return false;
            }
        }
        return true;
    }

    private static void assertNobodyHoldsATransaction() {
        assertThat(Sql.number(
                        installation.database(),
                        "select count(*) from pg_stat_activity where datname = current_database() and pid <>"
                                + " pg_backend_pid() and state like 'idle in transaction%'"
                                + " and now() - state_change > interval '500 ms'"))
                .isZero();
    }

    private static String municipality(String code) {
        installation.onboard(code, "OPUS");
        return code;
    }
}
