package dk.kravbro.alarms;

import dk.kravbro.secrets.CertificateEnds;
import dk.kravbro.time.BusinessClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From facts and limits to alarms; nothing else goes in. */
final class AlarmRules {

    private final AlarmLimits limits;

    AlarmRules(AlarmLimits limits) {
        this.limits = limits;
    }

    /** All alarms, the most pressing kind first. */
    List<Alarm> alarms(Facts facts) {
        List<Alarm> found = new ArrayList<>();
        for (MunicipalityFacts municipality : facts.municipalities()) {
            runs(municipality, facts.now(), found);
            backChannel(municipality, facts.now(), found);
            open(municipality, facts.now(), found);
        }
        for (Facts.NodeBeat node : facts.nodes()) {
            Duration silent = Duration.between(node.beatAt(), facts.now());
            if (silent.compareTo(limits.nodeSilent()) > 0) {
                found.add(new Alarm(AlarmKind.NODE_SILENT, "", node.node(), 1, node.beatAt(), silent.toSeconds()));
            }
        }
        facts.certificates().forEach(certificate -> certificate(certificate, facts.now(), found));
        found.sort(Comparator.comparing(Alarm::kind).thenComparing(Alarm::municipalityCode));
        return List.copyOf(found);
    }

    private void runs(MunicipalityFacts municipality, Instant now, List<Alarm> found) {
        MunicipalityFacts.Runs runs = municipality.runs();
        if (!municipality.paused() && runs.days().workedTime(runs.since(), now).compareTo(limits.noRunSince()) > 0) {
            found.add(Alarm.of(AlarmKind.NO_RUN_SINCE, municipality.code(), runs.since(), now));
        }
        if (runs.heldSince() != null) {
            found.add(Alarm.of(AlarmKind.RUN_HELD, municipality.code(), runs.heldSince(), now));
        }
    }

    private void backChannel(MunicipalityFacts municipality, Instant now, List<Alarm> found) {
        MunicipalityFacts.BackChannel channel = municipality.backChannel();
        if (channel.awaySince() != null) {
            found.add(Alarm.of(AlarmKind.DEBTOR_SYSTEM_AWAY, municipality.code(), channel.awaySince(), now));
        }
        if (channel.unfitSince() != null) {
            found.add(Alarm.of(AlarmKind.ANSWERS_UNFIT, municipality.code(), channel.unfitSince(), now));
        }
        Instant since = later(channel.firstAccepted(), channel.lastHeard());
        if (channel.firstAccepted() != null && isLonger(since, limits.noAnswersSince(), now)) {
            found.add(Alarm.of(AlarmKind.NO_ANSWERS_SINCE, municipality.code(), since, now));
        }
    }

    private void open(MunicipalityFacts municipality, Instant now, List<Alarm> found) {
        MunicipalityFacts.Open open = municipality.open();
        Instant doubt = open.oldestDoubt();
        if (doubt != null && isLonger(doubt, limits.inDoubt(), now)) {
            found.add(Alarm.of(AlarmKind.IN_DOUBT_LONGER_THAN, municipality.code(), doubt, now));
        }
        Instant listed = open.oldestOnWorklist();
        if (listed != null && isLonger(listed, limits.onWorklist(), now)) {
            found.add(Alarm.of(AlarmKind.WORKLIST_AGE, municipality.code(), listed, now));
        }
        unsent(municipality.code(), open.oldestUnsent(), now, found);
        limitation(municipality.code(), open.nearestDueOn(), now, found);
    }

    private void unsent(String code, @Nullable Instant oldest, Instant now, List<Alarm> found) {
        if (oldest == null) {
            return;
        }
        Duration age = Duration.between(oldest, now);
        int step = (int) limits.unsentDays().stream()
                .filter(days -> age.compareTo(Duration.ofDays(days)) >= 0)
                .count();
        if (step > 0) {
            found.add(new Alarm(AlarmKind.OLDEST_UNSENT, code, "", step, oldest, age.toSeconds()));
        }
    }

    private void limitation(String code, @Nullable LocalDate dueOn, Instant now, List<Alarm> found) {
        if (dueOn == null) {
            return;
        }
        LocalDate limitationOn = limitationOn(dueOn);
        long left = ChronoUnit.DAYS.between(LocalDate.ofInstant(now, BusinessClock.COPENHAGEN), limitationOn);
        List<Integer> passed =
                limits.limitationDays().stream().filter(days -> left <= days).toList();
        if (!passed.isEmpty()) {
            int narrowest = passed.stream().mapToInt(Integer::intValue).min().orElseThrow();
            Instant since = limitationOn
                    .minusDays(narrowest)
                    .atStartOfDay(BusinessClock.COPENHAGEN)
                    .toInstant();
            found.add(new Alarm(AlarmKind.LIMITATION_NEAR, code, "", passed.size(), since, left));
        }
    }

    private void certificate(CertificateEnds.End certificate, Instant now, List<Alarm> found) {
        Duration left = Duration.between(now, certificate.endsAt());
        List<Integer> passed = limits.certificateDays().stream()
                .filter(days -> left.compareTo(Duration.ofDays(days)) <= 0)
                .toList();
        if (!passed.isEmpty()) {
            int narrowest = passed.stream().mapToInt(Integer::intValue).min().orElseThrow();
            Instant since = certificate.endsAt().minus(Duration.ofDays(narrowest));
            found.add(
                    new Alarm(AlarmKind.CERTIFICATE_ENDS, "", certificate.name(), passed.size(), since, left.toDays()));
        }
    }

    /**
     * The last day on which a claim can be enforced.
     *
     * <p>Assumed: the general limitation of three years (forældelsesloven section 3), counted from the last payment date
     * (sidste rettidige betalingsdato), which is FBS's due date; nothing that would interrupt it is known here. A civil
     * claim may have a limit of its own, so the years are a setting.
     */
    LocalDate limitationOn(LocalDate dueOn) {
        return dueOn.plusYears(limits.limitationYears());
    }

    private static boolean isLonger(Instant since, Duration limit, Instant now) {
        return Duration.between(since, now).compareTo(limit) > 0;
    }

    private static Instant later(@Nullable Instant one, @Nullable Instant other) {
        Instant first = one == null ? Instant.EPOCH : one;
        Instant second = other == null ? Instant.EPOCH : other;
        return first.isAfter(second) ? first : second;
    }
}
