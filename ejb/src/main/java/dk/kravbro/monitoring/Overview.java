package dk.kravbro.monitoring;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How things are in a municipality.
 *
 * @param proof its money proof
 * @param municipality what it chose
 * @param onItsWay deliveries that a run may take or has taken: not those that wait for something else
 * @param openRefusals refused deliveries that nothing has replaced or made needless
 * @param onWorklist deliveries that a person must look at
 * @param parked answers that could not be applied and wait for a person
 * @param lastRunOrNull its latest run
 * @param nextRun when the next run is planned; null if none is: not live, paused, or closed for longer than a year
 * @param closed why its calendar lets nothing be sent now; null if it does, or if it is not live or paused
 * @param freshness how new all this is
 */
public record Overview(
        MoneyProof proof,
        Choices municipality,
        long onItsWay,
        long openRefusals,
        long onWorklist,
        long parked,
        @Nullable RunView lastRunOrNull,
        @Nullable Instant nextRun,
        @Nullable Closed closed,
        Freshness freshness) {

    /**
     * How new the figures are.
     *
     * @param heardFromFbs when FBS last told of a claim; null if never
     * @param heardFromDebtorSystem when the debtor system last sent an answer; null if never
     * @param asOf when this was read
     */
    public record Freshness(
            @Nullable Instant heardFromFbs, @Nullable Instant heardFromDebtorSystem, Instant asOf) {}

    /**
     * What a municipality chose.
     *
     * @param code four digits
     * @param name such as Københavns Kommune
     * @param debtorSystem the product's code
     * @param liveOn first day of delivery; null: not onboarded
     * @param paused whether it has paused delivery
     */
    public record Choices(
            String code,
            String name,
            String debtorSystem,
            @Nullable LocalDate liveOn,
            boolean paused) {

        public boolean isLive(LocalDate today) {
            return liveOn != null && !today.isBefore(liveOn);
        }
    }

    /**
     * A calendar that is closed.
     *
     * @param reason why the day is closed; empty on a day that is open, outside the hours of sending
     * @param until when it opens; null if not within a year
     */
    public record Closed(String reason, @Nullable Instant until) {

        /** Whether only the hour is the cause. */
        public boolean isOutOfHours() {
            return reason.isEmpty();
        }
    }

    /** Its latest run, if it ever had one. */
    public Optional<RunView> lastRun() {
        return Optional.ofNullable(lastRunOrNull);
    }

    /** How much is waiting for a person: refusals, doubts past asking, parked answers. */
    public long forAPerson() {
        return openRefusals + onWorklist + parked;
    }
}
