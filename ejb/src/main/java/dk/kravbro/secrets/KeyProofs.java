package dk.kravbro.secrets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;

/**
 * Holds a node's keys against its database: each number's first node leaves a proof there, which only the same key can
 * make or open. Otherwise two nodes could each have a key of their own under one number, and nobody would notice until
 * somebody reads.
 */
public final class KeyProofs {

    private static final String PROOF = "kravbro";

    private final Connection connection;

    /** On that connection and in its transaction, if it has one. */
    public KeyProofs(Connection connection) {
        this.connection = connection;
    }

    /**
     * Demands the keys that seal, and leaves proofs of those that are new.
     *
     * @throws SecretMissing naming the alias that is missing or another key, and what to do
     */
    public void hold(DataSeal seal) throws SQLException {
        hold(
                "data_keys",
                Secrets.DATA_KEY,
                seal.numbers(),
                number -> seal.seal(number, place(number), bytes()),
                (number, proof) -> opens(seal, number, proof));
    }

    /**
     * Demands the keys that hash, and leaves proofs of those that are new.
     *
     * @throws SecretMissing naming the alias that is missing or another key, and what to do
     */
    public void hold(LookupHash hash) throws SQLException {
        IntFunction<byte[]> made = number -> hash.hash(number, PROOF, LookupHash.LONGEST);
        hold(
                "lookup_keys",
                Secrets.LOOKUP_KEY,
                hash.numbers(),
                made,
                (number, proof) -> MessageDigest.isEqual(proof, made.apply(number)));
    }

    /** First looks, then leaves, then looks again: a node that cannot start leaves nothing that others would have to have. */
    private void hold(
            String table, String kind, Set<Integer> here, IntFunction<byte[]> made, BiPredicate<Integer, byte[]> same)
            throws SQLException {
        demand(kind, here, same, proofs(table));
        for (int number : here) {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into kravbro." + table + " (number, proof) values (?, ?) on conflict do nothing")) {
                insert.setInt(1, number);
                insert.setBytes(2, made.apply(number));
                insert.executeUpdate();
            }
        }
        demand(kind, here, same, proofs(table));
    }

    private static void demand(
            String kind, Set<Integer> here, BiPredicate<Integer, byte[]> same, Map<Integer, byte[]> proofs) {
        proofs.forEach((number, proof) -> {
            if (!here.contains(number)) {
                throw Secrets.missingHere(kind, number);
            }
            if (!same.test(number, proof)) {
                throw another(kind, number);
            }
        });
    }

    private Map<Integer, byte[]> proofs(String table) throws SQLException {
        Map<Integer, byte[]> proofs = new TreeMap<>();
        try (PreparedStatement read = connection.prepareStatement(
                        "select number, proof from kravbro." + table + " where retired_at is null");
                ResultSet rows = read.executeQuery()) {
            while (rows.next()) {
                proofs.put(rows.getInt(1), rows.getBytes(2));
            }
        }
        return proofs;
    }

    private static boolean opens(DataSeal seal, int number, byte[] proof) {
        try {
            seal.open(place(number), proof);
            return true;
        } catch (NotOpened another) {
            return false;
        }
    }

    private static SecretMissing another(String kind, int number) {
        return new SecretMissing(kind + number + " of the credential store kravbro is not the key that this database's"
                + " values were written with; put the store's right key back (\"Data keys\" in the operations manual)");
    }

    private static byte[] bytes() {
        return PROOF.getBytes(StandardCharsets.US_ASCII);
    }

    private static String place(int number) {
        return "data_keys.proof:" + number;
    }
}
