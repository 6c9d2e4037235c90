package dk.kravbro.privacy;

import dk.kravbro.claim.PeopleSeal;
import dk.kravbro.claim.SealedDebtor;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Claims that were written with older keys, and how far a change of keys has come. Walks the claims by id, so many at a time,
 * and keeps the place in the same transaction: who is broken off goes on there.
 */
final class KeyChangeRows {

    /** Claims looked at in one step, by their numbers; each with its versions. */
    static final int STEP = 1000;

    /** A day after it ended the walk begins anew, and finds what a node with an older key wrote meanwhile. */
    private static final String BEGIN = """
            insert into key_changes (data_key, lookup_key, begun_at, up_to_claim, rewritten) values (?, ?, now(), 0, 0)
            on conflict (only_one) do update set data_key = excluded.data_key, lookup_key = excluded.lookup_key,
              begun_at = now(), up_to_claim = 0, rewritten = 0, ended_at = null
            where (key_changes.data_key, key_changes.lookup_key) <> (excluded.data_key, excluded.lookup_key)
              or key_changes.ended_at < now() - interval '1 day'
            """;

    private static final String NEWER = """
            select exists (select 1 from data_keys where number > ?) or exists (select 1 from lookup_keys where number > ?)
            """;

    /** With one key of each kind there is nothing that another could have written. */
    private static final String ALONE =
            "select (select count(*) from data_keys where retired_at is null) <= 1 and (select count(*) from lookup_keys where retired_at is null) <= 1";

    private static final String PLACE = "select up_to_claim from key_changes where ended_at is null for update";

    /** Locked in the order in which intake locks them. */
    private static final String CLAIMS = """
            select c.id, c.agency_id || '-' || c.fee_id as reference, c.debtor from claims c
            where c.id > ? and c.id <= ? and c.debtor is not null and (get_byte(c.debtor, 0) <> ?
              or get_byte(c.debtor_key, 0) <> ? or get_byte(c.name_key, 0) <> ?)
            order by c.id for no key update of c
            """;

    private static final String REWRITE_CLAIMS = """
            update claims c set debtor = u.debtor, debtor_key = u.debtor_key, name_key = u.name_key
            from unnest(?::bigint[], ?::bytea[], ?::bytea[], ?::bytea[]) as u (id, debtor, debtor_key, name_key)
            where c.id = u.id
            """;

    private static final String VERSIONS = """
            select v.claim_id, v.version, v.said from claim_versions v
            where v.claim_id > ? and v.claim_id <= ? and v.said is not null and get_byte(v.said, 0) <> ?
            order by v.claim_id, v.version for no key update of v
            """;

    private static final String REWRITE_VERSIONS = """
            update claim_versions v set said = u.said
            from unnest(?::bigint[], ?::int[], ?::bytea[]) as u (claim_id, version, said)
            where v.claim_id = u.claim_id and v.version = u.version
            """;

    private static final String GO_ON = """
            update key_changes set up_to_claim = ?, rewritten = rewritten + ?,
              ended_at = case when ? >= coalesce((select max(id) from claims), 0) then now() end
            returning rewritten, ended_at is not null as ended
            """;

    private final Connection connection;
    private final PeopleSeal people;
    private final Keys newest;

    KeyChangeRows(Connection connection, PeopleSeal people, Keys newest) {
        this.connection = connection;
        this.people = people;
        this.newest = newest;
    }

    /**
     * What a step did.
     *
     * @param more whether there is more to do
     * @param ended whether it was the last of a walk
     * @param rewritten claims and versions written anew in this walk
     */
    record Step(boolean more, boolean ended, long rewritten) {

        static final Step NOTHING = new Step(false, false, 0);
    }

    /** Looks at the next claims; nothing if all were looked at, or another node has newer keys than this one. */
    Step step() throws SQLException {
        if (isOvertaken() || isAlone()) {
            return Step.NOTHING;
        }
        begin();
        long after;
        try (PreparedStatement place = connection.prepareStatement(PLACE);
                ResultSet row = place.executeQuery()) {
            if (!row.next()) {
                return Step.NOTHING;
            }
            after = row.getLong(1);
        }
        return goOn(after + STEP, rewriteClaims(after) + rewriteVersions(after));
    }

    private boolean isOvertaken() throws SQLException {
        try (PreparedStatement newer = connection.prepareStatement(NEWER)) {
            newer.setInt(1, newest.data());
            newer.setInt(2, newest.lookup());
            try (ResultSet row = newer.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private void begin() throws SQLException {
        try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
            begin.setInt(1, newest.data());
            begin.setInt(2, newest.lookup());
            begin.executeUpdate();
        }
    }

    private Step goOn(long upTo, int rewritten) throws SQLException {
        try (PreparedStatement goOn = connection.prepareStatement(GO_ON)) {
            goOn.setLong(1, upTo);
            goOn.setInt(2, rewritten);
            goOn.setLong(3, upTo);
            try (ResultSet row = goOn.executeQuery()) {
                row.next();
                boolean ended = row.getBoolean("ended");
                return new Step(!ended, ended, row.getLong("rewritten"));
            }
        }
    }

    private boolean isAlone() throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(ALONE);
                ResultSet row = ask.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private int rewriteClaims(long after) throws SQLException {
        List<Long> ids = new ArrayList<>();
        List<SealedDebtor> anew = new ArrayList<>();
        try (PreparedStatement old = connection.prepareStatement(CLAIMS)) {
            old.setLong(1, after);
            old.setLong(2, after + STEP);
            old.setInt(3, newest.data());
            old.setInt(4, newest.lookup());
            old.setInt(5, newest.lookup());
            try (ResultSet row = old.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getLong("id"));
                    anew.add(people.sealedAnew(row.getString("reference"), row.getBytes("debtor")));
                }
            }
        }
        if (ids.isEmpty()) {
            return 0;
        }
        try (PreparedStatement rewrite = connection.prepareStatement(REWRITE_CLAIMS)) {
            rewrite.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            rewrite.setArray(2, bytes(anew.stream().map(SealedDebtor::sealed).toList()));
            rewrite.setArray(
                    3, bytes(anew.stream().map(SealedDebtor::identityKey).toList()));
            rewrite.setArray(4, bytes(anew.stream().map(SealedDebtor::nameKey).toList()));
            return rewrite.executeUpdate();
        }
    }

    private int rewriteVersions(long after) throws SQLException {
        List<Long> claims = new ArrayList<>();
        List<Integer> versions = new ArrayList<>();
        List<byte[]> anew = new ArrayList<>();
        try (PreparedStatement old = connection.prepareStatement(VERSIONS)) {
            old.setLong(1, after);
            old.setLong(2, after + STEP);
            old.setInt(3, newest.data());
            try (ResultSet row = old.executeQuery()) {
                while (row.next()) {
                    claims.add(row.getLong("claim_id"));
                    versions.add(row.getInt("version"));
                    anew.add(people.sealedAnew(row.getLong("claim_id"), row.getInt("version"), row.getBytes("said")));
                }
            }
        }
        if (claims.isEmpty()) {
            return 0;
        }
        try (PreparedStatement rewrite = connection.prepareStatement(REWRITE_VERSIONS)) {
            rewrite.setArray(1, connection.createArrayOf("bigint", claims.toArray()));
            rewrite.setArray(2, connection.createArrayOf("int", versions.toArray()));
            rewrite.setArray(3, bytes(anew));
            return rewrite.executeUpdate();
        }
    }

    private Array bytes(List<byte[]> values) throws SQLException {
        return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
    }
}
