package dk.kravbro.simulator;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Plays the debtors' side as the control API demands it: all at once, or life by life on the clock. */
final class LifeControl {

    private static final int MOST_DAYS = 1_500;
    private static final int USUAL_LINES = 100;

    private final DebtorSystems systems;
    private final BackChannel backChannel;

    LifeControl(DebtorSystems systems, BackChannel backChannel) {
        this.systems = systems;
        this.backChannel = backChannel;
    }

    /**
     * What a play of lives brought.
     *
     * @param on the day up to which lives are played now
     * @param untold steps that no message tells of
     */
    record Played(String on, long untold, @JsonUnwrapped BackChannel.Summary summary) {}

    /** Plays debtors forward once, whatever the day. */
    BackChannel.Summary answers(JsonNode demanded, URI target) {
        return send(systems.plan(new AnswerPlan(systems.today(), maker(demanded)), chosen(demanded)), demanded, target);
    }

    /** Moves the clock on by so many days (none if absent) and plays what fell due until then. */
    Played life(JsonNode demanded, URI target) {
        JsonNode days = demanded.path("days");
        if (!days.isMissingNode() && !(days.isInt() && days.asInt() >= 0 && days.asInt() <= MOST_DAYS)) {
            throw new IllegalArgumentException("days is a whole number from 0 to " + MOST_DAYS);
        }
        MessageMaker maker = maker(demanded);
        if (days.asInt() > 0) {
            systems.setClock(systems.clock().instant().plus(Duration.ofDays(days.asInt())));
        }
        DebtorSystems.Planned planned = systems.plan(new LifePlan(systems.today(), maker), chosen(demanded));
        return new Played(systems.today().toString(), planned.untold(), send(planned, demanded, target));
    }

    private BackChannel.Summary send(DebtorSystems.Planned planned, JsonNode demanded, URI target) {
        return backChannel.send(
                planned.toSend(), target, demanded.path("duplicate").asBoolean(false));
    }

    private static MessageMaker maker(JsonNode demanded) {
        return new MessageMaker(
                demanded.path("linesPerMessage").asInt(USUAL_LINES),
                demanded.path("statusApart").asBoolean(false));
    }

    /** Empty for all. */
    private static Set<String> chosen(JsonNode demanded) {
        Set<String> chosen = new HashSet<>();
        demanded.path("municipalities").forEach(each -> chosen.add(each.asText()));
        return chosen;
    }
}
