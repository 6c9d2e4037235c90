package dk.kravbro.schema;

import dk.kravbro.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import javax.sql.DataSource;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Brings the database to the version this release needs, before anything else starts: every other start-up bean says
 * {@code @DependsOn("SchemaMigration")}. Without it the deployment fails, so no half-working node answers.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class SchemaMigration {

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    Clock clock;

    @Inject
    Settings settings;

    /** Migrations that rooms bring along, since they need more than SQL. */
    @Inject
    Instance<JavaMigration> others;

    private int migrations;

    @PostConstruct
    void migrate() {
        try {
            migrations = new Migration(
                            database,
                            clock,
                            settings.databaseWait(),
                            others.stream().toList())
                    .run();
        } catch (UnusableDatabase unusable) {
            SchemaLog.LOG.unusable(String.valueOf(unusable.getMessage()));
            throw unusable;
        }
    }

    /** How many migrations this release needs. */
    @Lock(LockType.READ)
    public int migrations() {
        return migrations;
    }
}
