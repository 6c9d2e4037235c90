package dk.kravbro.web.status;

import dk.kravbro.alarms.Alarm;
import dk.kravbro.monitoring.MoneyProof;
import dk.kravbro.monitoring.Overview;
import dk.kravbro.monitoring.RunView;
import dk.kravbro.monitoring.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The one sentence that says how things are in a municipality: the most pressing thing first.
 *
 * @param tone how it is shown
 * @param sentence what it says
 */
public record HowThingsAre(Tone tone, String sentence) {

    /** An alarm is more pressing than all but figures that are wrong, and a pause, which may be why it is on. */
    static HowThingsAre of(Overview overview, List<Alarm> alarms, Words words) {
        HowThingsAre otherwise = of(overview, words);
        if (otherwise.tone() == Tone.BAD || alarms.isEmpty()) {
            return otherwise;
        }
        Alarm first = alarms.get(0);
        if (overview.municipality().paused() && !first.isTooLate()) {
            return otherwise;
        }
        AlarmLine line = AlarmLine.of(first, words);
        return new HowThingsAre(line.shown(), line.text());
    }

    static HowThingsAre of(Overview overview, Words words) {
        MoneyProof proof = overview.proof();
        MoneyProof.Deliveries deliveries = proof.deliveries();
        if (!proof.addsUp()) {
            return new HowThingsAre(Tone.BAD, words.say("how.doesNotAddUp"));
        }
        if (proof.claims() == 0) {
            return new HowThingsAre(Tone.INFO, words.say("how.nothingYet"));
        }
        if (!overview.municipality().isLive(words.today())) {
            return new HowThingsAre(Tone.INFO, notLive(overview, words));
        }
        if (overview.municipality().paused()) {
            return new HowThingsAre(Tone.WARNING, words.say("how.paused", deliveries(deliveries.waiting(), words)));
        }
        if (overview.forAPerson() > 0) {
            String rest = deliveries.waiting().isNone() ? "how.restDelivered" : "how.restOnItsWay";
            return new HowThingsAre(
                    Tone.WARNING, words.many("how.forAPerson", overview.forAPerson()) + " " + words.say(rest));
        }
        if (deliveries.inDoubt().count() > 0) {
            return new HowThingsAre(
                    Tone.WARNING, words.many("how.inDoubt", deliveries.inDoubt().count()));
        }
        if (deliveries.waiting().count() > 0) {
            return new HowThingsAre(Tone.INFO, waiting(overview, words));
        }
        return new HowThingsAre(Tone.GOOD, words.say("how.allDelivered") + lastRun(overview, words));
    }

    private static String notLive(Overview overview, Words words) {
        LocalDate liveOn = overview.municipality().liveOn();
        String waiting = deliveries(overview.proof().deliveries().waiting(), words);
        return liveOn == null
                ? words.say("how.notLive", waiting)
                : words.say("how.liveOn", waiting, words.date(liveOn));
    }

    private static String waiting(Overview overview, Words words) {
        String waiting = deliveries(overview.proof().deliveries().waiting(), words);
        Instant next = overview.nextRun();
        boolean running = overview.lastRun().map(RunView::isOpen).orElse(false);
        Overview.Closed closed = overview.closed();
        // Out of hours with no run open, it is the next run that is waited for.
        if (closed != null && (running || !closed.isOutOfHours())) {
            return words.say("how.closed", closed(closed, words), waiting);
        }
        if (running || next == null) {
            return words.say("how.beingSent", waiting);
        }
        return words.say("how.waitingForRun", waiting, words.moment(next));
    }

    /** Until when a calendar is closed, and why; without a full stop. */
    static String closed(Overview.Closed closed, Words words) {
        Instant until = closed.until();
        if (until == null) {
            return words.say("calendar.closedForLong", closed.reason());
        }
        return closed.isOutOfHours()
                ? words.say("calendar.outOfHours", words.moment(until))
                : words.say("calendar.closed", words.dayOrMoment(until), closed.reason());
    }

    private static String lastRun(Overview overview, Words words) {
        return overview.lastRun()
                .filter(run -> !run.total().isNone())
                .map(run ->
                        " " + words.say("how.lastRun", words.moment(run.startedAt()), deliveries(run.total(), words)))
                .orElse("");
    }

    private static String deliveries(Tally tally, Words words) {
        return words.say("how.tally", words.many("many.deliveries", tally.count()), words.amount(tally.ore()));
    }
}
