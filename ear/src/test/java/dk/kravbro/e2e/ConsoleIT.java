package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What an operator sees and does from outside: the console's operations, health, figures, the API document. */
@Order(3)
class ConsoleIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String EAR = "kravbro.ear";
    private static final String EJB = "kravbro-ejb.jar";

    private static Installation installation;
    private static Console console;

    @BeforeAll
    static void start() throws IOException {
        installation = Installation.shared();
        console = new Console(installation.managementPort(), Installation.ADMINISTRATOR, Installation.PASSWORD);
    }

    @AfterAll
    static void stop() throws IOException {
        if (console != null) {
            console.close();
        }
    }

    @Test
    void one_debtor_system_is_paused_by_its_delivery_group_and_the_others_go_on() {
        installation.onboard("0330", "PRISME");
        installation.onboard("0336", "OS_INDSIGT");
        ModelNode group = Console.address("subsystem", "ejb3", "mdb-delivery-group", "prisme");
        console.write(group, "active", false);
        try {
            for (int fee = 1; fee <= 10; fee++) {
                installation.put(Fees.agency("0330"), fee, 1, fee);
                installation.put(Fees.agency("0336"), fee, 1, fee);
            }
            installation.startRuns("0330", "0336");
            Await.until(
                    "the other goes on", SOON, () -> installation.states("0336").equals(Map.of("ACCEPTED", 10L)));
            assertThat(installation.states("0330")).isEqualTo(Map.of("QUEUED", 10L));
        } finally {
            console.write(group, "active", true);
        }
        Await.until(
                "the paused one catches up",
                SOON,
                () -> installation.states("0330").equals(Map.of("ACCEPTED", 10L)));
    }

    @Test
    void the_timers_can_be_seen() {
        for (String bean : new String[] {"RunPlanner", "RunConductor", "Sweeper", "Node"}) {
            assertThat(console.children(
                            Console.address(
                                    "deployment",
                                    EAR,
                                    "subdeployment",
                                    EJB,
                                    "subsystem",
                                    "ejb3",
                                    "singleton-bean",
                                    bean,
                                    "service",
                                    "timer-service"),
                            "timer"))
                    .as(bean)
                    .isNotEmpty()
                    .allSatisfy(timer -> {
                        assertThat(timer.getValue().get("persistent").asBoolean())
                                .isFalse();
                        assertThat(timer.getValue().get("active").asBoolean()).isTrue();
                    });
        }
    }

    @Test
    void no_message_is_dead_and_dead_ones_would_have_a_place() {
        ModelNode server = Console.address("subsystem", "messaging-activemq", "server", "default");
        ModelNode dead = server.clone().add("jms-queue", "submission.slices.dead");
        assertThat(console.read(dead, "message-count").asLong()).isZero();
        ModelNode setting = server.clone().add("address-setting", "jms.queue.submission.slices");
        assertThat(console.read(setting, "dead-letter-address").asString()).endsWith("submission.slices.dead");
    }

    @Test
    void every_debtor_system_has_its_dispatcher() {
        assertThat(console
                        .children(
                                Console.address("deployment", EAR, "subdeployment", EJB, "subsystem", "ejb3"),
                                "message-driven-bean")
                        .stream()
                        .map(bean -> bean.getName()))
                .contains("OpusDispatcher", "PrismeDispatcher", "OsIndsigtDispatcher", "KobenhavnDispatcher");
    }

    @Test
    void transactions_are_recovered_in_seconds_and_the_datasource_takes_part() {
        ModelNode xa = Console.address("subsystem", "datasources", "xa-data-source", "KravbroXA");
        assertThat(console.read(xa, "no-recovery").asBoolean(false)).isFalse();
        assertThat(console.read(Console.address("subsystem", "transactions"), "node-identifier")
                        .asString())
                .isNotBlank();
    }

    @Test
    void health_says_that_all_is_well() {
        for (String kind : new String[] {"ready", "live", "started"}) {
            Api.Answer answer = installation.management().get("/health/" + kind);
            assertThat(answer.status()).as(kind + " " + answer.body()).isEqualTo(200);
            assertThat(answer.object().getString("status")).isEqualTo("UP");
        }
        assertThat(installation.management().get("/health/ready").body())
                .as("our own checks take part")
                .containsIgnoringCase("database");
    }

    @Test
    void the_published_api_document_is_what_the_server_answers() throws IOException {
        Api.Answer document = installation.anonymous().get("/openapi");
        assertThat(document.status()).isEqualTo(200);
        if (System.getProperty("openapi.update") != null) {
            Files.writeString(Contract.FILE, document.body());
        }
        YAMLMapper yaml = new YAMLMapper();
        assertThat(yaml.readTree(document.body()))
                .as("docs/openapi.yaml is out of date: docs/testing.md says how to renew it")
                .isEqualTo(yaml.readTree(Files.readString(Contract.FILE)));
        assertThat(document.header("Cache-Control")).contains("public, max-age=300");
    }

    @Test
    void prometheus_can_read_figures() {
        Api.Answer figures = installation.management().get("/prometheus");
        assertThat(figures.status()).isEqualTo(200);
        assertThat(figures.body()).contains("jvm_").contains("datasources");
    }

    @Test
    void the_console_is_there() {
        assertThat(installation.management().get("/console/index.html").status())
                .isEqualTo(200);
    }
}
