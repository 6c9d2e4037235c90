package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Messages that come twice, and ones that no slice is behind: the rows are the truth. */
@Order(14)
class DoubledMessageIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int FEES = 240;
    private static final ModelNode SERVER = Console.address("subsystem", "messaging-activemq", "server", "default");

    private static FaultInstallation faults;
    private static Console console;

    @BeforeAll
    static void start() throws IOException {
        faults = FaultInstallation.shared();
        console = new Console(faults.all().managementPort(), Installation.ADMINISTRATOR, Installation.PASSWORD);
    }

    @AfterEach
    void calm() {
        faults.disarm();
        faults.all().debtorSystems().faults();
    }

    @AfterAll
    static void stop() throws IOException {
        if (console != null) {
            console.close();
        }
    }

    @Test
    void a_message_that_comes_twice_is_worked_once() {
        FaultTable.Played fault = FaultTable.play("every message comes twice", faults.all());
        String code = faults.municipality("OS_INDSIGT");
        long before = messagesEver();
        faults.load(code, FEES);
        faults.all().debtorSystems().faults("{\"action\":\"DELAY\",\"delayMs\":30}");
        faults.arm("message-doubled", 1);
        faults.all().startRuns(code);
        faults.all().settle(PATIENCE, code);
        assertThat(messagesEver() - before).as("messages of five slices").isGreaterThanOrEqualTo(10);
        assertThat(faults.untold(code)).isEmpty();
        assertThat(Sql.number(
                        faults.all().database(),
                        "select count(*) from delivery_attempts a join deliveries d on d.id = a.delivery_id"
                                + " where d.municipality_code = ?",
                        code))
                .as("attempts")
                .isEqualTo(FEES);
        fault.judge();
    }

    @Test
    void messages_that_no_slice_is_behind_end_on_a_list_with_their_reason_and_block_nobody() throws IOException {
        FaultTable.Played fault = FaultTable.play("messages that no slice is behind", faults.all());
        String code = faults.municipality("OS_INDSIGT");
        faults.load(code, FEES);
        faults.arm("message-foreign", 1);
        faults.all().startRuns(code);
        faults.all().settle(PATIENCE, code);
        assertThat(faults.untold(code)).isEmpty();
        assertThat(Files.readString(faults.all().server().serverLog()))
                .as("named with its reason")
                .contains("KRAV0438");
        Await.until(
                "both are set aside",
                PATIENCE,
                () -> console.list(SERVER.clone().add("jms-queue", "submission.slices.dead"), "list-messages").stream()
                        .map(message -> message.get("reason").asString(""))
                        .toList()
                        .containsAll(List.of("it is no number", "it names no debtor system product that we know")));
        fault.judge();
    }

    private static long messagesEver() {
        return console.read(SERVER.clone().add("jms-queue", "submission.slices"), "messages-added")
                .asLong();
    }
}
