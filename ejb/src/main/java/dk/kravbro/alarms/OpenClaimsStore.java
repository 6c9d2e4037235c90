package dk.kravbro.alarms;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Walks through everything of live municipalities that is not told and keeps what alarms need of it. The walk is as long
 * as the backlog and knows nothing of the history: the index (municipality, state, id) leads to it.
 */
@ApplicationScoped
class OpenClaimsStore {

    private static final int LIMIT_SECONDS = 300;

    /**
     * A refusal counts until it is corrected or made needless, as on the work list. What a municipality's earliest date
     * holds back counts nowhere: it chose not to send it (the same condition as the release of deliveries in a run). What a
     * readiness rule holds back waits for FBS, not for us: it does not grow old here, but it comes near its limitation.
     *
     * <p>{@code offset 0} keeps the walk one per municipality, and {@code limit 1} each look at another delivery a step into
     * an index; with a join and {@code exists} the planner reads the whole history once instead (a test shows the plan).
     */
    static final String COUNT = """
            insert into open_claims as o (municipality_code, oldest_unsent_at, nearest_due_on, due, read_at)
            select m.code, min(x.created_at) filter (where x.state <> 'REFUSED' and not x.stopped), min(x.due_on),
              count(*) filter (where x.state = 'DUE'), now()
            from municipalities m
            left join lateral (
              select d.state, d.created_at, v.due_on,
                d.state = 'WAITING' and claim_is_stopped(d.claim_id)
                  and (select true from deliveries t where t.claim_id = d.claim_id and t.kind = 'REGISTER'
                    and t.state = 'ACCEPTED' limit 1) is null as stopped
              from deliveries d
              cross join lateral (select t.due_on, t.incurred_on from claim_versions t
                where t.claim_id = d.claim_id and t.version = case when d.state = 'WAITING' and d.kind = 'REGISTER'
                  then (select c.version from claims c where c.id = d.claim_id) else d.version end limit 1) v
              where d.municipality_code = m.code
                and d.state in ('WAITING', 'DUE', 'QUEUED', 'SENDING', 'IN_DOUBT', 'ON_WORKLIST', 'REFUSED')
                and not (d.state = 'REFUSED' and (
                  (select true from deliveries k where k.corrects = d.id limit 1) is not null
                  or d.kind <> 'WITHDRAW' and (select w.withdrawn from claims w where w.id = d.claim_id)))
                and not (d.state = 'WAITING' and m.earliest_fee_on is not null and v.incurred_on < m.earliest_fee_on
                  and (select true from deliveries t where t.claim_id = d.claim_id and t.kind = 'REGISTER'
                    and t.state = 'ACCEPTED' limit 1) is null)
              offset 0
            ) x on true
            where m.live_on <= (now() at time zone 'Europe/Copenhagen')::date
            group by m.code order by m.code
            on conflict (municipality_code) do update set oldest_unsent_at = excluded.oldest_unsent_at,
              nearest_due_on = excluded.nearest_due_on, due = excluded.due, read_at = excluded.read_at
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    /** Walks once. */
    void count() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(COUNT)) {
            statement.setQueryTimeout(LIMIT_SECONDS);
            statement.executeUpdate();
        }
    }
}
