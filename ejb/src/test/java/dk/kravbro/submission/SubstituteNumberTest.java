package dk.kravbro.submission;

import static dk.kravbro.testsupport.TestDatabase.rows;
import static dk.kravbro.testsupport.TestDatabase.sql;
import static dk.kravbro.testsupport.TestDatabase.value;
import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.intake.FeeOutcome;
import dk.kravbro.intake.IntakeStore;
import dk.kravbro.testsupport.TestDatabase;
import dk.kravbro.testsupport.TestKeys;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A substitute number (erstatnings-CPR) gives way to the real one: before, during and after a run, never a second claim. */
class SubstituteNumberTest {

    private static final String REAL = "0707614285";

    private final NettingStore netting = new NettingStore();
    private final RunStore runs = new RunStore();
    private final SliceStore slices = new SliceStore();
    private final Node node = new Node();
    private IntakeStore intake;

    @BeforeEach
    void open() {
        DataSource database = TestDatabase.fresh();
        netting.people = TestKeys.people();
        netting.database = database;
        runs.database = database;
        slices.people = TestKeys.people();
        slices.database = database;
        intake = new IntakeStore(database);
        sql("insert into submission_runs (id, municipality_code, slot, trigger, requested_by, node, incarnation,"
                + " started_at) overriding system value values (1, '0101', now(), 'MANUAL', 'test', 'node',"
                + " gen_random_uuid(), now())");
    }

    @AfterEach
    void close() {
        intake.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"6707614285", "070761AB12"})
    void before_the_run_the_real_number_alone_is_told(String substitute) throws SQLException {
        put(1, substitute);
        put(2, REAL);

        prepare();

        assertThat(deliveries()).containsExactly("REGISTER 1 NETTED", "CHANGE_PARTY 2 NETTED", "REGISTER 2 DUE");
        assertThat(told()).containsExactly("REGISTER " + REAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6707614285", "070761AB12"})
    void during_the_run_it_follows_as_one_change_of_party(String substitute) throws SQLException {
        put(1, substitute);
        sql("update deliveries set state = 'QUEUED'");
        put(2, REAL);
        put(3, REAL);

        prepare();
        assertThat(deliveries()).containsExactly("REGISTER 1 QUEUED", "CHANGE_PARTY 2 WAITING");

        sql("update deliveries set state = 'SENDING' where kind = 'REGISTER'");
        sql("update deliveries set state = 'ACCEPTED' where kind = 'REGISTER'");
        prepare();
        assertThat(deliveries()).containsExactly("REGISTER 1 ACCEPTED", "CHANGE_PARTY 2 DUE");
        assertThat(told()).containsExactly("CHANGE_PARTY " + REAL);
    }

    @Test
    void after_the_run_it_is_one_change_of_party_and_changing_back_and_forth_is_none() throws SQLException {
        put(1, "6707614285");
        sql("update deliveries set state = 'QUEUED'");
        sql("update deliveries set state = 'SENDING'");
        sql("update deliveries set state = 'ACCEPTED'");
        put(2, REAL);
        put(3, "6707614285");
        prepare();
        assertThat(rows("select 1 from deliveries where state in ('DUE', 'WAITING')"))
                .isEmpty();

        put(4, REAL);
        prepare();

        assertThat(told()).containsExactly("CHANGE_PARTY " + REAL);
        assertThat(value("select count(*) from claims")).isEqualTo("1");
        assertThat(value("select count(*) from deliveries where kind = 'REGISTER'"))
                .isEqualTo("1");
        assertThat(value("select string_agg(rule, ' ') from claim_findings")).isEqualTo("null");
    }

    private void put(int version, String cpr) {
        FeeOutcome outcome = intake.put("DK-710100", "7", """
                {"version": %d, "type": "fee", "reasonMessage": "Gebyr", "amount": 70,
                 "loan": {"loanDate": "2026-09-16", "dueDate": "2026-10-16", "returnDate": "2026-10-19"},
                 "creationDate": "2026-10-19", "dueDate": "2026-11-18",
                 "debtor": {"kind": "person", "cpr": "%s", "name": "Mette Testrup"}}""".formatted(version, cpr));
        assertThat(outcome).isInstanceOf(FeeOutcome.Taken.class);
    }

    private void prepare() throws SQLException {
        netting.net("0101", 1);
        runs.release("0101");
    }

    private static List<String> deliveries() {
        return rows("select kind, version, state from deliveries order by sequence_no").stream()
                .map(row -> String.join(" ", row))
                .toList();
    }

    /** What the next slice would tell, and of whom. */
    private List<String> told() throws SQLException {
        sql("update deliveries set state = 'QUEUED', slice_id = 1 where state = 'DUE'");
        return slices.begin(1, node.name(), node.incarnation()).stream()
                .map(each -> each.kind() + " "
                        + DeliveryMessages.partyChange(each).liable().identity())
                .toList();
    }
}
