package dk.kravbro.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Who may deliver for whom (afsenderens tilknytning), by the CVR number of the sender's certificate: a municipality for
 * itself, and who it registered. The platform, which routes for everybody, is a setting and not asked about here. Works in
 * the caller's transaction.
 */
final class Senders {

    private final Connection connection;

    Senders(Connection connection) {
        this.connection = connection;
    }

    /** Whether this sender may deliver for the municipality with this CVR number; never for one that nobody knows. */
    boolean mayDeliver(String sender, String municipalityCvr) throws SQLException {
        return isThere(
                "select 1 from kravbro.municipalities m where m.cvr = ? and (m.cvr = ? or exists (select 1"
                        + " from kravbro.municipality_senders s where s.municipality_code = m.code and s.cvr = ?))",
                municipalityCvr,
                sender,
                sender);
    }

    /** Whether this sender may deliver for any municipality. */
    boolean isKnown(String sender) throws SQLException {
        return isThere(
                "select 1 from kravbro.municipalities where cvr = ?"
                        + " union all select 1 from kravbro.municipality_senders where cvr = ?",
                sender,
                sender);
    }

    /** Code of the municipality with this CVR number. */
    Optional<String> code(String municipalityCvr) throws SQLException {
        try (PreparedStatement find =
                connection.prepareStatement("select code from kravbro.municipalities where cvr = ?")) {
            find.setString(1, municipalityCvr);
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private boolean isThere(String query, String... values) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                ask.setString(i + 1, values[i]);
            }
            try (ResultSet row = ask.executeQuery()) {
                return row.next();
            }
        }
    }
}
