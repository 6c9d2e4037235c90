package dk.kravbro.submission;

import static dk.kravbro.testsupport.TestDatabase.rows;
import static dk.kravbro.testsupport.TestDatabase.sql;
import static dk.kravbro.testsupport.TestDatabase.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.AuditTrail;
import dk.kravbro.audit.Role;
import dk.kravbro.submission.WorklistSettlement.Action;
import dk.kravbro.submission.WorklistSettlement.Result;
import dk.kravbro.testsupport.TestDatabase;
import dk.kravbro.testsupport.TestKeys;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person's way out of the work list, and the ways in by poison, on a real PostgreSQL. */
class WorklistDeskTest {

    private static final Actor ANNA = new Actor("anna", Set.of(Role.OPERATOR), Set.of(), "test");
    private static final UUID ME = UUID.randomUUID();
    private static final String SEEN = "ON_WORKLIST-1";

    private final WorklistDesk desk = new WorklistDesk();
    private final PoisonStore poison = new PoisonStore();
    private final SliceStore slices = new SliceStore();
    private final RunStore runs = new RunStore();
    private final List<String> audited = new ArrayList<>();

    @BeforeEach
    void open() {
        DataSource database = TestDatabase.fresh();
        WorklistStore store = new WorklistStore();
        store.database = database;
        desk.store = store;
        desk.audit = new AuditTrail() {
            @Override
            public void record(Actor actor, String action, String subject, String municipalityCode, String detail) {
                audited.add(actor.name() + ", " + action + ", " + subject + ", " + municipalityCode + ", " + detail);
            }
        };
        poison.database = database;
        slices.people = TestKeys.people();
        slices.database = database;
        runs.database = database;
        sql("insert into nodes values ('n1', '" + ME + "', now(), now())");
        Claims.insert(1, "0101", 11, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "DUE");
    }

    private static void onWorklist(String finding) {
        queue();
        sql("update deliveries set state = 'SENDING', attempts = attempts + 1 where id = 1");
        sql("update deliveries set state = 'IN_DOUBT' where id = 1");
        sql("insert into inquiries (delivery_id, attempt, asked_at, finding) values (1, 1, now(), '" + finding + "')");
        sql("update deliveries set state = 'ON_WORKLIST', reason = 'DIFFERS', owner_node = null,"
                + " owner_incarnation = null where id = 1");
    }

    private static void queue() {
        sql("update deliveries set state = 'QUEUED', slice_id = 5, owner_node = 'n1', owner_incarnation = '" + ME
                + "', queued_at = now() where state = 'DUE'");
    }

    private Result settle(Action action, String seen) {
        return desk.settle(ANNA, 1, new WorklistSettlement(action, seen, "looked at together", ""));
    }

    @Test
    void accepted_by_a_person_is_as_accepted_as_any() throws SQLException {
        onWorklist("FOUND");
        Claims.says(1, 2, 8000, "0101011234", false);
        Claims.deliver(2, 1, "0101", 2, "WRITE_UP", 1000, "WAITING");
        assertThat(runs.release("0101"))
                .as("held until a person has settled it")
                .isZero();

        Result result = desk.settle(ANNA, 1, new WorklistSettlement(Action.ACCEPTED, SEEN, "corrected there", "KV-9"));

        assertThat(result).isEqualTo(new Result.Settled(DeliveryState.ACCEPTED));
        assertThat(rows("select state, reason, reason_text, receipt, settled_by, settled_at is not null"
                        + " from deliveries where id = 1"))
                .containsExactly(List.of("ACCEPTED", "BY_PERSON", "corrected there", "KV-9", "anna", "t"));
        assertThat(rows("select e.kind, e.actor, e.detail from events e join answers_pending p on p.event_id = e.id"))
                .containsExactly(List.of("ACCEPTED", "anna", "REGISTER KV-9"));
        assertThat(audited)
                .containsExactly(
                        "anna, delivery settled, claim DK-710100-11, delivery 1, 0101," + " ACCEPTED: corrected there");
        assertThat(runs.release("0101")).isEqualTo(1);
    }

    @Test
    void refused_by_a_person_tells_fbs_why() {
        onWorklist("CONTRADICTORY");

        assertThat(settle(Action.REFUSED, SEEN)).isEqualTo(new Result.Settled(DeliveryState.REFUSED));

        assertThat(rows("select state, settled_by from deliveries")).containsExactly(List.of("REFUSED", "anna"));
        assertThat(value("select detail from events e join answers_pending p on p.event_id = e.id"))
                .isEqualTo("REGISTER BY_PERSON looked at together");
    }

    @Test
    void what_it_never_had_goes_out_again_under_the_same_request_id() throws SQLException {
        onWorklist("CONTRADICTORY");
        String request = value("select request_id from deliveries");

        assertThat(settle(Action.AGAIN, SEEN)).isEqualTo(new Result.Settled(DeliveryState.DUE));

        assertThat(rows("select state, request_id, settled_by, settled_at, not_before from deliveries"))
                .containsExactly(List.of("DUE", request, "null", "null", "null"));
        assertThat(value("select count(*) from answers_pending")).isEqualTo("0");
        queue();
        assertThat(slices.begin(5, "n1", ME)).hasSize(1);
    }

    @Test
    void what_the_debtor_system_has_does_not_go_out_again() {
        onWorklist("FOUND");

        assertThat(settle(Action.AGAIN, SEEN)).isEqualTo(new Result.HasIt());
        assertThat(value("select state from deliveries")).isEqualTo("ON_WORKLIST");
        assertThat(audited).isEmpty();
    }

    @Test
    void the_second_of_two_people_comes_too_late_and_is_told_what_it_is_now() {
        onWorklist("CONTRADICTORY");
        settle(Action.ACCEPTED, SEEN);

        assertThat(settle(Action.REFUSED, SEEN))
                .isEqualTo(new Result.TooLate(DeliveryState.ACCEPTED, "ACCEPTED-1", "anna"));
        assertThat(settle(Action.ACCEPTED, SEEN)).isInstanceOf(Result.TooLate.class);
        assertThat(value("select count(*) from answers_pending")).isEqualTo("1");
        assertThat(audited).hasSize(1);
    }

    @Test
    void who_saw_an_earlier_stay_on_the_list_comes_too_late_for_the_next() {
        onWorklist("CONTRADICTORY");
        settle(Action.AGAIN, SEEN);
        onWorklist("CONTRADICTORY");

        assertThat(settle(Action.AGAIN, SEEN))
                .isEqualTo(new Result.TooLate(DeliveryState.ON_WORKLIST, "ON_WORKLIST-2", ""));
        assertThat(settle(Action.AGAIN, "ON_WORKLIST-2")).isInstanceOf(Result.Settled.class);
    }

    @Test
    void what_is_not_on_the_list_and_what_is_not_there_cannot_be_settled() {
        assertThat(settle(Action.AGAIN, "DUE-0")).isInstanceOf(Result.TooLate.class);
        assertThat(desk.settle(ANNA, 99, new WorklistSettlement(Action.AGAIN, SEEN, "x", "")))
                .isEqualTo(new Result.Unknown());
    }

    @Test
    void only_operators_settle() {
        onWorklist("FOUND");
        Actor clerk = new Actor("kommune0101", Set.of(Role.MUNICIPALITY), Set.of("0101"), "test");

        assertThatThrownBy(() -> desk.settle(clerk, 1, new WorklistSettlement(Action.REFUSED, SEEN, "x", "")))
                .isInstanceOf(Actor.NotAllowed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "skyldner 010190-5678", "cpr 0101905678.", "01 01 90 5678"})
    void a_reason_is_there_and_holds_no_identity_number(String reason) {
        assertThatThrownBy(() -> new WorklistSettlement(Action.REFUSED, SEEN, reason, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_reason_has_at_most_500_characters_and_only_acceptance_a_receipt() {
        new WorklistSettlement(Action.REFUSED, SEEN, "x".repeat(500), "");
        assertThatThrownBy(() -> new WorklistSettlement(Action.REFUSED, SEEN, "x".repeat(501), ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WorklistSettlement(Action.REFUSED, SEEN, "x", "KV-1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_delivery_that_was_begun_and_cannot_be_read_goes_to_the_list_and_its_neighbours_go_on() throws SQLException {
        Claims.insert(2, "0101", 12, 7000);
        Claims.deliver(2, 2, "0101", 1, "REGISTER", 7000, "DUE");
        queue();
        slices.begin(5, "n1", ME);

        assertThat(poison.setAside(5, "n1", ME, List.of(1L), "its parties cannot be read"))
                .isEqualTo(1);

        assertThat(rows("select id, state, reason, owner_node from deliveries order by id"))
                .containsExactly(List.of("1", "ON_WORKLIST", "POISON", "null"), List.of("2", "SENDING", "", "n1"));
        assertThat(rows("select delivery_id, outcome, detail from delivery_attempts where ended_at is not null"))
                .containsExactly(List.of("1", "IN_DOUBT", "POISON"));
        assertThat(value("select kind || ' ' || detail from events")).isEqualTo("ON_WORKLIST REGISTER POISON");
        assertThat(poison.setAside(5, "n1", ME, List.of(1L), "again")).isZero();
    }

    @Test
    void a_queued_delivery_that_cannot_be_begun_goes_to_the_list_and_from_there_out_again() throws SQLException {
        queue();

        assertThat(poison.setAside(5, "n1", ME, List.of(1L), "no version")).isEqualTo(1);
        assertThat(rows("select state, reason_text from deliveries"))
                .containsExactly(List.of("ON_WORKLIST", "no version"));
        assertThat(settle(Action.AGAIN, "ON_WORKLIST-0")).isInstanceOf(Result.Settled.class);
    }

    @Test
    void what_somebody_else_owns_is_not_set_aside() throws SQLException {
        queue();
        slices.begin(5, "n1", ME);

        assertThat(poison.setAside(5, "n2", UUID.randomUUID(), List.of(1L), "x"))
                .isZero();
        assertThat(value("select state from deliveries")).isEqualTo("SENDING");
    }
}
