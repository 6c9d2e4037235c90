package dk.kravbro.intake;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Reach;
import dk.kravbro.audit.Role;
import dk.kravbro.claim.Claim;
import dk.kravbro.claim.ClaimEntry;
import dk.kravbro.claim.ClaimKey;
import dk.kravbro.claim.ClaimVersion;
import dk.kravbro.claim.ClaimVersionId;
import dk.kravbro.claim.PeopleSeal;
import dk.kravbro.municipality.ClaimChoices;
import dk.kravbro.municipality.Municipalities;
import dk.kravbro.municipality.Municipality;
import dk.kravbro.municipality.MunicipalityChoices;
import dk.kravbro.municipality.MunicipalityCode;
import dk.kravbro.secrets.DataSeal;
import dk.kravbro.secrets.LookupHash;
import dk.kravbro.settings.Settings;
import dk.kravbro.submission.Delivery;
import dk.kravbro.testsupport.TestDatabase;
import dk.kravbro.testsupport.TestKeys;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Intake on a real PostgreSQL of its own, without a server: every call gets its own objects and its own transaction, as
 * the container would give it. Registered with a test class as an extension it is empty before each test.
 */
public final class IntakeStore implements AutoCloseable, BeforeEachCallback, AfterAllCallback {

    public static final Actor FBS = new Actor("fbs", Set.of(Role.FBS), Set.of(), "test");

    /** As in persistence.xml. */
    private static final Map<String, Object> STORE = Map.of(
            "hibernate.jdbc.batch_size", "50",
            "hibernate.order_inserts", "true",
            "hibernate.order_updates", "true",
            "hibernate.jdbc.time_zone", "UTC",
            "hibernate.default_schema", "kravbro");

    private final DataSource database;
    private final EntityManagerFactory factory;
    private Clock clock = Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC);
    private Settings settings = Settings.of(Map.of());
    private PeopleSeal people = TestKeys.people();

    public IntakeStore() {
        this(TestDatabase.fresh());
    }

    /** On a database that is somebody else's to empty. */
    public IntakeStore(DataSource database) {
        this.database = database;
        factory = new Configuration()
                .addAnnotatedClass(Claim.class)
                .addAnnotatedClass(ClaimVersion.class)
                .addAnnotatedClass(ClaimVersionId.class)
                .addAnnotatedClass(ClaimEntry.class)
                .addAnnotatedClass(Municipality.class)
                .addAnnotatedClass(Delivery.class)
                .addAnnotatedClass(named("dk.kravbro.audit.AuditEntry"))
                .buildSessionFactory(new StandardServiceRegistryBuilder()
                        .applySetting("hibernate.connection.datasource", database)
                        .applySettings(STORE)
                        .build());
    }

    /** An entity that its room keeps to itself. */
    private static Class<?> named(String entity) {
        try {
            return Class.forName(entity);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    public void passes(Duration time) {
        clock = Clock.offset(clock, time);
    }

    /** A door's method, in a transaction. */
    public <T> T door(Function<EntityManager, T> deed) {
        EntityManager entities = factory.createEntityManager();
        try {
            entities.getTransaction().begin();
            T result = deed.apply(entities);
            entities.getTransaction().commit();
            return result;
        } finally {
            if (entities.getTransaction().isActive()) {
                entities.getTransaction().rollback();
            }
            entities.close();
        }
    }

    public FeeOutcome put(String agencyId, String feeId, String body) {
        return door(entities -> intake(entities).put(agencyId, feeId, utf8(body), SeenFee.ANYHOW, FBS));
    }

    public FeeOutcome cancel(String agencyId, String feeId, String body) {
        return door(entities ->
                intake(entities).cancel(agencyId, feeId, utf8(body), Optional.empty(), SeenFee.ANYHOW, FBS));
    }

    FeeOutcome put(String agencyId, String feeId, String body, SeenFee seen) {
        return door(entities -> intake(entities).put(agencyId, feeId, utf8(body), seen, FBS));
    }

    FeeOutcome cancel(String agencyId, String feeId, String body, SeenFee seen) {
        return door(entities -> intake(entities).cancel(agencyId, feeId, utf8(body), Optional.empty(), seen, FBS));
    }

    /** What FBS can see of its fees. */
    <T> T seen(Function<FeeViews, T> look) {
        return door(entities -> {
            FeeViews views = new FeeViews();
            wire(views, entities);
            return look.apply(views);
        });
    }

    /** Where a fee is now. */
    FeeState state(String agencyId, long feeId) {
        return door(entities -> {
            FeeViews views = new FeeViews();
            wire(views, entities);
            return views.find(new ClaimKey(agencyId, feeId)).orElseThrow();
        });
    }

    /** The fees of a debtor within a reach. */
    List<FeeState> owedBy(String identity, Reach reach) {
        return door(entities -> {
            FeeViews views = new FeeViews();
            wire(views, entities);
            return views.owedBy(identity, reach, Optional.empty(), FeeLookup.MOST_FOUND);
        });
    }

    /** Looks at a municipality's waiting claims again. */
    RecheckChunks.Chunk recheck(String municipality, long after) {
        return recheck(municipality, after, LocalDate.of(9999, 12, 31));
    }

    /** Looks at those of a municipality's waiting claims again that are due before that day. */
    RecheckChunks.Chunk recheck(String municipality, long after, LocalDate dueBefore) {
        return door(entities -> {
            RecheckChunks chunks = new RecheckChunks();
            wire(chunks, entities);
            return chunks.look(new MunicipalityCode(municipality), after, dueBefore);
        });
    }

    /** A municipality's choices, as an operator would change them. */
    void choose(String municipality, UnaryOperator<ClaimChoices> choice) {
        door(entities -> {
            Municipalities municipalities = new Municipalities();
            wire(municipalities, entities);
            Municipality chosen =
                    municipalities.lock(new MunicipalityCode(municipality)).orElseThrow();
            MunicipalityChoices before = chosen.choices();
            chosen.choose(before.with(choice.apply(before.claims())), "anna", clock.instant());
            return true;
        });
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    FeeIntake intake(EntityManager entities) {
        FeeIntake intake = new FeeIntake();
        wire(intake, entities);
        return intake;
    }

    /** A batch door whose steps are transactions. */
    FeeBatches batches() {
        FeeBatches batches = new FeeBatches();
        batches.settings = settings;
        batches.marks = marks();
        batches.chunks = new BatchChunks() {
            @Override
            public Opening open(String key, Actor actor) {
                return door(entities -> steps(entities).open(key, actor));
            }

            @Override
            public List<BatchLineResult> take(UUID batch, int after, List<BatchLine> lines, Actor actor) {
                return door(entities -> steps(entities).take(batch, after, lines, actor));
            }

            @Override
            public FeeBatch end(UUID batch, int after, String hash, int status) {
                return door(entities -> steps(entities).end(batch, after, hash, status));
            }

            @Override
            public void interrupted(UUID batch) {
                door(entities -> {
                    steps(entities).interrupted(batch);
                    return true;
                });
            }

            @Override
            public Optional<FeeBatch> find(UUID batch) {
                return door(entities -> steps(entities).find(batch));
            }

            @Override
            public List<BatchLineResult> lines(
                    UUID batch, int after, Optional<BatchLineResult.Outcome> outcome, int limit) {
                return door(entities -> steps(entities).lines(batch, after, outcome, limit));
            }
        };
        return batches;
    }

    /** Marks by the tests' keys. */
    public static TextMarks marks() {
        TextMarks marks = new TextMarks();
        marks.hash = TestKeys.hash();
        return marks;
    }

    private BatchChunks steps(EntityManager entities) {
        BatchChunks steps = new BatchChunks();
        wire(steps, entities);
        return steps;
    }

    /** Does what the container does: gives an object its entity manager, its clock and its neighbours. */
    public void wire(Object target, EntityManager entities) {
        for (Field field : target.getClass().getDeclaredFields()) {
            Object value = part(field.getType(), entities);
            if (value != null) {
                try {
                    field.setAccessible(true);
                    field.set(target, value);
                } catch (IllegalAccessException impossible) {
                    throw new IllegalStateException(impossible);
                }
            }
        }
    }

    private Object part(Class<?> type, EntityManager entities) {
        if (type == EntityManager.class) {
            return entities;
        }
        if (type == PeopleSeal.class) {
            return people;
        }
        if (type == Clock.class) {
            return clock;
        }
        if (type == Settings.class) {
            return settings;
        }
        if (type == DataSeal.class) {
            return TestKeys.seal();
        }
        if (type == LookupHash.class) {
            return TestKeys.hash();
        }
        if (type.isAnnotationPresent(ApplicationScoped.class) || type.isAnnotationPresent(Stateless.class)) {
            try {
                var constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                Object neighbour = constructor.newInstance();
                wire(neighbour, entities);
                return neighbour;
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return null;
    }

    /** Rows of a query, each as its columns joined by blanks. */
    public List<String> rows(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(i > 1 ? " " : "").append(result.getString(i));
                }
                rows.add(row.toString());
            }
            return rows;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public void run(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public void empty() {
        TestDatabase.fresh();
        settings = Settings.of(Map.of());
    }

    public void set(Map<String, String> values) {
        settings = Settings.of(values);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        empty();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        close();
    }

    @Override
    public void close() {
        factory.close();
    }
}
