package dk.kravbro.submission;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** What a person's settling of a delivery on the work list reads and writes, in the caller's transaction. */
@ApplicationScoped
class WorklistStore {

    private static final String LOCK = """
            select d.state, d.attempts, d.municipality_code, c.agency_id || '-' || c.fee_id, coalesce(d.settled_by, ''),
              coalesce((select i.finding from inquiries i where i.delivery_id = d.id order by i.id desc limit 1), '')
            from deliveries d join claims c on c.id = d.claim_id where d.id = ? for update of d
            """;

    /** As an engine's outcome is written, with a person for actor. What goes out again is not settled by anybody. */
    private static final String SETTLE = """
            with u as (select ? as state, ? as words, ? as receipt, ? as person, ? as delivery_id),
            x as (
              update deliveries d set state = u.state, reason = 'BY_PERSON', reason_text = u.words,
                receipt = nullif(u.receipt, ''), not_before = null,
                settled_by = case when u.state <> 'DUE' then u.person end,
                settled_at = case when u.state <> 'DUE' then now() end
              from u where d.id = u.delivery_id
              returning d.id, d.claim_id, d.municipality_code, d.kind, d.amount_ore, u.state, u.words, u.receipt,
                u.person),
            z as (
              insert into events (municipality_code, claim_id, delivery_id, kind, amount_ore, at, actor, detail)
              select municipality_code, claim_id, id, case state when 'DUE' then 'NOT_FOUND' else state end,
                amount_ore, now(), person,
                case state when 'ACCEPTED' then trim(kind || ' ' || receipt) else kind || ' BY_PERSON ' || words end
              from x returning id, kind)
            insert into answers_pending (event_id) select id from z where kind in ('ACCEPTED', 'REFUSED')
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    /**
     * A delivery as it is, locked.
     *
     * @param lastFinding of the latest inquiry; empty if it was never asked about
     */
    record Standing(
            DeliveryState state,
            int attempts,
            String municipality,
            String claimReference,
            String settledBy,
            String lastFinding) {

        /** What a reader of the work list saw: another stay there is another sight. */
        String seen() {
            return state + "-" + attempts;
        }
    }

    /** Locks a delivery and reads it; empty if there is none. */
    Optional<Standing> lock(long delivery) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setLong(1, delivery);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Standing(
                                DeliveryState.valueOf(row.getString(1)),
                                row.getInt(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6)))
                        : Optional.empty();
            }
        }
    }

    /** Ends a delivery's stay on the work list; its lock is held by the caller. */
    void settle(long delivery, DeliveryState to, WorklistSettlement settlement, String person) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(SETTLE)) {
            statement.setString(1, to.name());
            statement.setString(2, settlement.reason());
            statement.setString(3, settlement.receipt());
            statement.setString(4, person);
            statement.setLong(5, delivery);
            statement.executeUpdate();
        }
    }
}
