package dk.kravbro.monitoring.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void what_answers_in_time_is_passed_on() throws Exception {
        assertThat(new Bounded<String>(threads, Duration.ofSeconds(5)).ask(() -> "yes"))
                .isEqualTo("yes");
    }

    @Test
    void while_an_old_question_hangs_no_second_one_is_asked_and_when_it_ends_there_are_answers_again()
            throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Bounded<String> database = new Bounded<>(threads, Duration.ofMillis(200));
        Callable<String> question = () -> {
            asked.incrementAndGet();
            release.await();
            return "answer";
        };

        for (int probe = 0; probe < 3; probe++) {
            assertThatThrownBy(() -> database.ask(question))
                    .isInstanceOf(Bounded.NoAnswer.class)
                    .hasMessageContaining("PT0.2S");
        }
        assertThat(asked).hasValue(1);
        release.countDown();

        assertThat(database.ask(question)).isEqualTo("answer");
    }

    @Test
    void what_fails_is_named_by_its_type_only() {
        assertThatThrownBy(() -> new Bounded<String>(threads, Duration.ofSeconds(5)).ask(() -> {
                    throw new IOException("a secret");
                }))
                .isInstanceOf(Bounded.NoAnswer.class)
                .hasMessage("asking failed: IOException");
    }

    @ParameterizedTest
    @CsvSource({
        "401, '', '', true",
        "403, '', '', true",
        "302, /kravbro/login.xhtml, '', true",
        "302, /kravbro/overview.xhtml, '', false",
        "200, '', '<form action=\"j_security_check\">', true",
        "200, '', 'every claim of the country', false",
        "404, '', '', false",
        "500, '', '', false",
    })
    void only_an_address_that_turns_a_stranger_away_counts_as_closed(
            int status, String location, String body, boolean closed) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> answer(exchange, status, location, body));
        server.start();
        try {
            ProtectedDoors doors =
                    new ProtectedDoors("http://127.0.0.1:" + server.getAddress().getPort(), Duration.ofSeconds(5));

            assertThat(doors.open())
                    .filteredOn(open -> !open.endsWith("on the ordinary port"))
                    .hasSize(closed ? 0 : ProtectedDoors.DOORS.size());
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"404, 0", "401, 2", "200, 2"})
    void the_back_channel_must_not_even_be_there_on_the_ordinary_port(int status, int open) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> answer(exchange, 401, "", ""));
        server.createContext("/callback/", exchange -> answer(exchange, status, "", ""));
        server.start();
        try {
            assertThat(new ProtectedDoors(
                                    "http://127.0.0.1:" + server.getAddress().getPort(), Duration.ofSeconds(5))
                            .open())
                    .hasSize(open);
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, 127.0.0.1", "::, 127.0.0.1", "10.0.0.7, 10.0.0.7", "::1, [::1]", "[::1], [::1]"})
    void doors_are_tried_where_they_can_be_reached(String bound, String tried) {
        assertThat(HealthSettings.reachable(bound)).isEqualTo(tried);
    }

    private static void answer(HttpExchange exchange, int status, String location, String body) throws IOException {
        try (exchange) {
            if (!location.isEmpty()) {
                exchange.getResponseHeaders().add("Location", location);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
