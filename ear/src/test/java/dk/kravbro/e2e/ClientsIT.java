package dk.kravbro.e2e;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.simulator.pki.Flaw;
import dk.kravbro.simulator.pki.Identity;
import dk.kravbro.simulator.pki.RehearsalPki;
import dk.kravbro.simulator.pki.TlsContexts;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Who may call the API where tokens are asked for and certificates are taken: the production configuration with tokens. */
@Order(19)
class ClientsIT {

    private static final String OWN = "DK-716300";
    private static final String FOREIGN = "DK-716500";
    private static final String CLIENTS = "/api/v1/operations/clients/";
    private static final String ANSWERS = "/api/v1/answers";

    /** Longer than a change takes to hold on a node. */
    private static final Duration HOLDS = Duration.ofSeconds(20);

    private static TokenIssuer issuer;
    private static Installation installation;
    private static RehearsalPki pki;
    private static String beforeTheIssuerCame;

    @BeforeAll
    static void start() throws IOException {
        issuer = new TokenIssuer();
        issuer.goAway();
        installation = Installation.start(
                "clients",
                settings -> settings.withConfiguration("kravbro-tokens.xml")
                        .withProperty("kravbro.oidc.issuer", issuer.address())
                        .withProperty("kravbro.oidc.audience", TokenIssuer.AUDIENCE)
                        .withProperty(
                                "kravbro.tls.keystore",
                                Installation.certificates().keyStore("server").toString())
                        .withProperty(
                                "kravbro.tls.password",
                                Installation.certificates().password()));
        beforeTheIssuerCame = told(as(issuer.token("a", "fbs"), ANSWERS));
        issuer.comeBack();
        pki = RehearsalPki.open(Installation.certificates().directory());
        admit("system-a", client(true, 100_000, 100_000, proof("TOKEN_CLIENT", "a")));
        admit("subject", client(true, 100_000, 100_000, proof("TOKEN_SUBJECT", "sub-of-by-subject")));
        admit("closed", client(false, 100_000, 100_000, proof("TOKEN_CLIENT", "closed")));
        admit("hasty", client(true, 2, 600, proof("TOKEN_CLIENT", "hasty")));
        admit("slow", client(true, 2, 600, proof("TOKEN_CLIENT", "slow")));
        admit("lines", client(true, 100, 600, proof("TOKEN_CLIENT", "lines")));
        Await.until(
                "the list is read again",
                HOLDS,
                () -> as(issuer.token("lines", "fbs"), ANSWERS).status() == 200);
    }

    @AfterAll
    static void stop() {
        installation.close();
        issuer.close();
    }

    private static JsonObjectBuilder proof(String kind, String value) {
        return Json.createObjectBuilder().add("kind", kind).add("value", value);
    }

    private static String client(boolean enabled, int requests, int lines, JsonObjectBuilder... proofs) {
        var all = Json.createArrayBuilder();
        Arrays.stream(proofs).forEach(all::add);
        return Json.createObjectBuilder()
                .add("enabled", enabled)
                .add("roles", Json.createArrayBuilder().add("fbs"))
                .add("everywhere", false)
                .add("agencies", Json.createArrayBuilder().add(OWN))
                .add("requestsPerMinute", requests)
                .add("linesPerMinute", lines)
                .add("proofs", all)
                .build()
                .toString();
    }

    private static void admit(String name, String client) {
        operator("PUT", CLIENTS + name, client).ok();
    }

    private static Api.Answer operator(String method, String path, String body) {
        return call(issuer.token("drift", "operator"), method, path, body);
    }

    private static Api.Answer as(String token, String path) {
        return call(token, "GET", path, "");
    }

    private static Api.Answer call(String token, String method, String path, String body) {
        return Api.anonymous(installation.server().address())
                .send(
                        method,
                        path,
                        body.isEmpty() ? noBody() : ofString(body),
                        "Authorization",
                        "Bearer " + token,
                        "Content-Type",
                        "application/json");
    }

    @Test
    void forged_tokens_get_nowhere_and_leave_nothing_in_the_log() throws IOException {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("good: 200 -", issuer.token("a", "fbs"));
        tokens.put("good by its subject: 200 -", issuer.token("by-subject", "fbs"));
        tokens.put(
                "roles flat: 200 -",
                issuer.sign(issuer.claims("a")
                        .add("roles", Json.createArrayBuilder().add("fbs"))));
        tokens.put(
                "expired: 401 not-authenticated",
                issuer.sign(issuer.claims("a", "fbs").add("exp", 1_700_000_000L)));
        tokens.put(
                "no end: 401 not-authenticated",
                issuer.sign(issuer.claims("a", "fbs").remove("exp")));
        tokens.put(
                "other audience: 401 not-authenticated",
                issuer.sign(issuer.claims("a", "fbs").add("aud", "another-api")));
        tokens.put(
                "no audience: 401 not-authenticated",
                issuer.sign(issuer.claims("a", "fbs").remove("aud")));
        tokens.put(
                "other issuer: 401 not-authenticated",
                issuer.sign(issuer.claims("a", "fbs").add("iss", "http://127.0.0.1:1")));
        tokens.put("wrong signature: 401 not-authenticated", issuer.forge(issuer.claims("a", "fbs")));
        tokens.put("unknown key: 401 not-authenticated", issuer.signUnder("key-2", issuer.claims("a", "fbs")));
        tokens.put("alg none: 401 not-authenticated", issuer.unsigned(issuer.claims("a", "fbs")));
        tokens.put("public key as secret: 401 not-authenticated", issuer.macWithPublicKey(issuer.claims("a", "fbs")));
        tokens.put("no token at all: 401 not-authenticated", "e30.e30.e30");
        tokens.put("no role: 403 not-allowed", issuer.token("a"));
        tokens.put("not its role: 403 client-not-admitted", issuer.token("a", "municipality"));
        tokens.put("unknown client: 403 client-not-admitted", issuer.token("nobody", "fbs"));
        tokens.put("disabled client: 403 client-not-admitted", issuer.token("closed", "fbs"));
        tokens.put("operator reads no answers: 403 not-allowed", issuer.token("drift", "operator"));
        StringBuilder table = new StringBuilder();
        tokens.forEach((expected, token) -> {
            Api.Answer answer = as(token, ANSWERS);
            table.append(expected, 0, expected.indexOf(": ") + 2)
                    .append(told(answer))
                    .append('\n');
        });

        assertThat(table.toString()).isEqualTo(String.join("\n", tokens.keySet()) + "\n");
        assertThat(told(Api.anonymous(installation.server().address())
                        .get(ANSWERS + "?access_token=" + issuer.token("a", "fbs"))))
                .as("a token in an address")
                .isEqualTo("401 not-authenticated");
        assertThat(told(Api.as(installation.server().address(), Installation.FBS, Installation.PASSWORD)
                        .get(ANSWERS)))
                .as("a password")
                .isEqualTo("401 not-authenticated");
        assertThat(as(issuer.forge(issuer.claims("a", "fbs")), ANSWERS).header("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
        String log = Files.readString(installation.directory().resolve("wildfly/log/server.log"));
        assertThat(log).doesNotContain("sub-of-", "eyJ", "another-api");
    }

    /** Status and, if it was refused, the slug of the problem's type. */
    private static String told(Api.Answer answer) {
        if (answer.isOk()) {
            return answer.status() + " -";
        }
        String kind = answer.header("Content-Type").orElse("no content type");
        return answer.status() + " "
                + (kind.startsWith("application/problem+json")
                        ? answer.object().getString("type").replaceAll(".*/", "")
                        : kind);
    }

    @Test
    void a_node_that_never_reached_the_issuer_is_ready_lets_nobody_in_and_heals_by_itself() {
        assertThat(beforeTheIssuerCame).isEqualTo("503 unavailable");
        assertThat(as(issuer.token("a", "fbs"), ANSWERS).status()).isEqualTo(200);
    }

    @Test
    void while_the_issuer_is_away_known_keys_still_count_and_nobody_else_gets_in() {
        String good = issuer.token("a", "fbs");
        assertThat(as(good, ANSWERS).status()).isEqualTo(200);

        issuer.goAway();
        try {
            assertThat(as(good, ANSWERS).status()).isEqualTo(200);
            assertThat(told(as(issuer.signUnder("key-3", issuer.claims("a", "fbs")), ANSWERS)))
                    .isEqualTo("401 not-authenticated");
        } finally {
            issuer.comeBack();
        }
    }

    @Test
    void a_client_acts_for_its_own_libraries_and_others_are_not_there() {
        String token = issuer.token("a", "fbs");
        installationWide("DK-716500", 7);

        assertThat(call(token, "PUT", Fees.path(OWN, 1), Fees.body(1, 70)).status())
                .isEqualTo(201);
        assertThat(told(call(token, "PUT", Fees.path(FOREIGN, 1), Fees.body(1, 70))))
                .isEqualTo("404 unknown-agency");
        assertThat(told(as(token, Fees.path(FOREIGN, 7)))).isEqualTo("404 fee-unknown");
        assertThat(told(as(token, Fees.path(FOREIGN, 7) + "/history"))).isEqualTo("404 fee-unknown");
        assertThat(told(call(token, "POST", Fees.path(FOREIGN, 7) + "/cancellation", Fees.cancellation(2))))
                .isEqualTo("404 unknown-agency");
        assertThat(call(token, "POST", "/api/v1/fees/search", "{\"debtorIdentity\": \"0101905678\"}")
                        .object()
                        .getJsonArray("fees"))
                .hasSize(1);
        assertThat(told(call(token, "GET", "/api/v1/operations/clients", ""))).isEqualTo("403 not-allowed");
    }

    /** A fee that another client has put. */
    private static void installationWide(String agency, long fee) {
        String everywhere = client(true, 100_000, 100_000, proof("TOKEN_CLIENT", "b"))
                .replace("\"everywhere\":false", "\"everywhere\":true")
                .replace("[\"" + OWN + "\"]", "[]");
        admit("system-b", everywhere);
        Await.until(
                "system-b is admitted",
                HOLDS,
                () -> call(issuer.token("b", "fbs"), "PUT", Fees.path(agency, fee), Fees.body(1, 70))
                        .isOk());
    }

    @Test
    void a_client_that_asks_too_much_is_told_when_to_ask_again() {
        String token = issuer.token("hasty", "fbs");
        Api.Answer first = as(token, ANSWERS);
        as(token, ANSWERS);

        Api.Answer refused = as(token, ANSWERS);

        assertThat(first.header("RateLimit-Policy")).hasValue("\"requests\";q=2;w=60");
        assertThat(first.header("RateLimit")).hasValue("\"requests\";r=1");
        assertThat(told(refused)).isEqualTo("429 too-many-requests");
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(1, 30);
        assertThat(as(issuer.token("a", "fbs"), ANSWERS).status())
                .as("another client")
                .isEqualTo(200);
        assertThat(figure("kravbro_client_requests{")).endsWith(" 3.0");
        assertThat(figure("kravbro_client_requests_refused{")).endsWith(" 1.0");
    }

    /** What the hasty client has of a figure, as monitoring reads it. */
    private static String figure(String name) {
        return installation
                .management()
                .get("/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name) && line.contains("client=\"hasty\""))
                .findFirst()
                .orElse("no such figure");
    }

    @Test
    void a_batch_that_is_refused_is_not_read() throws IOException {
        String token = issuer.token("slow", "fbs");
        Await.until("it has asked too much", HOLDS, () -> as(token, ANSWERS).status() == 429);
        byte[] piece = "10000\r\n".concat("\n".repeat(0x10000)).concat("\r\n").getBytes(StandardCharsets.US_ASCII);
        try (Socket socket =
                new Socket("127.0.0.1", installation.server().address().getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/v1/fee-batches HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Type: application/x-ndjson\r\nIdempotency-Key: endless\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(piece);
            out.flush();

            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();

            assertThat(status).startsWith("HTTP/1.1 429");
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            out.write(piece);
                        }
                    })
                    .as("it hangs up long before 64 MB")
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void lines_of_batches_are_counted_too() {
        Api.Answer refused = Api.anonymous(installation.server().address())
                .send(
                        "POST",
                        "/api/v1/fee-batches",
                        ofString("\n".repeat(1_500)),
                        "Authorization",
                        "Bearer " + issuer.token("lines", "fbs"),
                        "Content-Type",
                        "application/x-ndjson",
                        "Idempotency-Key",
                        "many-lines");

        assertThat(told(refused)).isEqualTo("429 too-many-requests");
        assertThat(refused.header("Retry-After")).isPresent();
    }

    @Test
    void a_certificate_opens_the_door_of_its_own_for_the_client_it_proves() throws Exception {
        Identity shown = pki.sender("api-client", "85892908");
        Identity stranger = pki.identity(RehearsalPki.PLATFORM);
        admit("by-certificate", client(true, 100, 100, proof("CERTIFICATE", fingerprint(shown.certificate()))));
        Await.until(
                "it is admitted", HOLDS, () -> knock(shown, "GET", ANSWERS, "").equals("200"));

        Map<String, String> table = new LinkedHashMap<>();
        table.put("admitted", knock(shown, "PUT", Fees.path(OWN, 2), Fees.body(1, 70)));
        table.put("another's library", knock(shown, "PUT", Fees.path(FOREIGN, 2), Fees.body(1, 70)));
        table.put("running the installation", knock(shown, "GET", "/api/v1/operations/clients", ""));
        table.put("not on the list", knock(stranger, "GET", ANSWERS, ""));
        for (Flaw flaw : new Flaw[] {Flaw.EXPIRED, Flaw.NOT_YET_VALID, Flaw.OTHER_AUTHORITY, Flaw.FOR_SERVERS_ONLY}) {
            table.put(flaw.name(), knock(pki.flawed("caller", "85892908", flaw), "GET", ANSWERS, ""));
        }
        table.put("none", knock(TlsContexts.anonymous(pki.trustStore(), pki.password()), "GET", ANSWERS, ""));
        table.put(
                "the back channel on this port",
                knock(shown, "POST", SettlementText.PATH, "<x/>").replaceAll(" .*", ""));

        assertThat(table)
                .containsExactlyEntriesOf(expected(
                        "admitted",
                        "201",
                        "another's library",
                        "404 unknown-agency",
                        "running the installation",
                        "403 not-allowed",
                        "not on the list",
                        "403 client-not-admitted",
                        Flaw.EXPIRED.name(),
                        "no HTTP",
                        Flaw.NOT_YET_VALID.name(),
                        "no HTTP",
                        Flaw.OTHER_AUTHORITY.name(),
                        "no HTTP",
                        Flaw.FOR_SERVERS_ONLY.name(),
                        "no HTTP",
                        "none",
                        "no HTTP",
                        "the back channel on this port",
                        "404"));

        admit("by-certificate", client(true, 100, 100, proof("ORGANISATION", organisation(shown.certificate()))));
        Await.until(
                "it is known by its organisation",
                HOLDS,
                () -> knock(shown, "GET", ANSWERS, "").equals("200"));
        admit("by-certificate", client(false, 100, 100, proof("ORGANISATION", organisation(shown.certificate()))));
        Await.until(
                "it is shut out", HOLDS, () -> knock(shown, "GET", ANSWERS, "").equals("403 client-not-admitted"));
    }

    private static Map<String, String> expected(String... pairs) {
        Map<String, String> expected = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            expected.put(pairs[i], pairs[i + 1]);
        }
        return expected;
    }

    private static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    /** CVR number and serialNumber of its subject, with a blank between. */
    private static String organisation(X509Certificate certificate) throws Exception {
        String subject = certificate
                .getSubjectX500Principal()
                .getName(X500Principal.RFC2253, Map.of("2.5.4.97", "organisation", "2.5.4.5", "serial"));
        Map<String, String> parts = new LinkedHashMap<>();
        for (var part : new LdapName(subject).getRdns()) {
            parts.put(part.getType(), String.valueOf(part.getValue()));
        }
        return parts.get("organisation").replace("NTRDK-", "") + " " + parts.get("serial");
    }

    private static String knock(Identity shown, String method, String path, String body) {
        try {
            return knock(TlsContexts.mutual(shown.file(), pki.trustStore(), pki.password()), method, path, body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String knock(SSLContext shown, String method, String path, String body) {
        HttpClient caller = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(shown)
                .build();
        try {
            HttpResponse<String> answer = caller.send(
                    HttpRequest.newBuilder(
                                    installation.server().clientDoorAddress().resolve(path))
                            .method(method, body.isEmpty() ? noBody() : ofString(body))
                            .header("Content-Type", "application/json")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return told(new Api.Answer(answer.statusCode(), answer.headers(), answer.body()))
                    .replace(" -", "");
        } catch (IOException refused) {
            return "no HTTP";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void debtor_systems_and_people_come_in_as_before() throws Exception {
        String cvr = Sql.text(installation.database(), "select cvr from municipalities where code = ?", "0163");
        Identity platform = pki.identity(RehearsalPki.PLATFORM);
        HttpResponse<String> receipt = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(TlsContexts.mutual(platform.file(), pki.trustStore(), pki.password()))
                .build()
                .send(
                        HttpRequest.newBuilder(installation.backChannelAddress().resolve(SettlementText.PATH))
                                .header("Content-Type", "text/xml; charset=utf-8")
                                .POST(ofString(SettlementText.payment("tokens", cvr, OWN + "-1")))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(receipt.body()).contains(">MODTAGET<");
        assertThat(Api.anonymous(installation.server().address())
                        .get("/kravbro/index.xhtml")
                        .body())
                .contains("j_security_check");
        assertThat(operator("GET", "/api/v1/operations/nodes", "").status()).isEqualTo(200);
    }

    @Test
    void what_is_wrong_with_a_client_is_said_and_nothing_is_changed() {
        String taken = client(true, 1, 1, proof("TOKEN_CLIENT", "a"));

        assertThat(told(operator("PUT", CLIENTS + "another", taken))).isEqualTo("409 client-proof-taken");
        assertThat(told(operator("GET", CLIENTS + "another", ""))).isEqualTo("404 client-unknown");
        assertThat(told(operator("PUT", CLIENTS + "Another", taken))).isEqualTo("400 parameter-invalid");
        assertThat(told(operator("PUT", CLIENTS + "another", "{}"))).isEqualTo("400 missing-field");
        assertThat(operator("GET", CLIENTS + "system-a", "")
                        .object()
                        .getJsonArray("agencies")
                        .getString(0))
                .isEqualTo(OWN);
        assertThat(Sql.number(
                        installation.database(),
                        "select count(*) from audit_entries where action = 'client admitted' and subject = ?",
                        "client system-a"))
                .isEqualTo(1);
    }
}
