package dk.kravbro.submission;

import static dk.kravbro.testsupport.TestDatabase.rows;
import static dk.kravbro.testsupport.TestDatabase.sql;
import static dk.kravbro.testsupport.TestDatabase.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.debtorsystem.DebtorSystem;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.municipality.MunicipalityCode;
import dk.kravbro.settings.Settings;
import dk.kravbro.testsupport.TestDatabase;
import dk.kravbro.testsupport.TestKeys;
import dk.kravbro.testsupport.TestPeople;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dry run says what the engine then does, on the real statements and a real PostgreSQL, and changes nothing. */
class DryRunTest {

    private static final Actor OPERATOR = new Actor("drift", Set.of(Role.OPERATOR), Set.of(), "test");
    private static final RetrySchedule RETRY = new RetrySchedule(Duration.ofSeconds(10), Duration.ofHours(1));
    private static final Duration DEAD_AFTER = Duration.ofSeconds(8);

    private final Node node = new Node();
    private final RehearsingSystem system = new RehearsingSystem();
    private final DryRunStore store = new DryRunStore();
    private final DryRunWriter writer = new DryRunWriter();
    private final DryRunWorker worker = new DryRunWorker();
    private final NettingStore netting = new NettingStore();
    private final RunStore runs = new RunStore();
    private final SliceStore slices = new SliceStore();
    private DataSource database;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        store.database = database;
        writer.database = database;
        worker.people = TestKeys.people();
        worker.database = database;
        worker.writer = writer;
        worker.node = node;
        worker.debtorSystems = new DebtorSystems() {
            @Override
            DebtorSystem system() {
                return system;
            }
        };
        netting.people = TestKeys.people();
        netting.database = database;
        runs.database = database;
        slices.people = TestKeys.people();
        slices.database = database;
        sql("insert into nodes values ('node', '" + node.incarnation() + "', now(), now())");
        sql(
                "insert into submission_runs (municipality_code, slot, trigger, requested_by, node, incarnation, started_at)"
                        + " values ('0101', now(), 'MANUAL', 'test', 'node', '" + node.incarnation() + "', now())");
    }

    /** What left, or would leave. */
    private record Told(String claim, DeliveryKind kind, long amountOre) {}

    private DryRun dryRun() throws SQLException {
        long id = store.start("0101", "drift", node).orElseThrow();
        worker.work(id, "0101");
        return store.find(id).orElseThrow();
    }

    private List<DryRunLine> lines(DryRun dryRun) throws SQLException {
        List<DryRunLine> all = new ArrayList<>();
        List<DryRunLine> page = store.lines(dryRun.id(), 0, false);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = store.lines(dryRun.id(), page.get(page.size() - 1).number(), false);
        }
        return all;
    }

    /** The real thing: net, release, pick, begin and finish, until nothing is left. */
    private List<Told> run() throws SQLException {
        long run = Long.parseLong(value("select max(id) from submission_runs"));
        List<Told> told = new ArrayList<>();
        for (long slice = 1000; ; slice++) {
            netting.net("0101", run);
            runs.release("0101");
            pick(run, slice);
            List<BegunDelivery> begun = slices.begin(slice, node.name(), node.incarnation());
            if (begun.isEmpty()) {
                return told;
            }
            begun.forEach(d -> told.add(new Told(d.claimReference(), d.kind(), d.amountOre())));
            slices.finish(
                    slice,
                    node.name(),
                    node.incarnation(),
                    begun.stream()
                            .map(d -> RecordedOutcome.of(
                                    d,
                                    new DeliveryOutcome.Accepted("R", List.of()),
                                    RETRY,
                                    Duration.ZERO,
                                    new Random(1)))
                            .toList());
        }
    }

    private void pick(long run, long slice) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement pick = connection.prepareStatement(RunStarter.PICK)) {
            pick.setString(1, "0101");
            pick.setLong(2, run);
            pick.setInt(3, 1000);
            pick.setLong(4, slice);
            pick.setLong(5, run);
            pick.setString(6, node.name());
            pick.setObject(7, node.incarnation());
            pick.executeUpdate();
        }
    }

    private static String fingerprint() {
        return value("select (select md5(string_agg(d::text, '|' order by d.id)) from deliveries d)"
                + " || (select md5(string_agg(c::text, '|' order by c.id)) from claims c)"
                + " || (select count(*) from events) || '-' || (select count(*) from delivery_attempts)"
                + " || '-' || (select last_value from deliveries_seq)");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void it_says_what_the_engine_then_sends_and_changes_nothing(long seed) throws SQLException {
        sql("update municipalities set earliest_fee_on = '2026-06-01' where code = '0101'");
        new RandomClaims(seed).draw(200);
        String before = fingerprint();

        DryRun dryRun = dryRun();

        assertThat(fingerprint()).isEqualTo(before);
        List<DryRunLine> lines = lines(dryRun);
        List<Told> foreseen = lines.stream()
                .map(l -> new Told(l.claimReference(), l.kind(), l.amountOre()))
                .toList();
        long unsent = number("select count(*) from deliveries where state in ('WAITING', 'DUE')");
        List<Told> sent = run();
        assertThat(foreseen).hasSizeGreaterThan(50).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(byClaim(foreseen)).as("each claim's in order").isEqualTo(byClaim(sent));
        assertThat(toldAfter(lines)).as("what was told in the end").isEqualTo(toldNow(lines));
        totalsAgree(dryRun, lines, unsent);
    }

    private void totalsAgree(DryRun dryRun, List<DryRunLine> lines, long unsentBefore) {
        assertThat(dryRun.state()).isEqualTo(DryRun.State.DONE);
        assertThat(dryRun.claimsDone()).isEqualTo(dryRun.claims());
        assertThat(dryRun.lines()).isEqualTo(lines.size()).isEqualTo(dryRun.linesKept());
        DryRun.Total toSend = dryRun.sum(DryRun.Heading.TO_SEND);
        assertThat(toSend.count()).isEqualTo(lines.size());
        assertThat(toSend.ore())
                .isEqualTo(lines.stream().mapToLong(DryRunLine::amountOre).sum());
        assertThat(toSend.bytes()).isEqualTo(lines.size() * (long) RehearsingSystem.BYTES);
        assertThat(dryRun.sum(DryRun.Heading.NETTED).count())
                .isEqualTo(number("select count(*) from deliveries where state = 'NETTED'"));
        assertThat(dryRun.sum(DryRun.Heading.NETTED).ore())
                .isEqualTo(number("select sum(amount_ore) from deliveries where state = 'NETTED'"));
        assertThat(dryRun.sum(DryRun.Heading.HELD_BACK).count())
                .as("what is left after the run was held back")
                .isPositive()
                .isLessThan(unsentBefore)
                .isEqualTo(number("select count(*) from deliveries where state in ('WAITING', 'DUE')"));
        assertThat(dryRun.under(DryRun.Heading.HELD_BACK))
                .extracting(DryRun.Total::name)
                .containsExactly("EARLIEST_DATE", "IN_DOUBT", "ON_ITS_WAY", "ON_WORKLIST", "READINESS");
    }

    private static long number(String query) {
        return Long.parseLong(value(query));
    }

    private static Map<String, List<Told>> byClaim(List<Told> told) {
        Map<String, List<Told>> byClaim = new HashMap<>();
        told.forEach(
                t -> byClaim.computeIfAbsent(t.claim(), c -> new ArrayList<>()).add(t));
        return byClaim;
    }

    private static Map<String, OptionalLong> toldAfter(List<DryRunLine> lines) {
        Map<String, OptionalLong> after = new HashMap<>();
        lines.forEach(line -> after.put(line.claimReference(), line.toldAfter()));
        return after;
    }

    /** What the debtor system has been told by now of the claims that the lines are about. */
    private Map<String, OptionalLong> toldNow(List<DryRunLine> lines) throws SQLException {
        Map<String, OptionalLong> told = new HashMap<>();
        try (Connection connection = database.getConnection()) {
            List<Long> all = LongStream.rangeClosed(1, 200).boxed().toList();
            for (ClaimHistory claim :
                    ClaimHistories.read(connection, all, TestKeys.people()).values()) {
                Netting.Told now = claim.told();
                told.put(
                        "DK-710100-" + (1000 + claim.claimId()),
                        now.registered() ? OptionalLong.of(now.amountOre()) : OptionalLong.empty());
            }
        }
        told.keySet().retainAll(toldAfter(lines).keySet());
        return told;
    }

    @Test
    void a_line_shows_what_was_told_and_what_will_have_been() throws SQLException {
        Claims.insert(1, "0101", 11, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "ACCEPTED");
        Claims.says(1, 2, 7000, "0202021234", false);
        Claims.deliver(2, 1, "0101", 2, "CHANGE_PARTY", 0, "DUE");
        Claims.says(1, 3, 8000, "0202021234", false);
        Claims.deliver(3, 1, "0101", 3, "WRITE_UP", 1000, "WAITING");
        Claims.says(1, 4, 0, "0202021234", true);
        Claims.insert(2, "0101", 12, 500);
        Claims.deliver(4, 2, "0101", 1, "REGISTER", 500, "DUE");

        assertThat(lines(dryRun()))
                .extracting(DryRunLine::kind, DryRunLine::toldBefore, DryRunLine::toldAfter, DryRunLine::partyChanged)
                .containsExactly(
                        tuple(DeliveryKind.WITHDRAW, OptionalLong.of(7000), OptionalLong.empty(), false),
                        tuple(DeliveryKind.REGISTER, OptionalLong.empty(), OptionalLong.of(500), false));
    }

    @Test
    void a_change_of_debtor_is_seen() throws SQLException {
        Claims.insert(1, "0101", 11, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "ACCEPTED");
        Claims.says(1, 2, 7000, "0202021234", false);
        Claims.deliver(2, 1, "0101", 2, "CHANGE_PARTY", 0, "DUE");

        assertThat(lines(dryRun())).singleElement().satisfies(line -> {
            assertThat(line.partyChanged()).isTrue();
            assertThat(line.toldBefore()).isEqualTo(line.toldAfter());
        });
    }

    @Test
    void what_breaks_the_contract_is_counted_by_rule_and_found_among_the_lines() throws SQLException {
        for (int i = 1; i <= 3; i++) {
            Claims.insert(i, "0101", 10 + i, 1000);
            Claims.deliver(i, i, "0101", 1, "REGISTER", 1000, "DUE");
        }
        TestPeople.describe(2, 1, RehearsingSystem.BROKEN);
        TestPeople.describe(3, 1, "x".repeat(101));

        DryRun dryRun = dryRun();

        assertThat(dryRun.under(DryRun.Heading.INVALID))
                .containsExactly(
                        new DryRun.Total(DryRun.Heading.INVALID, "UNTELLABLE", 1, 1000, 0),
                        new DryRun.Total(
                                DryRun.Heading.INVALID, RehearsingSystem.RULE, 1, 1000, RehearsingSystem.BYTES));
        assertThat(store.lines(dryRun.id(), 0, true))
                .extracting(DryRunLine::number, DryRunLine::violations)
                .containsExactly(
                        tuple(2L, List.of(RehearsingSystem.ELEMENT + " " + RehearsingSystem.RULE)),
                        tuple(3L, List.of("UNTELLABLE")));
        assertThat(store.lines(dryRun.id(), 2, true)).hasSize(1);
    }

    @Test
    void a_municipality_that_is_not_live_would_send_nothing() throws SQLException {
        Claims.insert(1, "0101", 11, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "WAITING");
        sql("update municipalities set live_on = null where code = '0101'");

        DryRun dryRun = dryRun();

        assertThat(dryRun.lines()).isZero();
        assertThat(dryRun.totals()).containsExactly(new DryRun.Total(DryRun.Heading.HELD_BACK, "GO_LIVE", 1, 7000, 0));
    }

    @Test
    void it_works_through_more_claims_than_it_reads_at_a_time() throws SQLException {
        int claims = DryRunSnapshot.CHUNK * 2 + 1;
        for (int i = 1; i <= claims; i++) {
            Claims.insert(i, "0101", i, 1000);
            Claims.deliver(i, i, "0101", 1, "REGISTER", 1000, "DUE");
        }

        DryRun dryRun = dryRun();

        assertThat(dryRun.claimsDone()).isEqualTo(claims);
        assertThat(lines(dryRun))
                .extracting(DryRunLine::number)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, claims).boxed().toList());
    }

    @Test
    void one_at_a_time_for_a_municipality() throws SQLException {
        long first = store.start("0101", "drift", node).orElseThrow();

        assertThat(store.start("0101", "drift", node)).isEmpty();
        assertThat(store.start("0751", "drift", node)).isPresent();
        assertThat(store.start("9999", "drift", node)).isEmpty();
        worker.work(first, "0101");
        assertThat(store.start("0101", "drift", node)).isPresent();
    }

    @Test
    void one_whose_server_is_gone_is_given_up_and_another_may_begin() throws SQLException {
        long lost = store.start("0101", "drift", node).orElseThrow();
        store.abandonLost(DEAD_AFTER);
        assertThat(store.find(lost).orElseThrow().state()).isEqualTo(DryRun.State.RUNNING);

        sql("update nodes set beat_at = now() - interval '9 seconds'");
        store.abandonLost(DEAD_AFTER);

        assertThat(store.find(lost).orElseThrow().state()).isEqualTo(DryRun.State.ABANDONED);
        assertThat(store.start("0101", "drift", node)).isPresent();
    }

    @Test
    void a_server_that_was_taken_for_dead_adds_nothing_more() throws SQLException {
        Claims.insert(1, "0101", 11, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "DUE");
        long id = store.start("0101", "drift", node).orElseThrow();
        sql("update dry_runs set state = 'ABANDONED'");

        worker.work(id, "0101");

        assertThat(rows("select state, lines from dry_runs")).containsExactly(List.of("ABANDONED", "0"));
        assertThat(value("select count(*) from dry_run_lines")).isEqualTo("0");
    }

    @Test
    void the_latest_few_are_kept_with_their_lines() throws SQLException {
        Claims.insert(1, "0101", 11, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "DUE");
        for (int i = 0; i < DryRun.MOST_KEPT + 2; i++) {
            dryRun();
        }

        assertThat(value("select count(*) from dry_runs")).isEqualTo(String.valueOf(DryRun.MOST_KEPT));
        assertThat(value("select count(*) from dry_run_lines")).isEqualTo(String.valueOf(DryRun.MOST_KEPT));
        assertThat(store.latest("0101").orElseThrow().id()).isEqualTo(number("select max(id) from dry_runs"));
    }

    @Test
    void nobody_sees_another_municipality_s() throws SQLException {
        DryRuns door = new DryRuns();
        door.store = store;
        door.settings = Settings.of(Map.of());
        DryRun dryRun = dryRun();
        Actor own = new Actor("a", Set.of(Role.MUNICIPALITY), Set.of("0101"), "test");
        Actor other = new Actor("b", Set.of(Role.MUNICIPALITY), Set.of("0751"), "test");
        Actor fbs = new Actor("c", Set.of(Role.FBS), Set.of(), "test");

        assertThat(door.find(OPERATOR, dryRun.id())).isPresent();
        assertThat(door.find(own, dryRun.id())).isPresent();
        assertThat(door.find(other, dryRun.id())).isEmpty();
        assertThat(door.find(fbs, dryRun.id())).isEmpty();
        assertThatThrownBy(() -> door.lines(other, dryRun, 0, false)).isInstanceOf(Actor.NotAllowed.class);
        assertThatThrownBy(() -> door.request(other, new MunicipalityCode("0101")))
                .isInstanceOf(Actor.NotAllowed.class);
    }
}
