package dk.kravbro.submission;

import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.settings.Settings;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Debtor systems that are known to be away, per municipality: after some slices in a row that reached nobody, one delivery
 * at a time goes there as a probe, in growing intervals, and nothing else. Time in which it is away costs no delivery an
 * attempt; the first answer opens the way again, and what rested because of the outage is due at once.
 */
@ApplicationScoped
class Outages {

    /** Codes of outcomes that say that nobody was reached, or nobody who could answer. */
    static final Set<String> REACHED_NOBODY = Set.of(
            "CONNECT_REFUSED",
            "CONNECT_TIMED_OUT",
            "HOST_UNKNOWN",
            "TLS_REFUSED",
            "ANSWER_TIMED_OUT",
            "DEADLINE_PASSED",
            "CONNECTION_LOST",
            "PLATFORM_NO_ROUTE",
            "PLATFORM_ACCESS_DENIED",
            "PLATFORM_THROTTLED",
            "PLATFORM_RECEIVER_UNREACHABLE",
            "PLATFORM_RECEIVER_TIMED_OUT",
            "HTTP_NOT_LET_IN",
            "HTTP_NO_SUCH_PLACE",
            "HTTP_TOO_MANY",
            "HTTP_UNCERTAIN");

    /** Longer than any rest between two probes. */
    private static final Duration SUSPICION = Duration.ofHours(2);

    private static final String MISSED = """
            insert into outages as o (municipality_code, failures, code)
            select code, 1, ? from municipalities where cvr = ?
            on conflict (municipality_code) do update set code = excluded.code, changed_at = now(),
              failures = case when o.away_since is null and o.changed_at < now() - interval '10 minutes' then 1
                else o.failures + 1 end
            returning municipality_code, failures
            """;

    private static final String REST = """
            update outages set away_since = coalesce(away_since, now()), probe_at = now() + ? * interval '1 millisecond'
            where municipality_code = ?
            """;

    private static final String REACHED = """
            with gone as (delete from outages where municipality_code = (select code from municipalities where cvr = ?)
              returning municipality_code, away_since),
            due as (update deliveries d set not_before = null from gone
              where gone.away_since is not null and d.municipality_code = gone.municipality_code and d.state = 'DUE'
                and d.not_before > now() and d.reason = any (?))
            select municipality_code from gone where away_since is not null
            """;

    private static final String PROBE = """
            update outages set probe_at = now() + ? * interval '1 millisecond'
            where municipality_code = ? and away_since is not null and probe_at <= now()
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    Settings settings;

    /** Until when (by the machine's nanoseconds) every answer is told to the database: while somebody was missed of late. */
    private final AtomicLong suspiciousUntil = new AtomicLong(System.nanoTime());

    /** Notes that a slice reached nobody; after some in a row the debtor system counts as away. */
    void missed(String municipalityCvr, String code) throws SQLException {
        suspect();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(MISSED)) {
            statement.setString(1, code);
            statement.setString(2, municipalityCvr);
            String municipality;
            int failures;
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return;
                }
                municipality = row.getString(1);
                failures = row.getInt(2);
            }
            int probes = failures - settings.awayAfterSlices();
            if (probes >= 0) {
                rest(connection, municipality, restAfter(probes + 1));
                if (probes == 0) {
                    SubmissionLog.LOG.debtorSystemAway(municipality, code);
                }
            }
        }
    }

    private Duration restAfter(int probe) {
        return new RetrySchedule(settings.probeFirst(), settings.probeMax()).after(probe, ThreadLocalRandom.current());
    }

    private static void rest(Connection connection, String municipality, Duration rest) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REST)) {
            statement.setLong(1, rest.toMillis());
            statement.setString(2, municipality);
            statement.executeUpdate();
        }
    }

    private void suspect() {
        suspiciousUntil.set(System.nanoTime() + SUSPICION.toNanos());
    }

    /** Notes that a debtor system answered: it is there. Costs nothing while this node has missed nobody of late. */
    void reached(String municipalityCvr) throws SQLException {
        if (System.nanoTime() - suspiciousUntil.get() > 0) {
            return;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(REACHED)) {
            statement.setString(1, municipalityCvr);
            statement.setArray(2, connection.createArrayOf("text", REACHED_NOBODY.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    SubmissionLog.LOG.debtorSystemBack(row.getString(1));
                }
            }
        }
    }

    /**
     * Notes that a debtor system answered an inquiry: worth a probe at once. No more than that, since another service of it
     * takes deliveries.
     */
    void heard(String municipality) throws SQLException {
        if (System.nanoTime() - suspiciousUntil.get() > 0) {
            return;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "update outages set probe_at = now() where municipality_code = ? and probe_at > now()")) {
            statement.setString(1, municipality);
            statement.executeUpdate();
        }
    }

    /**
     * Takes the one probe that is due; whoever gets true sends one delivery. If no outcome of it is ever heard, the next
     * one may go after the longest rest.
     */
    boolean takeProbe(String municipality) throws SQLException {
        suspect();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(PROBE)) {
            statement.setLong(1, settings.probeMax().toMillis());
            statement.setString(2, municipality);
            return statement.executeUpdate() == 1;
        }
    }

    /** What a slice's outcomes say of the debtor system: empty if nothing. */
    static Optional<Boolean> reached(Iterable<RecordedOutcome> outcomes) {
        boolean missed = false;
        for (RecordedOutcome outcome : outcomes) {
            if (outcome.state() == DeliveryState.ACCEPTED || outcome.state() == DeliveryState.REFUSED) {
                return Optional.of(true);
            }
            missed |= REACHED_NOBODY.contains(outcome.code());
        }
        return missed ? Optional.of(false) : Optional.empty();
    }

    /** Whether a call's outcome says that nobody was reached. */
    static boolean reachedNobody(DeliveryOutcome outcome) {
        if (outcome instanceof DeliveryOutcome.NotDelivered not) {
            return REACHED_NOBODY.contains(not.code());
        }
        return outcome instanceof DeliveryOutcome.InDoubt doubt && REACHED_NOBODY.contains(doubt.code());
    }

    /** The first code that says that nobody was reached. */
    static String cause(List<RecordedOutcome> outcomes) {
        return outcomes.stream()
                .map(RecordedOutcome::code)
                .filter(REACHED_NOBODY::contains)
                .findFirst()
                .orElse("");
    }
}
