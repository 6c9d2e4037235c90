package dk.kravbro.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Notices that wait for a person. Works in the caller's transaction. */
final class ParkedNotices {

    private final Connection connection;
    private final OffsetDateTime now;

    ParkedNotices(Connection connection, Instant now) {
        this.connection = connection;
        this.now = now.atOffset(ZoneOffset.UTC);
    }

    /** Parks a notice; one that is parked already stays as it is. */
    void park(Said said, String municipalityCode, long messageId, String reason) throws SQLException {
        park(said, said.key(), municipalityCode, messageId, reason);
    }

    /** Parks a notice whose own key is taken by another one. */
    void parkUnderOtherKey(Said said, String municipalityCode, long messageId, String reason) throws SQLException {
        park(said, said.key() + '#' + messageId, municipalityCode, messageId, reason);
    }

    private void park(Said said, String key, String municipalityCode, long messageId, String reason)
            throws SQLException {
        try (PreparedStatement park = connection.prepareStatement("insert into kravbro.parked_notices"
                + " (municipality_code, message_id, notice_key, claim_reference, kind, amount_ore, value_on, reason,"
                + " parked_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (notice_key) do nothing")) {
            park.setString(1, municipalityCode);
            park.setLong(2, messageId);
            park.setString(3, key);
            park.setString(4, said.reference());
            park.setString(5, said.kind());
            park.setObject(6, said.ore(), Types.BIGINT);
            park.setObject(7, said.valueOn());
            park.setString(8, reason);
            park.setObject(9, now);
            park.executeUpdate();
        }
    }

    /** A notice that was parked came again and could be applied: nobody has to look at it any more. */
    void resolve(Said said) throws SQLException {
        try (PreparedStatement resolve = connection.prepareStatement("update kravbro.parked_notices"
                + " set resolved_at = ?, resolved_by = 'kravbro' where notice_key = ? and resolved_at is null")) {
            resolve.setObject(1, now);
            resolve.setString(2, said.key());
            resolve.executeUpdate();
        }
    }
}
