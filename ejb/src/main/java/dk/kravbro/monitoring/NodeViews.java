package dk.kravbro.monitoring;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.settings.Settings;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The servers on this database, alive or not, and what each has at work. */
@Stateless
@PermitAll
public class NodeViews {

    /** Alive by the database's clock, as its fellows judge it. */
    private static final String NODES = """
            select n.name, n.incarnation, n.started_at, n.beat_at,
              n.beat_at > now() - ? * interval '1 millisecond' as alive,
              count(d.id) filter (where d.state = 'QUEUED') as queued,
              count(d.id) filter (where d.state = 'SENDING') as sending,
              count(distinct d.slice_id) filter (where d.state = 'SENDING') as slices
            from nodes n left join deliveries d on d.owner_node = n.name and d.state in ('QUEUED', 'SENDING')
            group by n.name order by n.name limit 1000
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource source;

    @Inject
    Settings settings;

    /**
     * A server.
     *
     * @param alive whether its last heartbeat is younger than the age from which on others take over
     * @param queued deliveries that wait in its queue
     * @param sending deliveries that it has begun
     * @param slices slices that it has at work
     */
    public record NodeView(
            String name,
            UUID incarnation,
            Instant startedAt,
            Instant lastHeartbeat,
            boolean alive,
            long queued,
            long sending,
            long slices) {}

    /**
     * All servers that were ever on this database.
     *
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public List<NodeView> all(Actor actor) {
        actor.demand(Role.OPERATOR);
        return new Reads(source)
                .list(NODES, NodeViews::node, settings.nodeDeadAfter().toMillis());
    }

    private static NodeView node(ResultSet row) throws SQLException {
        return new NodeView(
                row.getString("name"),
                row.getObject("incarnation", UUID.class),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("beat_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("alive"),
                row.getLong("queued"),
                row.getLong("sending"),
                row.getLong("slices"));
    }
}
