package dk.kravbro.secrets;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Stops the start of a node whose data keys are not those of its database: with none, with one missing that another node
 * seals with, or with another key under a number that is in use. Each number's first node leaves a proof in the database.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@TransactionManagement(TransactionManagementType.BEAN)
public class DataKeysCheck {

    private static final byte[] PROOF = "kravbro".getBytes(StandardCharsets.US_ASCII);

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    DataSeal seal;

    /**
     * Holds the keys against the database.
     *
     * @throws SecretMissing naming the alias, and what to do
     */
    @PostConstruct
    void check() {
        Set<Integer> here = seal.numbers();
        try (Connection connection = database.getConnection()) {
            for (int number : here) {
                leave(connection, number);
            }
            proofs(connection).forEach((number, proof) -> {
                if (!here.contains(number)) {
                    throw DataSeal.missing(number);
                }
                demand(number, proof);
            });
        } catch (SQLException unreadable) {
            throw new SecretMissing("the data keys cannot be held against the database", unreadable);
        }
    }

    private void demand(int number, byte[] proof) {
        try {
            seal.open(place(number), proof);
        } catch (NotOpened another) {
            throw new SecretMissing(
                    "data-key-" + number + " of the credential store kravbro is not the key that this database's"
                            + " values are sealed with; put the store's right key back (\"Data keys\" in the operations"
                            + " manual)",
                    another);
        }
    }

    private void leave(Connection connection, int number) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into kravbro.data_keys (number, proof) values (?, ?) on conflict do nothing")) {
            insert.setInt(1, number);
            insert.setBytes(2, seal.seal(number, place(number), PROOF));
            insert.executeUpdate();
        }
    }

    private static Map<Integer, byte[]> proofs(Connection connection) throws SQLException {
        Map<Integer, byte[]> proofs = new TreeMap<>();
        try (PreparedStatement read = connection.prepareStatement("select number, proof from kravbro.data_keys");
                ResultSet rows = read.executeQuery()) {
            while (rows.next()) {
                proofs.put(rows.getInt(1), rows.getBytes(2));
            }
        }
        return proofs;
    }

    private static String place(int number) {
        return "data_keys.proof:" + number;
    }
}
