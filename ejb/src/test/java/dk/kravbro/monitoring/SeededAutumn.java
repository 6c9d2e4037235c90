package dk.kravbro.monitoring;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.submission.TestCalendars;
import dk.kravbro.testsupport.TestDatabase;
import dk.kravbro.testsupport.TestKeys;
import dk.kravbro.testsupport.TestPeople;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** The made-up autumn of seed.sql in a real database, this room's doors on it, and people who look. */
final class SeededAutumn {

    static final String COPENHAGEN = "0101";
    static final String AARHUS = "0751";
    static final String ODENSE = "0461";

    static final Actor OPERATOR = new Actor("drift", Set.of(Role.OPERATOR), Set.of(), "test");
    static final Actor OF_COPENHAGEN = of(COPENHAGEN);
    static final Actor OF_AARHUS = of(AARHUS);
    static final Actor FBS = new Actor("fbs", Set.of(Role.FBS), Set.of(), "test");

    static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    final MoneyProofs proofs = new MoneyProofs();
    final Overviews overviews = new Overviews();
    final ClaimViews claims = new ClaimViews();
    final DeliveryViews deliveries = new DeliveryViews();
    final AnswerViews answers = new AnswerViews();
    final ParkedViews parked = new ParkedViews();
    final RunViews runs = new RunViews();

    SeededAutumn() {
        DataSource source = TestDatabase.fresh();
        TestDatabase.sql(seed());
        people();
        proofs.source = source;
        overviews.source = source;
        overviews.clock = Clock.fixed(NOW, ZoneOffset.UTC);
        overviews.proofs = proofs;
        overviews.runs = runs;
        overviews.calendars = TestCalendars.on(source);
        claims.people = TestKeys.people();
        deliveries.people = claims.people;
        answers.people = claims.people;
        claims.source = source;
        deliveries.source = source;
        answers.source = source;
        parked.source = source;
        runs.source = source;
    }

    private static Actor of(String municipalityCode) {
        return new Actor("kommune" + municipalityCode, Set.of(Role.MUNICIPALITY), Set.of(municipalityCode), "test");
    }

    /** Seals who owes, and what FBS said of it, into the rows. */
    private static void people() {
        StringBuilder claims = new StringBuilder();
        StringBuilder versions = new StringBuilder();
        for (List<String> row : TestDatabase.rows("select i, reference, kind, identity, name, description, guardians,"
                + " (select max(version) from claim_versions where claim_id = i) from seeded_people order by i")) {
            long id = Long.parseLong(row.get(0));
            String debtor = "{\"kind\":\"" + row.get(2) + "\",\"identity\":\"" + row.get(3) + "\",\"name\":\""
                    + row.get(4) + "\"}";
            String parties = "{\"debtor\":" + debtor + ",\"guardians\":" + row.get(6) + "}";
            claims.append(claims.isEmpty() ? "(" : ", (")
                    .append(id)
                    .append(", ")
                    .append(TestPeople.debtor(row.get(1), row.get(2), row.get(3), row.get(4)))
                    .append(')');
            for (int version = 1; version <= Integer.parseInt(row.get(7)); version++) {
                versions.append(versions.isEmpty() ? "(" : ", (")
                        .append(id)
                        .append(", ")
                        .append(version)
                        .append(", ")
                        .append(TestPeople.said(id, version, row.get(5), parties, "{}"))
                        .append(')');
            }
        }
        TestDatabase.sql("update claims c set debtor = p.debtor, debtor_key = p.debtor_key, name_key = p.name_key"
                + " from (values " + claims + ") as p (id, debtor, debtor_key, name_key) where c.id = p.id");
        TestDatabase.sql("update claim_versions v set said = p.said from (values " + versions
                + ") as p (id, version, said) where v.claim_id = p.id and v.version = p.version");
    }

    private static String seed() {
        try (InputStream in = SeededAutumn.class.getResourceAsStream("seed.sql")) {
            return "drop table if exists seed, first_told, seeded_people;\n"
                    + new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
