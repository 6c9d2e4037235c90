package dk.kravbro.client;

import dk.kravbro.audit.Reach;
import dk.kravbro.audit.Role;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The clients' rows. Works in the caller's transaction. */
final class ClientRows {

    private static final String READ = "select c.name, c.enabled, c.roles, c.everywhere, c.requests_per_minute,"
            + " c.lines_per_minute,"
            + " array(select a.agency_id from kravbro.client_agencies a where a.client = c.name),"
            + " array(select m.municipality_code from kravbro.client_municipalities m where m.client = c.name),"
            + " array(select p.kind || ' ' || p.value from kravbro.client_proofs p where p.client = c.name"
            + " order by p.kind, p.value)"
            + " from kravbro.clients c ";

    private final Connection connection;

    ClientRows(Connection connection) {
        this.connection = connection;
    }

    /** One change at a time: what proves two clients would prove none. Readers do not wait. */
    void lock() throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                        "select pg_advisory_xact_lock(hashtextextended('kravbro.clients', 2))");
                ResultSet held = lock.executeQuery()) {
            held.next();
        }
    }

    /** Every client, by name. */
    List<Client> all() throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(READ + "order by c.name")) {
            return clients(read);
        }
    }

    Optional<Client> find(String name) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(READ + "where c.name = ?")) {
            read.setString(1, name);
            return clients(read).stream().findFirst();
        }
    }

    private static List<Client> clients(PreparedStatement read) throws SQLException {
        try (ResultSet rows = read.executeQuery()) {
            List<Client> clients = new ArrayList<>();
            while (rows.next()) {
                clients.add(new Client(
                        rows.getString(1),
                        rows.getBoolean(2),
                        texts(rows.getArray(3)).stream().map(ClientRows::role).collect(Collectors.toSet()),
                        new Reach(
                                rows.getBoolean(4),
                                Set.copyOf(texts(rows.getArray(7))),
                                Set.copyOf(texts(rows.getArray(8)))),
                        rows.getInt(5),
                        rows.getInt(6),
                        texts(rows.getArray(9)).stream().map(ClientRows::proof).toList()));
            }
            return clients;
        }
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static Role role(String group) {
        return Arrays.stream(Role.values())
                .filter(role -> role.groupName().equals(group))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the database checks roles"));
    }

    private static Proof proof(String written) {
        int end = written.indexOf(' ');
        return new Proof(Proof.Kind.valueOf(written.substring(0, end)), written.substring(end + 1));
    }

    /** Writes a client over what there was of it. */
    void write(Client client, String by) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(
                "insert into kravbro.clients"
                        + " (name, enabled, roles, everywhere, requests_per_minute, lines_per_minute, changed_by)"
                        + " values (?, ?, ?, ?, ?, ?, ?) on conflict (name) do update set enabled = excluded.enabled,"
                        + " roles = excluded.roles, everywhere = excluded.everywhere,"
                        + " requests_per_minute = excluded.requests_per_minute,"
                        + " lines_per_minute = excluded.lines_per_minute, changed_at = now(), changed_by = excluded.changed_by")) {
            write.setString(1, client.name());
            write.setBoolean(2, client.enabled());
            write.setArray(
                    3,
                    connection.createArrayOf(
                            "text",
                            client.roles().stream()
                                    .map(Role::groupName)
                                    .sorted()
                                    .toArray()));
            write.setBoolean(4, client.reach().everywhere());
            write.setInt(5, client.requestsPerMinute());
            write.setInt(6, client.linesPerMinute());
            write.setString(7, by);
            write.executeUpdate();
        }
        replace(
                "client_agencies (client, agency_id)",
                client.name(),
                client.reach().agencies());
        replace(
                "client_municipalities (client, municipality_code)",
                client.name(),
                client.reach().municipalities());
        clear("client_proofs", client.name());
        try (PreparedStatement add = connection.prepareStatement(
                "insert into kravbro.client_proofs (client, kind, value) values (?, ?, ?)")) {
            for (Proof proof : client.proofs()) {
                add.setString(1, client.name());
                add.setString(2, proof.kind().name());
                add.setString(3, proof.value());
                add.executeUpdate();
            }
        }
    }

    /** @param columns table and columns, of this class alone */
    private void replace(String columns, String client, Collection<String> values) throws SQLException {
        clear(columns.substring(0, columns.indexOf(' ')), client);
        try (PreparedStatement add = connection.prepareStatement(
                "insert into kravbro." + columns + " select ?, value from unnest(?) as value")) {
            add.setString(1, client);
            add.setArray(2, connection.createArrayOf("text", values.toArray()));
            add.executeUpdate();
        }
    }

    private void clear(String table, String client) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from kravbro." + table + " where client = ?")) {
            delete.setString(1, client);
            delete.executeUpdate();
        }
    }

    /** Those of the codes that no municipality has. */
    List<String> unknown(Set<String> codes) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("select code from unnest(?) as code where not exists"
                + " (select 1 from kravbro.municipalities m where m.code = code.code) order by code")) {
            ask.setArray(1, connection.createArrayOf("text", codes.toArray()));
            try (ResultSet rows = ask.executeQuery()) {
                List<String> unknown = new ArrayList<>();
                while (rows.next()) {
                    unknown.add(rows.getString(1));
                }
                return unknown;
            }
        }
    }
}
