package dk.kravbro.monitoring;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.submission.TestCalendars;
import dk.kravbro.testsupport.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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
        proofs.source = source;
        overviews.source = source;
        overviews.clock = Clock.fixed(NOW, ZoneOffset.UTC);
        overviews.proofs = proofs;
        overviews.runs = runs;
        overviews.calendars = TestCalendars.on(source);
        claims.source = source;
        deliveries.source = source;
        answers.source = source;
        parked.source = source;
        runs.source = source;
    }

    private static Actor of(String municipalityCode) {
        return new Actor("kommune" + municipalityCode, Set.of(Role.MUNICIPALITY), Set.of(municipalityCode), "test");
    }

    private static String seed() {
        try (InputStream in = SeededAutumn.class.getResourceAsStream("seed.sql")) {
            return "drop table if exists seed, first_told;\n" + new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
