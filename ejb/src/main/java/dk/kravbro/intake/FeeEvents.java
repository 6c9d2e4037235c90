package dk.kravbro.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.function.Function;
import org.hibernate.Session;

/** The events that intake adds to claims' timelines. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class FeeEvents {

    // One statement for the lot: the table's key comes from the database, which Hibernate would fetch row by row.
    private static final String ADD =
            "insert into kravbro.events (municipality_code, claim_id, kind, amount_ore, at, actor, detail)"
                    + " select * from unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::timestamptz[],"
                    + " ?::text[], ?::text[])";

    @PersistenceContext(unitName = "kravbro")
    EntityManager entities;

    /** Adds these, in this order, after everything else that the transaction wrote. */
    public void add(List<FeeEvent> events) {
        entities.flush();
        if (events.isEmpty()) {
            return;
        }
        entities.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(ADD)) {
                column(
                        insert,
                        connection,
                        1,
                        "text",
                        events,
                        event -> event.claim().municipality().value());
                column(
                        insert,
                        connection,
                        2,
                        "bigint",
                        events,
                        event -> event.claim().id());
                column(
                        insert,
                        connection,
                        3,
                        "text",
                        events,
                        event -> event.kind().name());
                column(
                        insert,
                        connection,
                        4,
                        "bigint",
                        events,
                        event -> event.amount().ore());
                column(insert, connection, 5, "timestamptz", events, event -> Timestamp.from(event.at()));
                column(insert, connection, 6, "text", events, FeeEvent::actor);
                column(insert, connection, 7, "text", events, FeeEvent::detail);
                insert.executeUpdate();
            }
        });
    }

    private static void column(
            PreparedStatement insert,
            Connection connection,
            int index,
            String type,
            List<FeeEvent> events,
            Function<FeeEvent, Object> value)
            throws SQLException {
        insert.setArray(
                index, connection.createArrayOf(type, events.stream().map(value).toArray()));
    }
}
