package dk.kravbro.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * Plays the lives of claims up to a day: what fell due since the last time, each thing on its own day, day by day.
 *
 * @param today the last day that is played
 */
record LifePlan(LocalDate today, MessageMaker messages) implements DebtorPlan {

    /** What happens to a municipality's claims on one day. */
    private record Day(List<JournalEntry.LifeStep> untold, List<Happening> told) {
        Day() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    @Override
    public List<JournalEntry> plan(
            String municipalityCvr, Profile profile, Collection<ClaimAccount> accounts, String now) {
        TreeMap<LocalDate, Day> days = new TreeMap<>();
        // In the order of references, as the book holds them.
        for (ClaimAccount each : accounts) {
            new LifePlay(municipalityCvr, each, profile, today)
                    .play(
                            told -> days.computeIfAbsent(told.on(), on -> new Day())
                                    .told()
                                    .add(told),
                            untold -> days.computeIfAbsent(LocalDate.parse(untold.on()), on -> new Day())
                                    .untold()
                                    .add(untold));
        }
        LocalTime hour = Instant.parse(now).atOffset(ZoneOffset.UTC).toLocalTime();
        List<JournalEntry> entries = new ArrayList<>();
        days.forEach((on, day) -> {
            entries.addAll(day.untold());
            String at = on.atTime(hour).toInstant(ZoneOffset.UTC).toString();
            entries.addAll(messages.messages(municipalityCvr, day.told(), at));
        });
        return entries;
    }
}
