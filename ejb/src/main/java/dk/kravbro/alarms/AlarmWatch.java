package dk.kravbro.alarms;

import dk.kravbro.secrets.CertificateEnds;
import dk.kravbro.secrets.SecretMissing;
import dk.kravbro.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Looks for alarms again and again. On every node, so that each has figures of its own to show; the one that holds the
 * lease also counts the backlog and speaks to the log.
 */
@Singleton
@PermitAll
@Startup
@DependsOn("SchemaMigration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AlarmWatch {

    /** Name of the timer, as the console shows it. */
    private static final String TIMER = "alarm watch";

    /** Looks for which the lease holds: a dead node's silence ends after that. */
    private static final int LEASE_LOOKS = 3;

    /** Walks through the backlog take this part of the time at most. */
    private static final int SHARE = 50;

    @Inject
    FactsStore facts;

    @Inject
    OpenClaimsStore openClaims;

    @EJB
    AlarmBook book;

    @Inject
    CertificateEnds certificates;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Resource
    TimerService timers;

    private final String node = System.getProperty("jboss.node.name", "node");
    private final UUID incarnation = UUID.randomUUID();
    private volatile AlarmLook latest = AlarmLook.NONE;
    private volatile long nextWalk = System.nanoTime();

    @PostConstruct
    void schedule() {
        long every = settings.alarmCheckEvery().toMillis();
        timers.createIntervalTimer(every, every, new TimerConfig(TIMER, false));
    }

    @Timeout
    void look(Timer timer) {
        look();
    }

    /** What it cannot see is an alarm too (D3). */
    private void look() {
        AlarmLook before = latest;
        try {
            AlarmBook.Speaker self = new AlarmBook.Speaker(
                    node, incarnation, settings.alarmCheckEvery().multipliedBy(LEASE_LOOKS));
            boolean leads = book.lead(self);
            if (leads) {
                walk();
            }
            Facts seen = facts.all().with(certificates.all());
            List<Alarm> alarms = new AlarmRules(AlarmLimits.of(settings)).alarms(seen);
            if (leads) {
                book.note(self, alarms);
            }
            latest = new AlarmLook(clock.instant(), seen, alarms, 0);
            if (before.failures() > 0) {
                AlarmLog.LOG.checkWorks(before.failures());
            }
        } catch (SQLException | EJBException | SecretMissing failed) {
            if (before.failures() == 0) {
                AlarmLog.LOG.checkFailed(failed);
            }
            latest = failed(before);
        }
    }

    /** Counts the backlog, unless the last count took so long that it is not its turn yet (D4). */
    private void walk() throws SQLException {
        long begun = System.nanoTime();
        if (begun - nextWalk < 0) {
            return;
        }
        openClaims.count();
        long ended = System.nanoTime();
        nextWalk = ended + SHARE * (ended - begun);
    }

    /** What was known before, and that nothing newer is. */
    private AlarmLook failed(AlarmLook before) {
        Instant now = clock.instant();
        Instant since = before.failingSince().orElse(now);
        List<Alarm> alarms = new ArrayList<>();
        alarms.add(Alarm.of(AlarmKind.CHECK_FAILED, "", since, now));
        before.alarms().stream()
                .filter(alarm -> alarm.kind() != AlarmKind.CHECK_FAILED)
                .forEach(alarms::add);
        return new AlarmLook(before.at(), before.facts(), List.copyOf(alarms), before.failures() + 1);
    }

    /** What the latest look saw. */
    public AlarmLook latest() {
        return latest;
    }

    /** Whether looks have become too rare: the timer stands still. */
    public boolean isLate() {
        Duration age = Duration.between(latest.at(), clock.instant());
        return !latest.isNone() && age.compareTo(settings.alarmCheckEvery().multipliedBy(LEASE_LOOKS)) > 0;
    }
}
