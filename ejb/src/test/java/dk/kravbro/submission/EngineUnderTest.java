package dk.kravbro.submission;

import static dk.kravbro.testsupport.TestDatabase.sql;

import dk.kravbro.intake.IntakeStore;
import dk.kravbro.submission.ServerUnderTest.Message;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import javax.sql.DataSource;

/**
 * The submission engine of two nodes, without a server: the product's beans and statements on a real PostgreSQL, an
 * in-memory queue that may lose, double and reorder, and a debtor system in memory. One thread; what runs side by side in
 * life is told as something that happens between two steps of something else.
 */
final class EngineUnderTest implements DebtorPeer.Plan, ServerUnderTest.Seams {

    /** Ways in which the engine can be broken on purpose, to prove that the model sees it. */
    enum Broken {
        NOTHING,
        /** Asks about doubts before the quiet time has passed. */
        ASKS_AT_ONCE,
        /** Calls although the node stood still since begin. */
        CALLS_UNGUARDED,
        /** Takes a call without an answer for one that did not arrive. */
        DOUBT_IS_NO
    }

    private static final List<String> NODES = List.of("a", "b");
    private static final List<String> MUNICIPALITIES = List.of("0101", "0751");
    private static final Act.Call WELL = new Act.Call(Act.Fate.ACCEPTED, List.of());

    /** Somebody at work: a slice, an inquiry or a conductor, and what the history has in store for it. */
    private record Frame(
            ServerUnderTest server,
            List<Act> afterBegin,
            Iterator<Act.Call> calls,
            boolean recorded,
            boolean answered,
            List<Act> whileInquiring,
            Act.Death death) {

        static Frame of(ServerUnderTest server) {
            return new Frame(server, List.of(), List.<Act.Call>of().iterator(), true, true, List.of(), Act.Death.NOT);
        }
    }

    final DebtorPeer peer;
    final FbsModel fbs;
    private final Broken broken;
    private final DataSource database;
    private final List<ServerUnderTest> slots = new ArrayList<>();
    private final List<ServerUnderTest> everyone = new ArrayList<>();
    private final List<Message> queue = new ArrayList<>();
    private final Deque<Frame> atWork = new ArrayDeque<>();
    private final long startedNanos = System.nanoTime();
    private Duration passed = Duration.ZERO;

    EngineUnderTest(DataSource database, IntakeStore intake, long firstFee, Broken broken) {
        this.database = database;
        this.broken = broken;
        fbs = new FbsModel(intake, firstFee);
        peer = new DebtorPeer(this::now, this, broken == Broken.DOUBT_IS_NO);
        NODES.forEach(name -> slots.add(newServer(name)));
    }

    private ServerUnderTest newServer(String name) {
        ServerUnderTest server =
                new ServerUnderTest(name, database, clock(), peer, this, broken == Broken.CALLS_UNGUARDED);
        everyone.add(server);
        return server;
    }

    /** Time since the history began, as the database sees it. */
    private Duration now() {
        return passed.plusNanos(System.nanoTime() - startedNanos);
    }

    private Clock clock() {
        Clock machine = Clock.systemUTC();
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return machine.instant().plus(passed);
            }
        };
    }

    void perform(Act act) throws SQLException {
        if (act instanceof Act.Says says) {
            fbs.says(says.claim() % FbsModel.CLAIMS, says.word(), says.choice());
        } else if (act instanceof Act.Start start) {
            start(start);
        } else if (act instanceof Act.Conduct conduct) {
            Frame frame = Frame.of(server(conduct.node()));
            as(with(frame, conduct.death()), frame.server()::conduct);
        } else if (act instanceof Act.Work work) {
            work(work);
        } else if (act instanceof Act.LoseMessage lose && !queue.isEmpty()) {
            queue.remove(lose.message() % queue.size());
        } else if (act instanceof Act.Sweep sweep) {
            as(Frame.of(server(sweep.node())), server(sweep.node())::sweep);
        } else if (act instanceof Act.Inquire inquire) {
            inquire(inquire);
        } else if (act instanceof Act.Pause pause) {
            sql("update municipalities set paused = " + pause.paused() + " where code = '"
                    + municipality(pause.municipality()) + "'");
        } else if (act instanceof Act.GoLive live) {
            sql("update municipalities set live_on = "
                    + List.of("'2020-01-01'", "null", "'2090-01-01'").get(live.choice() % 3) + " where code = '"
                    + municipality(live.municipality()) + "'");
        } else if (act instanceof Act.Pass pass) {
            pass(pass.time());
        } else {
            performOnNode(act);
        }
    }

    private void performOnNode(Act act) {
        if (act instanceof Act.Die die) {
            kill(server(die.node()));
        } else if (act instanceof Act.Freeze freeze) {
            server(freeze.node()).frozen = true;
        } else if (act instanceof Act.Wake wake) {
            wake(server(wake.node()), wake.beatsFirst());
        } else if (act instanceof Act.ComeUp up) {
            comeUp(up.node() % NODES.size());
        }
    }

    private ServerUnderTest server(int node) {
        return slots.get(node % NODES.size());
    }

    private static String municipality(int number) {
        return MUNICIPALITIES.get(number % MUNICIPALITIES.size());
    }

    private void kill(ServerUnderTest server) {
        server.dead = true;
        queue.removeIf(message -> message.from().equals(server));
    }

    private static void wake(ServerUnderTest server, boolean beatsFirst) {
        if (!server.dead && server.frozen) {
            server.frozen = false;
            if (beatsFirst) {
                server.beat();
            }
        }
    }

    private void comeUp(int slot) {
        ServerUnderTest before = slots.get(slot);
        if (!before.runs()) {
            queue.removeIf(message -> message.from().equals(before));
            slots.set(slot, newServer(NODES.get(slot)));
        }
    }

    private void start(Act.Start start) throws SQLException {
        ServerUnderTest server = server(start.node());
        if (!server.runs()) {
            return;
        }
        if (start.planned()) {
            server.plan();
        } else {
            Instant slot = clock().instant().truncatedTo(ChronoUnit.MICROS);
            server.runStore().start(municipality(start.municipality()), slot, RunTrigger.MANUAL, "test", server.node);
        }
    }

    private void work(Act.Work work) {
        if (queue.isEmpty()) {
            return;
        }
        int number = work.message() % queue.size();
        Message message = work.keep() ? queue.get(number) : queue.remove(number);
        ServerUnderTest server = server(work.node());
        if (!server.runs()) {
            return;
        }
        as(
                new Frame(
                        server,
                        work.afterBegin(),
                        work.calls().iterator(),
                        work.recorded(),
                        true,
                        List.of(),
                        Act.Death.NOT),
                () -> server.work(message));
    }

    private void inquire(Act.Inquire inquire) {
        if (broken == Broken.ASKS_AT_ONCE) {
            sql("update deliveries set not_before = now() where state = 'IN_DOUBT'");
        }
        ServerUnderTest server = server(inquire.node());
        as(
                new Frame(
                        server,
                        List.of(),
                        List.<Act.Call>of().iterator(),
                        true,
                        inquire.answered(),
                        inquire.meanwhile(),
                        Act.Death.NOT),
                server::inquire);
    }

    private static Frame with(Frame frame, Act.Death death) {
        return new Frame(frame.server(), List.of(), frame.calls(), true, true, List.of(), death);
    }

    private interface Deed {
        void run() throws SQLException;
    }

    /** Does something as a node, if that runs; the node's death ends it. */
    private void as(Frame frame, Deed deed) {
        if (!frame.server().runs()) {
            return;
        }
        atWork.push(frame);
        try {
            deed.run();
        } catch (ServerUnderTest.Died died) {
            kill(frame.server());
        } catch (ServerUnderTest.NotRecorded away) {
            // The sweeper finds what has no outcome.
        } catch (SQLException broke) {
            throw new AssertionError("the engine's statement failed", broke);
        } finally {
            atWork.pop();
        }
    }

    /** Time passes for everybody: who lives and does not stand still goes on beating. */
    private void pass(Duration time) {
        String earlier = " - interval '" + time.toMillis() + " milliseconds'";
        sql("update deliveries set not_before = not_before" + earlier + ", queued_at = queued_at" + earlier
                + " where not_before is not null or queued_at is not null;"
                + "update nodes set beat_at = beat_at" + earlier + ";"
                + "update leases set until = until" + earlier + ";"
                + "update delivery_attempts set started_at = started_at" + earlier + ";"
                + "update outages set away_since = away_since" + earlier + ", probe_at = probe_at" + earlier
                + ", changed_at = changed_at" + earlier + ";"
                + "update throttles set minute = minute" + earlier);
        passed = passed.plus(time);
        for (ServerUnderTest server : everyone) {
            if (server.frozen) {
                server.standsStill(time);
            } else if (!server.dead) {
                server.beat();
            }
        }
        peer.catchUp();
    }

    /** All that was wrong is put right; then runs go on until nothing is left. */
    void calm() throws SQLException {
        for (int node = 0; node < NODES.size(); node++) {
            wake(server(node), true);
            comeUp(node);
        }
        sql("update municipalities set paused = false, live_on = '2020-01-01' where code in ('0101', '0751')");
        // A round at least: what FBS said last may wait behind a refusal that the next netting looks at.
        for (int round = 0; round < 40 && (round == 0 || !isOver()); round++) {
            pass(Duration.ofMinutes(80));
            for (int node = 0; node < NODES.size(); node++) {
                perform(new Act.Sweep(node));
                perform(new Act.Inquire(node, true, List.of()));
                perform(new Act.Start(node, node, false));
            }
            perform(new Act.Conduct(round, Act.Death.NOT));
            while (!queue.isEmpty()) {
                perform(new Act.Work(round, 0, false, List.of(), List.of(), true));
            }
            perform(new Act.Conduct(round, Act.Death.NOT));
        }
    }

    private static boolean isOver() {
        return dk.kravbro.testsupport.TestDatabase.value("select not exists (select 1 from deliveries where state in"
                        + " ('DUE', 'QUEUED', 'SENDING', 'IN_DOUBT') or state = 'WAITING' and not exists (select 1"
                        + " from deliveries r where r.claim_id = deliveries.claim_id and r.state = 'REFUSED'"
                        + " and r.sequence_no < deliveries.sequence_no))"
                        + " and not exists (select 1 from submission_runs where ended_at is null)"
                        + " and exists (select 1 from submission_runs)")
                .equals("t");
    }

    @Override
    public Act.Call nextCall() {
        Iterator<Act.Call> calls = atWork.element().calls();
        return calls.hasNext() ? calls.next() : WELL;
    }

    @Override
    public void meanwhile(List<Act> acts) {
        ServerUnderTest mine = atWork.element().server();
        for (Act act : acts) {
            try {
                perform(act);
            } catch (SQLException broke) {
                throw new AssertionError("the engine's statement failed", broke);
            }
        }
        if (mine.dead) {
            throw new ServerUnderTest.Died();
        }
        mine.frozen = false;
    }

    @Override
    public boolean answersInquiry() {
        return atWork.element().answered();
    }

    @Override
    public List<Act> whileInquiring() {
        return atWork.element().whileInquiring();
    }

    @Override
    public void afterBegin() {
        meanwhile(atWork.element().afterBegin());
    }

    @Override
    public boolean records() {
        return atWork.element().recorded();
    }

    @Override
    public Act.Death death() {
        return atWork.element().death();
    }

    @Override
    public void sent(List<Message> messages) {
        queue.addAll(messages);
    }
}
