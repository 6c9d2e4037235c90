package dk.kravbro.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.municipality.MunicipalityCode;
import dk.kravbro.testsupport.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DailyRecheckTest {

    @RegisterExtension
    static final IntakeStore store = new IntakeStore();

    private final List<String> looked = new ArrayList<>();
    private final DailyRecheck daily = new DailyRecheck();
    private boolean failsOnce;

    @BeforeEach
    void oneThatWaits() {
        // Its last timely payment date is 2026-11-18; Odense is not live, so it waits.
        FeeOutcome outcome = store.put(
                "DK-746100",
                "7",
                "{\"version\": 1, \"type\": \"fee\", \"reasonMessage\": \"Gebyr\", \"amount\": 70, \"loan\":"
                        + " {\"loanDate\": \"2026-09-16\", \"dueDate\": \"2026-10-16\", \"returnDate\": \"2026-10-19\"}, \"materials\":"
                        + " [{\"materialItemNumber\": \"4996901420\"}], \"creationDate\":"
                        + " \"2026-10-19\", \"dueDate\": \"2026-11-18\", \"debtor\": {\"kind\": \"person\", \"cpr\":"
                        + " \"0707614285\", \"name\": \"Mette Testrup\"}}");
        assertThat(outcome).isInstanceOf(FeeOutcome.Taken.class);
        daily.database = TestDatabase.kept();
        daily.chunks = new RecheckChunks() {
            @Override
            public Chunk look(MunicipalityCode code, long after, LocalDate dueBefore) {
                if (failsOnce) {
                    failsOnce = false;
                    throw new IllegalStateException("the database went away");
                }
                Chunk chunk = store.recheck(code.value(), after, dueBefore);
                looked.add(code.value() + " " + chunk.looked());
                return chunk;
            }
        };
    }

    @Test
    void a_young_claim_need_not_be_looked_at() {
        at("2027-05-16T23:30:00Z");

        daily.recheck();

        assertThat(looked).containsExactly("0461 0");
    }

    @Test
    void the_day_begins_in_denmark_and_is_looked_at_once() {
        at("2027-05-17T22:00:00Z");
        daily.recheck();
        daily.recheck();
        assertThat(looked).as("18 May, by the clock in Denmark").containsExactly("0461 1", "0461 0");

        looked.clear();
        at("2027-05-18T22:00:00Z");
        daily.recheck();
        assertThat(looked).hasSize(2);
    }

    @Test
    void what_broke_off_is_tried_again() {
        at("2027-06-17T22:00:00Z");
        failsOnce = true;
        daily.recheck();
        assertThat(looked).isEmpty();

        daily.recheck();

        assertThat(looked).containsExactly("0461 1", "0461 0");
    }

    @Test
    void what_fails_in_one_municipality_keeps_nobody_else() {
        store.put(
                "DK-775100",
                "8",
                "{\"version\": 1, \"type\": \"fee\", \"reasonMessage\": \"Saldo\", \"amount\": 70, \"loan\":"
                        + " {\"loanDate\": \"2026-09-16\", \"dueDate\": \"2026-10-16\", \"returnDate\": \"2026-10-19\"},"
                        + " \"materials\": [{\"materialItemNumber\": \"4996901420\"}], \"creationDate\": \"2026-10-19\","
                        + " \"dueDate\": \"2026-11-18\", \"debtor\": {\"kind\": \"person\", \"cpr\": \"0707614285\","
                        + " \"name\": \"Mette Testrup\"}}");
        at("2027-06-17T22:00:00Z");
        failsOnce = true;

        daily.recheck();

        assertThat(looked).as("0461 failed").containsExactly("0751 1", "0751 0");
    }

    @Test
    void two_nodes_do_not_look_at_the_same_time() throws Exception {
        at("2027-06-17T22:00:00Z");
        try (var other = TestDatabase.kept().getConnection();
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(" + 0x64617972 + ")");
            daily.recheck();
            assertThat(looked).isEmpty();
        }

        daily.recheck();

        assertThat(looked).isNotEmpty();
    }

    private void at(String instant) {
        daily.clock = Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    }
}
