package dk.kravbro.settlement;

import static java.nio.charset.StandardCharsets.UTF_8;

import dk.kravbro.archive.MessageSeal;
import dk.kravbro.audit.Actor;
import dk.kravbro.audit.AuditTrail;
import dk.kravbro.audit.Role;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Shows a message of the back channel as it came, to an auditor with a reason; each reading and each refusal is in the audit
 * trail before anybody sees the text.
 */
@Stateless
@PermitAll
public class MessageReadings {

    private static final String FIND = """
            select s.municipality_cvr, s.message_id, s.sealed, s.raw, s.state, s.reason, s.received_at, m.code
            from kravbro.settlement_messages s left join kravbro.municipalities m on m.cvr = s.municipality_cvr
            where s.id = ?
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    MessageSeal seal;

    @Inject
    AuditTrail audit;

    /** What came of asking for a message. */
    public sealed interface Reading {

        /**
         * Here it is. Its text holds people: to be shown to the one who asked, and nowhere else.
         *
         * @param text as it came; null if it was applied long ago and is forgotten
         */
        record Shown(
                long id,
                String state,
                String reason,
                Instant receivedAt,
                @Nullable String text) implements Reading {

            /** Never prints people. */
            @Override
            public String toString() {
                return "Shown[" + id + "]";
            }
        }

        /** There is none, or it is another municipality's. */
        record NotFound() implements Reading {}

        /** The reader is no auditor. */
        record Refused() implements Reading {}
    }

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares two.
    private record Found(
            Reading.Shown bare,
            String place,
            @Nullable String code,
            byte @Nullable [] sealed,
            @Nullable String raw) {
        /** Never prints a message. */
        @Override
        public String toString() {
            return "Found[" + place + "]";
        }
    }

    /**
     * A message as it came.
     *
     * @param id our number of it, as the log and the work list name it
     * @param reason why the reader wants to see it; without personal data
     * @throws StorageFailure if the database does not answer
     */
    public Reading read(Actor actor, long id, String reason) {
        Optional<Found> found = find(id);
        String code = found.map(Found::code).orElse(null);
        if (!actor.is(Role.AUDITOR)) {
            refuse(actor, id, code, "no auditor");
            return new Reading.Refused();
        }
        if (found.isEmpty()) {
            return new Reading.NotFound();
        }
        // What nobody could read is nobody's: only who may see every municipality sees it.
        if (!(code == null ? actor.is(Role.OPERATOR) : actor.mayAudit(code))) {
            refuse(actor, id, code, "another municipality's");
            return new Reading.NotFound();
        }
        record(actor, "raw messages shown", id, code, reason);
        SettlementLog.LOG.shown(id, actor.name());
        return shown(found.get());
    }

    private Reading shown(Found found) {
        byte[] sealed = found.sealed();
        String text = sealed == null ? found.raw() : new String(seal.open(found.place(), sealed), UTF_8);
        Reading.Shown bare = found.bare();
        return new Reading.Shown(bare.id(), bare.state(), bare.reason(), bare.receivedAt(), text);
    }

    private void refuse(Actor actor, long id, @Nullable String code, String why) {
        record(actor, "raw messages refused", id, code, why);
        SettlementLog.LOG.readingRefused(id, actor.name());
    }

    private void record(Actor actor, String action, long id, @Nullable String code, String detail) {
        String subject = "settlement message " + id;
        if (code == null) {
            audit.record(actor, action, subject, detail);
        } else {
            audit.record(actor, action, subject, code, detail);
        }
    }

    private Optional<Found> find(long id) {
        try (Connection connection = database.getConnection();
                PreparedStatement read = connection.prepareStatement(FIND)) {
            read.setLong(1, id);
            try (ResultSet row = read.executeQuery()) {
                return row.next() ? Optional.of(found(id, row)) : Optional.empty();
            }
        } catch (SQLException broken) {
            throw new StorageFailure("read a message", broken);
        }
    }

    private static Found found(long id, ResultSet row) throws SQLException {
        return new Found(
                new Reading.Shown(
                        id,
                        row.getString("state"),
                        row.getString("reason"),
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        null),
                SettlementMessages.place(row.getString("municipality_cvr"), row.getString("message_id")),
                row.getString("code"),
                row.getBytes("sealed"),
                row.getString("raw"));
    }
}
