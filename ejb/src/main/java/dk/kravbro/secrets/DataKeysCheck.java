package dk.kravbro.secrets;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Stops the start of a node whose keys of personal data are not those of its database: with none, with one missing that
 * another node writes with, or with another key under a number that is in use.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@TransactionManagement(TransactionManagementType.BEAN)
public class DataKeysCheck {

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    DataSeal seal;

    @Inject
    LookupHash hash;

    /**
     * Holds the keys against the database.
     *
     * @throws SecretMissing naming the alias, and what to do
     */
    @PostConstruct
    void check() {
        try (Connection connection = database.getConnection()) {
            KeyProofs proofs = new KeyProofs(connection);
            proofs.hold(seal);
            proofs.hold(hash);
        } catch (SQLException unreadable) {
            throw new SecretMissing("the keys of personal data cannot be held against the database", unreadable);
        }
    }
}
