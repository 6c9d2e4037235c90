package dk.kravbro.simulator;

import static dk.kravbro.simulator.Conversation.COPENHAGEN;
import static dk.kravbro.simulator.Conversation.ODENSE;
import static dk.kravbro.simulator.Conversation.call;
import static dk.kravbro.simulator.Conversation.claim;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page for who rehearses, as a browser gets it. */
class PageTest {

    private static final Pattern NEXT = Pattern.compile("<a href=\"([^\"]+)\">Næste side</a>");
    private static final Pattern ROW = Pattern.compile("data-column=\"Reference\">([^<]+)<");

    @TempDir
    Path store;

    private final HttpClient http = HttpClient.newHttpClient();
    private Conversation talk;

    @BeforeEach
    void start() throws IOException {
        talk = new Conversation(store);
    }

    @AfterEach
    void stop() {
        talk.close();
    }

    @Test
    void an_empty_simulator_says_what_would_be_here() throws Exception {
        assertThat(page("/"))
                .contains("Der er ikke kommet nogen kald endnu.", "Ingen kommuner endnu", "Ingen krav endnu")
                .contains("20. november 2026 kl. 09.00", "Det er rigtig tid");
    }

    @Test
    void it_shows_municipalities_calls_claims_rules_and_clock() throws Exception {
        talk.control("PUT", "/control/municipalities/" + ODENSE, "{\"profile\":\"PRISME\"}");
        talk.control("PUT", "/control/clock", "{\"advance\":\"P10D\"}");
        talk.debtorSystem.register(call(ODENSE), claim("DK-746100-1", 123_456));
        talk.debtorSystem.register(call(ODENSE), claim("DK-746100-1", 123_456));
        talk.control("PUT", "/control/faults", "[{\"action\":\"CUT\",\"municipality\":\"64942212\"}]");

        assertThat(page("/"))
                .contains("Der er kommet 2 kald, og intet har virket to gange. Der er sat én fejlregel.")
                .contains("30. november 2026 kl. 09.00", "10 dage foran rigtig tid")
                .contains(ODENSE, "PRISME", "1.234,56 kr.", "DK-746100-1", "AKTIV")
                .contains("Afvist", "<code>486</code>", "&quot;action&quot;:&quot;CUT&quot;");
    }

    @Test
    void what_others_write_is_shown_as_text() throws Exception {
        talk.control(
                "PUT",
                "/control/faults",
                "[{\"action\":\"REFUSE\",\"code\":\"<script>alert('1')</script>\",\"text\":\"\\\"><img src=x>\"}]");
        talk.debtorSystem.register(call(ODENSE), claim("DK-746100-1", 2_000));

        String page = page("/?ref=" + URLEncoder.encode("\"><script>x</script>", StandardCharsets.UTF_8));

        assertThat(page).doesNotContain("<script", "<img").contains("&lt;script&gt;");
    }

    @Test
    void it_may_load_nothing_and_says_so() throws Exception {
        HttpResponse<String> answer = get("/");

        String page = answer.body();
        String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
        String digest = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'sha256-" + digest + "'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page).doesNotContain("http://", "https://", " style=").doesNotContainPattern(" on[a-z]+=");
        assertThat(page.length()).isLessThan(300_000);
    }

    @Test
    void no_person_is_on_it() throws Exception {
        talk.debtorSystem.register(call(COPENHAGEN), claim("DK-710100-1", 2_000));

        assertThat(page("/")).doesNotContain("1808175189", "2710901096", "Maja", "Fatima");
    }

    @Test
    void claims_are_turned_over_page_by_page_each_once_and_in_order() throws Exception {
        for (int i = 100; i < 140; i++) {
            talk.debtorSystem.register(call(i % 2 == 0 ? COPENHAGEN : ODENSE), claim("DK-710100-" + i, 2_000));
        }

        String first = page("/?ref=DK-7101");
        Matcher next = NEXT.matcher(first);
        assertThat(next.find()).isTrue();
        String second = page(next.group(1).replace("&amp;", "&"));

        assertThat(references(first)).hasSize(25);
        assertThat(references(second)).hasSize(15).doesNotContainAnyElementsOf(references(first));
        assertThat(NEXT.matcher(second).find()).isFalse();
        assertThat(references(page("/?ref=DK-710100-13"))).hasSize(10);
        assertThat(page("/?ref=DK-9")).contains("Intet krav har en reference, der begynder sådan.");
    }

    @Test
    void a_double_is_the_first_thing_it_says() throws Exception {
        talk.control("PUT", "/control/settings", "{\"deduplicate\":false}");
        var once = call(COPENHAGEN);
        talk.debtorSystem.register(once, claim("DK-710100-1", 2_000));
        talk.debtorSystem.register(Conversation.again(once), claim("DK-710100-1", 2_000));

        assertThat(page("/")).contains("1 gang virkede et af dem en gang til", "Gentagelser genkendes ikke");
    }

    @Test
    void it_is_there_after_a_restart_and_nowhere_else() throws Exception {
        talk.debtorSystem.register(call(COPENHAGEN), claim("DK-710100-1", 2_000));
        talk.close();
        talk = new Conversation(store);

        assertThat(page("/")).contains("OpretDebitorkonto", "DK-710100-1");
        assertThat(get("/other").statusCode()).isEqualTo(404);
        assertThat(get("/?ref=" + "x".repeat(2_000)).statusCode()).isEqualTo(414);
        assertThat(send("POST", "/").statusCode()).isEqualTo(405);
    }

    private static List<String> references(String page) {
        return ROW.matcher(page).results().map(each -> each.group(1)).toList();
    }

    private String page(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path);
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(talk.simulator.address() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
