package dk.kravbro.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.claim.Amount;
import dk.kravbro.intake.FeeMessage;
import dk.kravbro.intake.IntakeStore;
import dk.kravbro.intake.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeeSnapshotsTest {

    private static final String AGENCY = "DK-710100";
    private static final String ANNA = "\"kind\": \"person\", \"cpr\": \"0206793776\", \"name\": \"Mette Testrup\"";
    private static final String BO = "\"kind\": \"person\", \"cpr\": \"0101905678\", \"name\": \"Bo Testrup\"";

    private static SnapshotStore store;

    @BeforeAll
    static void open() {
        store = new SnapshotStore();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @BeforeEach
    void empty() {
        store.empty();
    }

    @Test
    void each_kind_of_difference_is_told_with_both_figures() throws IOException {
        for (int fee = 1; fee <= 9; fee++) {
            put(fee, 2, "100", ANNA);
        }
        cancel(7, 3);
        pay(8, 100_00);
        store.intake.passes(Duration.ofHours(1));
        FeeSnapshot snapshot = compared(fee(1, 2, "100", ANNA)
                + fee(2, 3, "80", BO)
                + fee(3, 3, "100", BO)
                + fee(4, 3, "100", ANNA)
                + fee(5, 2, "100", ANNA).replace("Gebyr", "Gebyr igen")
                + fee(7, 2, "100", ANNA)
                + fee(8, 2, "100", ANNA)
                + fee(10, 1, "55.50", ANNA)
                + fee(1, 2, "100", ANNA)
                + fee(9, 2, "-1", ANNA));

        assertThat(store.differences(snapshot).stream().map(FeeSnapshotsTest::told))
                .containsExactly(
                        "1 UNREADABLE same-fee-twice",
                        "2 OTHER_AMOUNT AMOUNT DEBTOR VERSION 8000/10000 OPEN applicable",
                        "3 OTHER_DEBTOR DEBTOR VERSION 10000/10000 OPEN applicable",
                        "4 OTHER_VERSION VERSION 10000/10000 OPEN applicable",
                        "5 OTHER_DETAILS DETAILS 10000/10000 OPEN",
                        "6 MISSING_THERE -/10000 OPEN applicable",
                        "7 OTHER_STATE VERSION 10000/0 CANCELLED",
                        "8 OTHER_STATE 10000/10000 SETTLED",
                        "9 UNREADABLE amount-not-positive",
                        "10 MISSING_HERE 5550/- applicable");
        assertThat(snapshot.there()).isEqualTo(new FeeSnapshot.Sum(8, kroner("735.50")));
        assertThat(snapshot.here()).isEqualTo(new FeeSnapshot.Sum(7, kroner("700")));
        assertThat(snapshot.outstanding()).isEqualTo(kroner("700"));
        assertThat(List.of(snapshot.lines(), snapshot.unreadable(), snapshot.unidentified()))
                .containsExactly(10, 2, 0);
        assertThat(store.intake.rows("select count(*) from kravbro.fee_snapshot_lines"))
                .as("lines are gone once they are compared")
                .containsExactly("0");
        assertThat(store.intake.rows("select count(*) from kravbro.fee_snapshot_differences where sealed is not null"))
                .as("texts are kept where they can be applied")
                .containsExactly("4");
        assertThat(store.intake.rows("select count(*) from kravbro.claim_versions"))
                .as("nothing is changed")
                .containsExactly("10");
    }

    @Test
    void two_that_agree_differ_in_nothing() throws IOException {
        put(1, 1, "10", ANNA);
        put(2, 1, "20", BO);
        FeeSnapshot snapshot = compared(fee(2, 1, "20.00", BO) + fee(1, 1, "10", ANNA));

        assertThat(snapshot.differences()).isEmpty();
        assertThat(snapshot.here()).isEqualTo(snapshot.there());
        assertThat(compared("").here().fees()).isEqualTo(2);
    }

    @Test
    void what_comes_while_the_list_is_received_or_after_it_was_made_is_never_a_difference_to_apply()
            throws IOException {
        for (int fee = 1; fee <= 4; fee++) {
            put(fee, 1, "100", ANNA);
        }
        store.intake.passes(Duration.ofHours(1));
        store.beforeComparing(() -> {
            put(1, 2, "70", ANNA);
            put(2, 2, "70", ANNA);
            put(5, 1, "30", ANNA);
            put(6, 1, "31", ANNA);
            cancel(4, 2);
        });
        // 3 is later there, 2 differs already, 5 is in the list and arrives meanwhile (whether it says the same is not
        // kept), 6 is not in it.
        FeeSnapshot snapshot = compared(fee(1, 1, "100", ANNA)
                + fee(2, 3, "60", ANNA)
                + fee(3, 2, "50", ANNA)
                + fee(4, 1, "100", ANNA)
                + fee(5, 1, "30", ANNA));

        assertThat(store.differences(snapshot).stream().map(FeeSnapshotsTest::told))
                .containsExactly(
                        "1 LATER_HERE 10000/7000 OPEN",
                        "2 LATER_HERE AMOUNT VERSION 6000/7000 OPEN",
                        "3 OTHER_AMOUNT AMOUNT VERSION 5000/10000 OPEN applicable",
                        "4 LATER_HERE 10000/0 CANCELLED",
                        "5 LATER_HERE 3000/3000 OPEN",
                        "6 LATER_HERE -/3100 OPEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"end\": true, \"fees\": 2, \"takenAt\": \"2026-11-23T08:00:00Z\"}\n",
                "{\"end\": true, \"fees\": 0, \"takenAt\": \"2026-11-23T08:00:00Z\"}\n",
                "{\"end\": true, \"fees\": 1}\n",
                "{\"end\": false, \"fees\": 1, \"takenAt\": \"2026-11-23T08:00:00Z\"}\n",
                "{\"end\": true, \"fees\": 1, \"takenAt\": \"2026-11-24T08:00:00Z\"}\n",
                "{\"end\": true, \"fees\": 1, \"takenAt\": \"2026-11-23T08:00:00Z\"}\n{}\n"
            })
    void a_list_that_does_not_end_as_it_must_is_not_compared(String ending) throws IOException {
        put(1, 1, "10", ANNA);
        SnapshotOutcome outcome = store.send(AGENCY, fee(2, 1, "10", ANNA) + ending, "k");

        assertThat(refusal(outcome)).isEqualTo(ProblemType.SNAPSHOT_INCOMPLETE);
        assertThat(store.intake.rows("select state, compared_at from kravbro.fee_snapshots"))
                .containsExactly("INCOMPLETE null");
        assertThat(store.intake.rows("select count(*) from kravbro.fee_snapshot_lines"))
                .containsExactly("0");
        assertThat(compared(store.send(AGENCY, list(fee(1, 1, "10", ANNA)), "k"))
                        .differences())
                .as("the whole one under the same key is")
                .isEmpty();
    }

    @Test
    void a_list_that_broke_off_is_not_compared_and_comes_anew() throws IOException {
        store.set(Map.of("kravbro.intake.batch.chunk", "1"));
        String text = list(fee(1, 1, "10", ANNA) + fee(2, 1, "10", ANNA));
        InputStream broken = new SequenceInputStream(
                new ByteArrayInputStream(IntakeStore.utf8(text), 0, text.length() - 100), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("cut");
                    }
                });

        assertThatThrownBy(() -> store.send(AGENCY, broken, "k")).isInstanceOf(IOException.class);
        FeeSnapshot snapshot = compared(store.send(AGENCY, text, "k"));

        assertThat(snapshot.lines()).isEqualTo(2);
        assertThat(compared(store.send(AGENCY, text, "k"))).as("the same again").isEqualTo(snapshot);
        assertThat(refusal(store.send(AGENCY, list(""), "k"))).isEqualTo(ProblemType.IDEMPOTENCY_KEY_REUSED);
        assertThat(refusal(store.send("DK-775100", text, "k"))).isEqualTo(ProblemType.IDEMPOTENCY_KEY_REUSED);
        assertThat(refusal(store.send("DK-799900", text, "k2"))).isEqualTo(ProblemType.UNKNOWN_AGENCY);
    }

    @Test
    void a_list_whose_server_died_is_running_until_it_has_been_silent() throws IOException {
        store.snapshots().steps.open(AGENCY, "k", IntakeStore.FBS);

        assertThat(refusal(store.send(AGENCY, list(""), "k"))).isEqualTo(ProblemType.STILL_RUNNING);
        store.intake.passes(Duration.ofSeconds(31));
        assertThat(compared(store.send(AGENCY, list(""), "k")).lines()).isZero();
    }

    @Test
    void a_fee_of_another_agency_does_not_count() throws IOException {
        FeeSnapshot snapshot = compared(
                "{\"agencyId\": \"DK-775100\", " + fee(1, 1, "10", ANNA).substring(1));

        assertThat(store.differences(snapshot).stream().map(FeeSnapshotsTest::told))
                .containsExactly("1 UNREADABLE url-mismatch");
    }

    @Test
    void missing_and_changed_fees_are_taken_as_fbs_says_them_and_a_repeat_changes_nothing() throws IOException {
        put(1, 1, "100", ANNA);
        put(2, 1, "100", ANNA);
        put(3, 1, "100", ANNA);
        FeeSnapshot snapshot =
                compared(fee(1, 4, "80", ANNA) + fee(2, 2, "100", BO) + fee(3, 1, "100", ANNA) + fee(9, 7, "12", ANNA));
        SnapshotChoice choice = new SnapshotChoice(
                Map.of(DifferenceKind.MISSING_HERE, 1L, DifferenceKind.OTHER_AMOUNT, 1L), Optional.empty());

        FeeSnapshot applied = compared(store.apply(snapshot, choice));
        FeeSnapshot again = compared(store.apply(snapshot, choice));

        assertThat(applied.state()).isEqualTo(FeeSnapshot.State.APPLIED);
        assertThat(applied.application().orElseThrow().taken()).isEqualTo(2);
        assertThat(again).isEqualTo(applied);
        assertThat(store.intake.rows("select fee_id, version, amount_ore from kravbro.claims order by fee_id"))
                .containsExactly("1 4 8000", "2 1 10000", "3 1 10000", "9 7 1200");
        assertThat(store.intake.rows("select count(*) from kravbro.fee_snapshot_differences where sealed is not null"))
                .containsExactly("0");
        assertThat(store.intake.rows("select action, municipality_code, detail from kravbro.audit_entries order by id"))
                .contains(
                        "snapshot being applied 0101 MISSING_HERE 1, OTHER_AMOUNT 1",
                        "snapshot applied 0101 taken 2, unchanged 0, refused 0");
        assertThat(refusal(store.apply(
                        snapshot, new SnapshotChoice(Map.of(DifferenceKind.OTHER_DEBTOR, 1L), Optional.empty()))))
                .isEqualTo(ProblemType.SNAPSHOT_NOT_APPLICABLE);
    }

    @Test
    void what_fbs_does_not_list_is_cancelled_only_with_the_right_figures_and_within_the_limits() throws IOException {
        store.set(Map.of("kravbro.snapshot.cancel-percent", "50", "kravbro.snapshot.cancel-kroner", "300"));
        for (int fee = 1; fee <= 4; fee++) {
            put(fee, 1, "100", ANNA);
        }
        store.intake.passes(Duration.ofHours(1));
        FeeSnapshot most = compared(fee(1, 1, "100", ANNA));
        FeeSnapshot half = compared(fee(1, 1, "100", ANNA) + fee(2, 1, "100", ANNA));

        assertThat(refusal(store.apply(most, cancel(3, "300")))).isEqualTo(ProblemType.SNAPSHOT_ABOVE_LIMIT);
        assertThat(refusal(store.apply(half, cancel(1, "200")))).isEqualTo(ProblemType.SNAPSHOT_COUNTS_DIFFER);
        assertThat(refusal(store.apply(half, cancel(2, "100")))).isEqualTo(ProblemType.SNAPSHOT_COUNTS_DIFFER);
        store.set(Map.of("kravbro.snapshot.cancel-percent", "50", "kravbro.snapshot.cancel-kroner", "199"));
        assertThat(refusal(store.apply(half, cancel(2, "200")))).isEqualTo(ProblemType.SNAPSHOT_ABOVE_LIMIT);
        store.set(Map.of("kravbro.snapshot.cancel-percent", "50", "kravbro.snapshot.cancel-kroner", "200"));
        // Paid, and changed, after it was compared.
        pay(3, 100_00);
        put(4, 5, "40", ANNA);
        FeeSnapshot applied = compared(store.apply(half, cancel(2, "200")));

        assertThat(store.differences(applied).stream()
                        .map(one -> one.outcomeProblem().orElse("")))
                .containsExactly("fee-not-open", "version-outdated");
        FeeSnapshot next = compared(fee(1, 1, "100", ANNA) + fee(4, 5, "40", ANNA));
        assertThat(compared(store.apply(next, cancel(1, "100")))
                        .application()
                        .orElseThrow()
                        .taken())
                .isEqualTo(1);
        assertThat(store.intake.rows("select fee_id, version, withdrawn from kravbro.claims order by fee_id"))
                .containsExactly("1 1 f", "2 2 t", "3 1 f", "4 5 f");
        assertThat(store.intake.rows("select kind, amount_ore from kravbro.deliveries where claim_id ="
                        + " (select id from kravbro.claims where fee_id = 2) order by sequence_no"))
                .containsExactly("REGISTER 10000", "WITHDRAW 10000");
    }

    @Test
    void nothing_is_cancelled_while_a_line_does_not_say_which_fee_it_lists() throws IOException {
        put(1, 1, "100", ANNA);
        store.set(Map.of("kravbro.snapshot.cancel-percent", "100"));
        store.intake.passes(Duration.ofHours(1));
        FeeSnapshot snapshot = compared("{\"fee\n");

        assertThat(snapshot.unidentified()).isEqualTo(1);
        assertThat(refusal(store.apply(snapshot, cancel(1, "100")))).isEqualTo(ProblemType.SNAPSHOT_NOT_APPLICABLE);
    }

    @Test
    void applying_that_broke_off_is_gone_on_with_by_the_same_request() throws IOException {
        store.set(Map.of("kravbro.intake.batch.chunk", "2"));
        StringBuilder fees = new StringBuilder();
        for (int fee = 1; fee <= 7; fee++) {
            fees.append(fee(fee, 1, "10", ANNA));
        }
        FeeSnapshot snapshot = compared(fees.toString());
        SnapshotChoice choice = new SnapshotChoice(Map.of(DifferenceKind.MISSING_HERE, 7L), Optional.empty());
        store.intake.run("alter table kravbro.claims add constraint trouble check (fee_id <> 4)");
        try {
            assertThatThrownBy(() -> store.apply(snapshot, choice)).isInstanceOf(RuntimeException.class);
        } finally {
            store.intake.run("alter table kravbro.claims drop constraint trouble");
        }

        assertThat(store.intake.rows("select state, applied_to from kravbro.fee_snapshots"))
                .containsExactly("APPLYING 2");
        assertThat(refusal(store.apply(snapshot, choice))).isEqualTo(ProblemType.STILL_RUNNING);
        store.intake.passes(Duration.ofSeconds(31));
        assertThat(compared(store.apply(snapshot, choice))
                        .application()
                        .orElseThrow()
                        .taken())
                .isEqualTo(7);
        assertThat(store.intake.rows("select count(*) from kravbro.claims")).containsExactly("7");
    }

    @Test
    void an_old_comparison_is_not_applied_and_its_texts_and_then_all_of_it_are_forgotten() throws IOException {
        FeeSnapshot snapshot = compared(fee(1, 1, "10", ANNA));
        store.intake.passes(Duration.ofHours(25));

        assertThat(refusal(store.apply(
                        snapshot, new SnapshotChoice(Map.of(DifferenceKind.MISSING_HERE, 1L), Optional.empty()))))
                .isEqualTo(ProblemType.SNAPSHOT_NOT_APPLICABLE);
        assertThat(store.forget()).isZero();
        assertThat(store.intake.rows("select sealed from kravbro.fee_snapshot_differences"))
                .containsExactly("null");
        store.intake.passes(Duration.ofDays(29));
        assertThat(store.forget()).isEqualTo(1);
        assertThat(store.intake.rows("select count(*) from kravbro.fee_snapshot_differences"))
                .containsExactly("0");
    }

    @Test
    void somebody_else_s_snapshot_is_not_there() throws IOException {
        FeeSnapshot snapshot = compared("");
        Actor other = new Actor("other", Set.of(Role.FBS), Set.of(), "test");
        Actor operator = new Actor("drift", Set.of(Role.OPERATOR), Set.of(), "test");
        Actor municipality = new Actor("kommune", Set.of(Role.MUNICIPALITY), Set.of("0101"), "test");

        assertThat(store.snapshots().find(AGENCY, snapshot.id(), other)).isEmpty();
        assertThat(store.snapshots().find("DK-775100", snapshot.id(), IntakeStore.FBS))
                .isEmpty();
        assertThat(store.snapshots().find(AGENCY, snapshot.id(), operator)).contains(snapshot);
        assertThatThrownBy(() -> store.snapshots().find(AGENCY, snapshot.id(), municipality))
                .isInstanceOf(Actor.NotAllowed.class);
    }

    @Test
    void nothing_that_is_kept_names_anybody() throws IOException {
        compared(fee(1, 1, "10", ANNA));

        assertThat(store.intake.rows("select d::text, s::text from kravbro.fee_snapshot_differences d,"
                        + " kravbro.fee_snapshots s"))
                .hasSize(1)
                .noneMatch(row -> row.contains("0206793776") || row.contains("Testrup"));
    }

    private static int keys;

    private static FeeSnapshot compared(String fees) throws IOException {
        return compared(store.send(AGENCY, list(fees), "key" + ++keys));
    }

    private static FeeSnapshot compared(SnapshotOutcome outcome) {
        assertThat(outcome).isInstanceOf(SnapshotOutcome.Done.class);
        return ((SnapshotOutcome.Done) outcome).snapshot();
    }

    private static ProblemType refusal(SnapshotOutcome outcome) {
        assertThat(outcome).isInstanceOf(SnapshotOutcome.Refused.class);
        return ((SnapshotOutcome.Refused) outcome).problem().type();
    }

    private static String list(String fees) {
        return fees + "{\"end\": true, \"fees\": " + fees.lines().count() + ", \"takenAt\": \"" + store.now() + "\"}\n";
    }

    private static String told(SnapshotDifference one) {
        String fee = one.feeId().isPresent() ? one.feeId().getAsLong() + " " : "";
        if (one.kind() == DifferenceKind.UNREADABLE) {
            return fee + one.kind() + " " + String.join(" ", one.problems());
        }
        return fee + one.kind() + " "
                + one.differs().stream().map(word -> word + " ").collect(Collectors.joining())
                + (one.thereOre().isPresent() ? one.thereOre().getAsLong() : "-") + "/"
                + (one.hereOre().isPresent() ? one.hereOre().getAsLong() : "-")
                + one.stateHere().map(state -> " " + state).orElse("")
                + (one.isApplicable() ? " applicable" : "");
    }

    private static SnapshotChoice cancel(long fees, String kroner) {
        return new SnapshotChoice(
                Map.of(DifferenceKind.MISSING_THERE, fees),
                Optional.of(new SnapshotChoice.Cancellation(
                        FeeMessage.CancelReason.WAIVED, LocalDate.of(2026, 11, 23), kroner(kroner))));
    }

    private static Amount kroner(String kroner) {
        return Amount.ofKroner(new BigDecimal(kroner));
    }

    private static void put(int feeId, int version, String kroner, String debtor) {
        store.intake.put(AGENCY, Integer.toString(feeId), body(version, kroner, debtor));
    }

    private static void cancel(int feeId, int version) {
        store.intake.cancel(
                AGENCY,
                Integer.toString(feeId),
                "{\"version\": " + version + ", \"reason\": \"returned\", \"date\": \"2026-11-20\"}");
    }

    private static void pay(int feeId, long ore) {
        store.intake.run("insert into kravbro.claim_entries (id, claim_id, municipality_code, kind, amount_ore,"
                + " effective_on, recorded_at) select 900000 + fee_id, id, municipality_code, 'COVERAGE', " + ore
                + ", '2026-11-20', '2026-11-20 08:00Z' from kravbro.claims where fee_id = " + feeId);
    }

    private static String fee(int feeId, int version, String kroner, String debtor) {
        return "{\"feeId\": " + feeId + ", " + body(version, kroner, debtor).substring(1) + "\n";
    }

    private static String body(int version, String kroner, String debtor) {
        return "{\"version\": " + version + ", \"type\": \"fee\", \"reasonMessage\": \"Gebyr\", \"amount\": " + kroner
                + ", \"loan\": {\"loanDate\": \"2026-09-16\", \"dueDate\": \"2026-10-16\"}, \"creationDate\":"
                + " \"2026-10-19\", \"debtor\": {" + debtor + "}}";
    }
}
