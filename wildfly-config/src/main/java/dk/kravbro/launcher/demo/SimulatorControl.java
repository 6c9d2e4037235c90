package dk.kravbro.launcher.demo;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.Duration;

/** Tells the simulator of debtor systems how to behave. */
final class SimulatorControl {

    /** It answers when all is sent. */
    private static final Duration ANSWERS = Duration.ofHours(2);

    private final JsonHttp simulator;

    SimulatorControl(JsonHttp simulator) {
        this.simulator = simulator;
    }

    /** Answers for this municipality as this product would. */
    void behaveAs(String cvr, String profile) {
        simulator.put(
                "/control/municipalities/" + cvr,
                Json.createObjectBuilder().add("profile", profile).build());
    }

    /** Plays payments, write-offs and account changes for what it accepted; gives what it says it sent. */
    AnswersSent playAnswers() {
        return AnswersSent.of(simulator
                .post("/control/answers", JsonValue.EMPTY_JSON_OBJECT, ANSWERS)
                .asJsonObject());
    }
}
