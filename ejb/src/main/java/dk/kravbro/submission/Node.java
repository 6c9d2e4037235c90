package dk.kravbro.submission;

import dk.kravbro.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * This server among its like: its name, its incarnation, its heartbeat.
 *
 * <p>A node that stood still (stopped process, long collection, moved machine) may wake up after others have settled
 * what it had begun, and no fence in the database can stop a call. So the heartbeat raises an <em>epoch</em> when it
 * finds a gap; a slice keeps the epoch that it began in, and every call is made only if the epoch is still the same
 * and the heartbeat is fresh.
 */
@Singleton
@PermitAll
@Startup
@DependsOn({"SchemaMigration", "DataKeysCheck"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Node {

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Resource
    TimerService timers;

    @Inject
    Settings settings;

    /** Measures, and does not say what time it is. A test puts its own here. */
    LongSupplier ticks = System::nanoTime;

    private final UUID incarnation = UUID.randomUUID();
    private final Pulse pulse = new Pulse(() -> ticks.getAsLong());
    private volatile String name = "node";
    private volatile boolean replaced;

    @PostConstruct
    void start() {
        register(System.getProperty("jboss.node.name", "node"));
        long every = settings.heartbeat().toMillis();
        timers.createIntervalTimer(every, every, new TimerConfig("heartbeat", false));
    }

    void register(String as) {
        name = as;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "insert into nodes (name, incarnation, started_at, beat_at) values (?, ?, now(), now())"
                                + " on conflict (name) do update set incarnation = excluded.incarnation,"
                                + " started_at = now(), beat_at = now()")) {
            statement.setString(1, name);
            statement.setObject(2, incarnation);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("node could not be registered", e);
        }
        SubmissionLog.LOG.nodeUp(name, incarnation.toString());
    }

    @Timeout
    void beat(Timer timer) {
        long now = pulse.now();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "update nodes set beat_at = now() where name = ? and incarnation = ?")) {
            statement.setString(1, name);
            statement.setObject(2, incarnation);
            if (statement.executeUpdate() == 0) {
                replaced = true;
                SubmissionLog.LOG.nodeReplaced(name);
                return;
            }
        } catch (SQLException e) {
            SubmissionLog.LOG.heartbeatFailed(name, e);
            return;
        }
        long stoodStill = pulse.beat(now, settings.frozenGap());
        if (stoodStill > 0) {
            SubmissionLog.LOG.nodeWasFrozen(name, stoodStill / 1_000_000);
        }
    }

    /**
     * The application stops, or its start failed. If nothing that it began is open, it says that it is gone, so that others
     * take over what it had queued at once; else it is left to the age of its last beat.
     */
    @PreDestroy
    void leave() {
        pulse.stop();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "update nodes set beat_at = least(beat_at, now() - ? * interval '1 millisecond')"
                                + " where name = ? and incarnation = ? and not exists (select 1 from deliveries"
                                + " where state = 'SENDING' and owner_node = ?)")) {
            statement.setLong(1, settings.nodeDeadAfter().toMillis() + 1);
            statement.setString(2, name);
            statement.setObject(3, incarnation);
            statement.setString(4, name);
            SubmissionLog.LOG.nodeLeft(name, statement.executeUpdate() == 1);
        } catch (SQLException e) {
            SubmissionLog.LOG.nodeLeftUnsaid(name, e);
        }
    }

    public String name() {
        return name;
    }

    public UUID incarnation() {
        return incarnation;
    }

    /** Whether another server has taken this one's name: then this one does nothing more. */
    public boolean isReplaced() {
        return replaced;
    }

    /** Read before a slice is begun. */
    public long epoch() {
        return pulse.epoch();
    }

    /**
     * {@link #mayCall} for the calls of one slice, to be asked without the container in between: it is asked twice a call.
     */
    public BooleanSupplier mayCallIn(long sliceEpoch) {
        return () -> mayCall(sliceEpoch);
    }

    /** Whether a call of a slice that began in that epoch may be made now. */
    public boolean mayCall(long sliceEpoch) {
        return !replaced && pulse.mayCall(sliceEpoch, settings.frozenGap());
    }
}
