package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What broken and ill-meaning callers say to the API, over bare sockets to the real server. Each gets its one answer, is
 * taken only if it was answered 201, and leaves the server serving the next good fee. The table is written to {@code
 * ear/target/hostile-api.md}.
 */
@Order(17)
class HostileApiIT {

    private static final String AGENCY = Fees.agency("0340");
    private static final int SLOW = 200;
    private static final int MEANWHILE = 20;

    private static Installation installation;
    private static URI address;
    private static long good = 1;

    @BeforeAll
    static void start() {
        installation = Installation.rough();
        address = installation.address();
    }

    @Test
    void every_bad_request_gets_its_answer_and_leaves_the_server_serving() throws IOException {
        List<ApiInput> all = new ApiInputs(AGENCY, authorization()).all();
        long errors = errors();
        StringBuilder table =
                new StringBuilder("# Bad and hostile requests to the API\n\n| what | answer |\n|---|---|\n");
        SoftAssertions judged = new SoftAssertions();
        for (ApiInput each : all) {
            long before = claims();
            String heard = PlainTalk.hear(address, each.saying());
            String answer = PlainTalk.inWords(heard);
            table.append("| " + each.name() + " | " + answer + " |\n");
            judged.assertThat(answer).as(each.name()).matches(each.expected());
            judged.assertThat(claims() - before)
                    .as(each.name() + ": fees taken")
                    .isEqualTo(answer.startsWith("201") ? 1 : 0);
            judged.assertThat(heard)
                    .as(each.name() + ": nothing of ours and nobody's number in the answer")
                    .doesNotContain("Exception", "dk.kravbro", "\tat ", "0101905678", "Undertow", "WildFly");
            judged.assertThat(putGood()).as("after " + each.name()).isEqualTo(201);
        }
        Files.writeString(
                Path.of(Installation.required("kravbro.e2e.directory")).resolveSibling("hostile-api.md"), table);
        judged.assertThat(all).hasSizeGreaterThanOrEqualTo(80);
        judged.assertThat(errors()).as("errors in the server's log").isEqualTo(errors);
        judged.assertAll();
    }

    @Test
    void two_hundred_slow_callers_at_once_hold_up_nobody_and_are_hung_up_on() throws IOException {
        long before = claims();
        List<PlainTalk> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                PlainTalk talk = PlainTalk.open(address);
                slow.add(talk);
                talk.say("PUT " + Fees.path(AGENCY, 20_000 + i) + " HTTP/1.1\r\nHost: x\r\nAuthorization: "
                        + authorization() + "\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{");
            }
            for (int i = 0; i < MEANWHILE; i++) {
                assertThat(putGood()).isEqualTo(201);
            }
            for (PlainTalk talk : slow) {
                assertThat(PlainTalk.inWords(talk.read())).isEqualTo(PlainTalk.CLOSED);
            }
        } finally {
            for (PlainTalk talk : slow) {
                talk.close();
            }
        }
        assertThat(claims() - before).isEqualTo(MEANWHILE);
    }

    @Test
    void who_goes_away_before_the_answer_asks_again_and_has_one_claim() throws IOException {
        long fee = 30_000;
        for (int i = 0; i < 5; i++) {
            byte[] body = Fees.body(1, 10).getBytes(StandardCharsets.UTF_8);
            try (PlainTalk talk = PlainTalk.open(address)) {
                talk.say("PUT " + Fees.path(AGENCY, fee) + " HTTP/1.1\r\nHost: x\r\nAuthorization: " + authorization()
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n");
                talk.say(body);
            }
        }
        assertThat(installation.put(AGENCY, fee, 1, 10).isOk()).isTrue();
        assertThat(Sql.number(
                        installation.database(),
                        "select count(*) from deliveries d join claims c on c.id = d.claim_id"
                                + " where c.agency_id = ? and c.fee_id = ?",
                        AGENCY,
                        fee))
                .isEqualTo(1);
    }

    private static int putGood() {
        return installation.put(AGENCY, good++, 1, 10).status();
    }

    private static String authorization() {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (Installation.FBS + ":" + Installation.PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    private static long claims() {
        return Sql.number(installation.database(), "select count(*) from claims where agency_id = ?", AGENCY);
    }

    /** What the server says of an answer that it could not write, since we had hung up on a slow caller, is none. */
    private static long errors() throws IOException {
        return Files.readString(installation.server().serverLog())
                .lines()
                .filter(line -> line.contains(" ERROR ") && !line.contains("UT010029: Stream is closed"))
                .count();
    }
}
