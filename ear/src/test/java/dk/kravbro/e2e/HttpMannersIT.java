package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Headers and methods of the API: tags, caching, compression, pages, what an address knows. */
@Order(3)
class HttpMannersIT {

    private static final String AGENCY = Fees.agency("0183");
    private static final String JSON = "application/json";
    private static final int MEGABYTE = 1 << 20;

    private static Installation installation;
    private static Api fbs;

    @BeforeAll
    static void start() {
        installation = Installation.shared();
        fbs = installation.as(Installation.FBS);
    }

    @Test
    void a_fee_is_answered_anew_only_when_it_has_changed() {
        installation.put(AGENCY, 1, 1, 20).ok();
        Api.Answer first = fbs.get(Fees.path(AGENCY, 1)).ok();
        String tag = first.header("ETag").orElseThrow();
        assertThat(tag).matches("\"[0-9a-f]{64}\"");
        assertThat(first.header("Cache-Control")).contains("private, no-cache");
        assertThat(first.header("Vary")).contains("Authorization");
        Api.Answer again = fbs.getWith(Fees.path(AGENCY, 1), "If-None-Match", tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("ETag")).contains(tag);

        installation.put(AGENCY, 1, 2, 15).ok();
        assertThat(fbs.getWith(Fees.path(AGENCY, 1), "If-None-Match", tag).status())
                .isEqualTo(200);
    }

    @Test
    void a_fee_is_changed_only_as_it_was_seen() {
        installation.put(AGENCY, 2, 1, 20).ok();
        String tag = fbs.get(Fees.path(AGENCY, 2)).header("ETag").orElseThrow();
        assertThat(put(2, 2, tag).status()).isEqualTo(200);
        assertThat(put(2, 2, tag).status()).as("a repeat").isEqualTo(200);
        assertThat(put(2, 3, tag).status()).isEqualTo(412);
        assertThat(put(2, 3, "W/" + tag).status()).isEqualTo(412);
        assertThat(put(3, 1, "*").status()).as("not here").isEqualTo(412);
        assertThat(fbs.getWith(Fees.path(AGENCY, 2), "If-Match", tag).status()).isEqualTo(412);
        assertThat(fbs.post(Fees.path(AGENCY, 2) + "/cancellation", Fees.cancellation(3), "If-Match", tag)
                        .status())
                .isEqualTo(412);
        assertThat(fbs.get(Fees.path(AGENCY, 2)).object().getInt("version")).isEqualTo(2);
    }

    @Test
    void two_keys_are_no_key() {
        installation.put(AGENCY, 8, 1, 20).ok();
        Api.Answer cancelled = fbs.post(
                Fees.path(AGENCY, 8) + "/cancellation",
                Fees.cancellation(2),
                "Idempotency-Key",
                "one",
                "Idempotency-Key",
                "two");
        assertThat(cancelled.status()).isEqualTo(400);
        assertThat(cancelled.object().getString("type")).isEqualTo("/api/problems/idempotency-key-malformed");
        assertThat(fbs.get(Fees.path(AGENCY, 8)).object().getInt("version")).isEqualTo(1);
    }

    @Test
    void a_log_in_that_cannot_be_read_is_none() {
        for (String unreadable : List.of("Basic %%%", "Basic YWJj=ZGVm", "basic YWJjZ", "Basic Ø", "Basic  YWJj")) {
            Api.Answer refused = installation.anonymous().getWith("/api/v1/answers", "Authorization", unreadable);
            assertThat(refused.status()).as(unreadable).isEqualTo(401);
            assertThat(refused.object().getString("type")).isEqualTo("/api/problems/not-authenticated");
            assertThat(refused.header("WWW-Authenticate")).isPresent();
        }
    }

    @Test
    void what_is_about_people_is_stored_by_nobody() {
        assertThat(fbs.get("/api/v1/answers?limit=1").header("Cache-Control")).contains("no-store");
        assertThat(fbs.get(Fees.path(AGENCY, 999)).header("Cache-Control")).contains("no-store");
        assertThat(installation.anonymous().get("/api/v1/answers").header("Cache-Control"))
                .contains("no-store");
    }

    @Test
    void problem_pages_are_kept_and_asked_for_again() {
        Api anybody = installation.anonymous();
        Api.Answer page = anybody.getWith("/api/problems/bad-cpr", "Accept", "text/html");
        assertThat(page.header("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.body()).contains("Det er ikke et CPR-nummer", "That is no CPR number");
        assertThat(page.header("Cache-Control")).contains("public, max-age=86400");
        String tag = page.header("ETag").orElseThrow();
        assertThat(anybody.getWith("/api/problems/bad-cpr", "Accept", "text/html", "If-None-Match", tag)
                        .status())
                .isEqualTo(304);
        assertThat(anybody.get("/api/problems/bad-cpr").object().getString("type"))
                .isEqualTo("/api/problems/bad-cpr");
        assertThat(anybody.get("/api/problems/").object().getJsonArray("problems"))
                .hasSizeGreaterThan(50);
        assertThat(anybody.get("/api/problems/nothing").status()).isEqualTo(404);
    }

    @Test
    void long_lists_are_compressed_and_what_holds_secrets_is_not() {
        installation.put(AGENCY, 4, 1, 20).ok();
        assertThat(encoding("/api/v1/answers?limit=1")).isEqualTo("gzip");
        assertThat(encoding(Fees.path(AGENCY, 4) + "/history")).isEqualTo("gzip");
        assertThat(encoding("/api/problems/")).isEqualTo("gzip");
        assertThat(encoding("/openapi")).isEqualTo("gzip");
        assertThat(encoding(Fees.path(AGENCY, 4))).isEmpty();
        assertThat(encoding("/kravbro/login.xhtml")).isEmpty();
        assertThat(encoding("/kravbro/afleveringer.xhtml")).isEmpty();
    }

    @Test
    void a_body_may_be_compressed_and_a_bomb_is_refused() throws IOException {
        assertThat(compressed(5, "gzip", gzip(Fees.body(1, 20).getBytes(StandardCharsets.UTF_8)))
                        .status())
                .isEqualTo(201);
        assertThat(compressed(6, "gzip", gzip(new byte[64 * MEGABYTE])).status())
                .isEqualTo(413);
        assertThat(compressed(6, "gzip", Fees.body(1, 20).getBytes(StandardCharsets.UTF_8))
                        .object()
                        .getString("type"))
                .isEqualTo("/api/problems/bad-encoding");
        Api.Answer other = compressed(6, "br", new byte[] {1});
        assertThat(other.status()).isEqualTo(415);
        assertThat(other.header("Accept-Encoding")).contains("gzip");
        assertThat(fbs.get(Fees.path(AGENCY, 6)).status()).isEqualTo(404);
    }

    @Test
    void a_batch_bomb_is_refused_at_a_gibibyte() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] blanks = new byte[MEGABYTE];
            for (int i = 0; i < 1025; i++) {
                gzip.write(blanks);
            }
        }
        Api.Answer answer = fbs.send(
                "POST",
                "/api/v1/fee-batches",
                BodyPublishers.ofByteArray(bomb.toByteArray()),
                "Content-Type",
                "application/x-ndjson",
                "Content-Encoding",
                "gzip",
                "Idempotency-Key",
                "manners-bomb");
        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void a_stream_says_that_its_compressed_text_is_broken_and_not_that_it_was_cut() throws IOException {
        String line = "{\"op\": \"cancel\", \"agencyId\": \"" + AGENCY + "\", \"feeId\": 99, \"version\": 1,"
                + " \"reason\": \"wrong\", \"date\": \"2026-11-20\"}\n";
        byte[] text = gzip(line.repeat(5_000).getBytes(StandardCharsets.UTF_8));
        text[text.length - 1] ^= 1;
        Api.Answer answer = fbs.send(
                "POST",
                "/api/v1/fee-batches",
                BodyPublishers.ofByteArray(text),
                "Accept",
                "application/x-ndjson",
                "Content-Type",
                "application/x-ndjson",
                "Content-Encoding",
                "gzip",
                "Idempotency-Key",
                "manners-broken");
        assertThat(answer.status()).isEqualTo(200);
        String end = answer.body().substring(answer.body().lastIndexOf("{\"end\""));
        assertThat(end).contains("\"interrupted\"").contains("/api/problems/bad-encoding");
    }

    @Test
    void lists_come_in_pages_with_a_link_to_the_next() {
        for (int version = 1; version <= 3; version++) {
            installation.put(AGENCY, 7, version, 20 - version).ok();
        }
        String path = Fees.path(AGENCY, 7) + "/history";
        int all = fbs.get(path).object().getJsonArray("history").size();
        assertThat(fbs.get(path).object().isNull("next")).isTrue();
        assertThat(fbs.get(path).header("Link")).isEmpty();
        Api.Answer page = fbs.get(path + "?limit=1");
        int walked = page.object().getJsonArray("history").size();
        while (page.header("Link").isPresent()) {
            String link = page.header("Link").get();
            page = fbs.get(link.substring(1, link.indexOf('>'))).ok();
            walked += page.object().getJsonArray("history").size();
        }
        assertThat(walked).isEqualTo(all).isGreaterThanOrEqualTo(3);

        String search = "/api/v1/fees/search";
        String debtor = "{\"debtorIdentity\":\"0101905678\"}";
        Api.Answer found = fbs.post(search + "?limit=1", debtor).ok();
        assertThat(found.object().getJsonArray("fees")).hasSize(1);
        Api.Answer second = fbs.post(search + "?limit=1&after=" + found.object().getString("next"), debtor)
                .ok();
        assertThat(second.object().getJsonArray("fees"))
                .isNotEqualTo(found.object().getJsonArray("fees"));
        assertThat(fbs.post(search + "?limit=201", debtor).status()).isEqualTo(400);
        assertThat(fbs.post(search + "?after=nonsense", debtor).status()).isEqualTo(400);
        assertThat(fbs.get(path + "?after=-1").status()).isEqualTo(400);
    }

    @Test
    void an_address_says_what_it_knows() {
        installation.put(AGENCY, 8, 1, 20).ok();
        String path = Fees.path(AGENCY, 8);
        Api.Answer head = fbs.send("HEAD", path, BodyPublishers.noBody());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("ETag")).isEqualTo(fbs.get(path).header("ETag"));
        for (String method : new String[] {"OPTIONS", "DELETE"}) {
            Api.Answer answer = fbs.send(method, path, BodyPublishers.noBody());
            assertThat(answer.status()).isEqualTo(method.equals("OPTIONS") ? 200 : 405);
            assertThat(answer.header("Allow").orElse("")).contains("GET", "PUT", "HEAD", "OPTIONS");
        }
        assertThat(fbs.getWith(path, "Accept", "text/xml").status()).isEqualTo(406);
        assertThat(fbs.send("PUT", path, BodyPublishers.ofString("<x/>"), "Content-Type", "text/xml")
                        .status())
                .isEqualTo(415);
    }

    private static Api.Answer put(long fee, int version, String tag) {
        return fbs.send(
                "PUT",
                Fees.path(AGENCY, fee),
                BodyPublishers.ofString(Fees.body(version, 20 - version)),
                "Content-Type",
                JSON,
                "If-Match",
                tag);
    }

    private static Api.Answer compressed(long fee, String encoding, byte[] body) {
        return fbs.send(
                "PUT",
                Fees.path(AGENCY, fee),
                BodyPublishers.ofByteArray(body),
                "Content-Type",
                JSON,
                "Content-Encoding",
                encoding);
    }

    /** How an address is answered to who takes gzip; asked for the head, since nobody inflates here. */
    private static String encoding(String path) {
        return fbs.send("HEAD", path, BodyPublishers.noBody(), "Accept-Encoding", "gzip")
                .header("Content-Encoding")
                .orElse("");
    }

    private static byte[] gzip(byte[] text) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(text);
        }
        return compressed.toByteArray();
    }
}
