package dk.kravbro.privacy;

import dk.kravbro.claim.OpenDebtor;
import dk.kravbro.claim.PeopleSeal;
import dk.kravbro.claim.Said;
import dk.kravbro.claim.SealedDebtor;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows that stand in clear, as the schema had them up to version 14; seals them, some at a time. */
final class PlainPeople {

    private static final int CHUNK = 1000;

    private static final String CLAIMS = """
            select c.id, c.agency_id, c.fee_id, c.content_hash, c.debtor_identity, c.debtor_name,
              coalesce(v.parties -> 'debtor' ->> 'form', v.parties -> 'debtor' ->> 'kind') as kind
            from kravbro.claims c
            left join kravbro.claim_versions v on v.claim_id = c.id and v.version = c.version
            where c.id > ? order by c.id limit ?
            """;

    private static final String SEAL_CLAIMS = """
            update kravbro.claims c set debtor = u.debtor, debtor_key = u.debtor_key, name_key = u.name_key
            from unnest(?::bigint[], ?::bytea[], ?::bytea[], ?::bytea[]) as u (id, debtor, debtor_key, name_key)
            where c.id = u.id
            """;

    private static final String VERSIONS = """
            select claim_id, version, content_hash, description, parties::text as parties, fee::text as fee
            from kravbro.claim_versions where (claim_id, version) > (?, ?) order by claim_id, version limit ?
            """;

    private static final String SEAL_VERSIONS = """
            update kravbro.claim_versions v set said = u.said
            from unnest(?::bigint[], ?::int[], ?::bytea[]) as u (claim_id, version, said)
            where v.claim_id = u.claim_id and v.version = u.version
            """;

    /** Looking for the provider is dearer than reading with it. */
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private final Connection connection;
    private final PeopleSeal people;

    PlainPeople(Connection connection, PeopleSeal people) {
        this.connection = connection;
        this.people = people;
    }

    /** Seals all. */
    void seal() throws SQLException {
        long claim = 0;
        while (claim >= 0) {
            claim = sealClaims(claim);
        }
        Version version = new Version(0, 0);
        while (version.claim() >= 0) {
            version = sealVersions(version);
        }
    }

    private record Version(long claim, int version) {}

    /** The last claim sealed; below 0 if there was none left. */
    private long sealClaims(long after) throws SQLException {
        List<Long> ids = new ArrayList<>();
        List<SealedDebtor> sealed = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement(CLAIMS)) {
            read.setLong(1, after);
            read.setInt(2, CHUNK);
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    String kind = row.getString("kind");
                    ids.add(row.getLong("id"));
                    sealed.add(people.seal(
                            row.getString("agency_id") + "-" + row.getLong("fee_id"),
                            new OpenDebtor(
                                    row.getString("content_hash"),
                                    kind == null ? "CPR" : kind,
                                    row.getString("debtor_identity"),
                                    row.getString("debtor_name"))));
                }
            }
        }
        if (ids.isEmpty()) {
            return -1;
        }
        try (PreparedStatement write = connection.prepareStatement(SEAL_CLAIMS)) {
            write.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            write.setArray(2, bytes(sealed.stream().map(SealedDebtor::sealed).toList()));
            write.setArray(
                    3, bytes(sealed.stream().map(SealedDebtor::identityKey).toList()));
            write.setArray(4, bytes(sealed.stream().map(SealedDebtor::nameKey).toList()));
            write.executeUpdate();
        }
        return ids.get(ids.size() - 1);
    }

    private Version sealVersions(Version after) throws SQLException {
        List<Version> versions = new ArrayList<>();
        List<byte[]> sealed = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement(VERSIONS)) {
            read.setLong(1, after.claim());
            read.setInt(2, after.version());
            read.setInt(3, CHUNK);
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    Version version = new Version(row.getLong("claim_id"), row.getInt("version"));
                    versions.add(version);
                    sealed.add(people.seal(
                            version.claim(),
                            version.version(),
                            new Said(
                                    row.getString("content_hash"),
                                    row.getString("description"),
                                    parties(row.getString("parties")),
                                    row.getString("fee"))));
                }
            }
        }
        if (versions.isEmpty()) {
            return new Version(-1, 0);
        }
        try (PreparedStatement write = connection.prepareStatement(SEAL_VERSIONS)) {
            write.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", versions.stream().map(Version::claim).toArray()));
            write.setArray(
                    2,
                    connection.createArrayOf(
                            "int", versions.stream().map(Version::version).toArray()));
            write.setArray(3, bytes(sealed));
            write.executeUpdate();
        }
        return versions.get(versions.size() - 1);
    }

    private java.sql.Array bytes(List<byte[]> values) throws SQLException {
        return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
    }

    /**
     * People in the one form in which intake writes them, for netting compares texts: a column of type jsonb has names and blanks
     * in an order and number of its own.
     */
    static String parties(String kept) {
        try (JsonReader reader = READERS.createReader(new StringReader(kept))) {
            JsonObject people = reader.readObject();
            StringBuilder text = new StringBuilder("{\"debtor\":");
            party(people.getJsonObject("debtor"), text);
            text.append(",\"guardians\":[");
            JsonArray guardians =
                    people.containsKey("guardians") ? people.getJsonArray("guardians") : JsonValue.EMPTY_JSON_ARRAY;
            for (int i = 0; i < guardians.size(); i++) {
                text.append(i == 0 ? "" : ",");
                party(guardians.getJsonObject(i), text);
            }
            return text.append("]}").toString();
        }
    }

    private static void party(JsonObject party, StringBuilder text) {
        String separator = "{";
        for (String name : List.of("kind", "identity", "name", "form")) {
            if (party.containsKey(name)) {
                text.append(separator).append('"').append(name).append("\":");
                quote(party.getString(name), text);
                separator = ",";
            }
        }
        text.append(separator.equals("{") ? "{}" : "}");
    }

    private static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
