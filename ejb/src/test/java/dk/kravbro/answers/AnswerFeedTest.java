package dk.kravbro.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Reach;
import dk.kravbro.audit.Role;
import dk.kravbro.testsupport.ClaimRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerFeedTest {

    private static final Actor FBS = new Actor("fbs", Set.of(Role.FBS), Set.of(), "answers");
    private static final Duration LEASE = Duration.ofSeconds(10);

    private final ClaimRows database = new ClaimRows();
    private final long claim = database.claim("0101", "DK-710100", 1, 10_000);
    private final AnswerFeed feed = feed();

    @Test
    void answers_get_dense_numbers_in_the_order_they_were_written() {
        write("COVERAGE", 2500L, "PAYMENT");
        write("ACCOUNT_STATUS", null, "CLOSED");

        assertThat(feed.after(FBS, 0, 10).answers())
                .as("before they are numbered")
                .isEmpty();
        assertThat(number("a", UUID.randomUUID(), 100)).isEqualTo(2);

        List<Answer> answers = feed.after(FBS, 0, 10).answers();
        assertThat(answers).extracting(Answer::no).containsExactly(1L, 2L);
        assertThat(answers.get(0).ore()).isEqualTo(2500);
        assertThat(answers.get(0).agencyId()).isEqualTo("DK-710100");
        assertThat(answers.get(1).ore()).isNull();
        assertThat(answers.get(1).detail()).isEqualTo("CLOSED");
    }

    @Test
    void a_reader_goes_on_where_it_stopped_and_may_read_again() {
        for (int at = 0; at < 25; at++) {
            write("COVERAGE", 100L, "PAYMENT");
        }
        UUID incarnation = UUID.randomUUID();
        number("a", incarnation, 10);
        number("a", incarnation, 10);
        number("a", incarnation, 10);

        assertThat(feed.after(FBS, 10, 10).answers())
                .extracting(Answer::no)
                .containsExactly(LongStream.rangeClosed(11, 20).boxed().toArray(Long[]::new));
        assertThat(feed.after(FBS, 25, 10).answers()).isEmpty();
        assertThat(feed.after(FBS, 0, 1000).answers()).hasSize(25);
    }

    @ParameterizedTest
    @CsvSource({"-1, 10", "0, 0", "0, 1001"})
    void a_reading_beyond_the_limits_is_refused(long no, int limit) {
        assertThatThrownBy(() -> feed.after(FBS, no, limit)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void only_fbs_reads_the_feed() {
        Actor drift = new Actor("drift", Set.of(Role.OPERATOR), Set.of(), "answers");

        assertThatThrownBy(() -> feed.after(drift, 0, 10)).isInstanceOf(Actor.NotAllowed.class);
    }

    @Test
    void another_node_numbers_only_when_the_lease_has_run_out() {
        write("COVERAGE", 100L, "PAYMENT");
        assertThat(number("a", UUID.randomUUID(), 10)).isEqualTo(1);
        write("COVERAGE", 100L, "PAYMENT");

        assertThat(number("b", UUID.randomUUID(), 10)).isZero();
        database.execute("update kravbro.leases set until = now() - interval '1 second'");

        assertThat(number("b", UUID.randomUUID(), 10)).isEqualTo(1);
    }

    @Test
    void what_commits_late_gets_a_later_number_and_is_not_lost() throws SQLException {
        UUID incarnation = UUID.randomUUID();
        try (Connection late = database.source().getConnection()) {
            late.setAutoCommit(false);
            write(late, "COVERAGE", 1L, "early id, late commit");
            write("COVERAGE", 2L, "late id, early commit");
            number("a", incarnation, 10);
            assertThat(feed.after(FBS, 0, 10).answers()).extracting(Answer::ore).containsExactly(2L);
            late.commit();
        }
        number("a", incarnation, 10);

        assertThat(feed.after(FBS, 1, 10).answers()).extracting(Answer::ore).containsExactly(1L);
        assertThat(feed.after(FBS, 1, 10).answers()).extracting(Answer::no).containsExactly(2L);
    }

    @Test
    void writers_that_roll_back_two_sequencers_and_a_reader_at_once_neither_lose_nor_double_an_answer()
            throws Exception {
        AtomicInteger written = new AtomicInteger();
        AtomicBoolean writing = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(7);
        List<Long> read = new ArrayList<>();
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                int seed = writer;
                writers.add(threads.submit(() -> writeSome(new Random(seed), written)));
            }
            List<Future<?>> others = new ArrayList<>();
            for (String node : List.of("a", "b")) {
                UUID incarnation = UUID.randomUUID();
                others.add(threads.submit(() -> {
                    while (writing.get() || database.number("select count(*) from kravbro.answers_pending") > 0) {
                        // The shortest of leases: the two change places all the time.
                        number(node, incarnation, 7, Duration.ofMillis(1));
                    }
                }));
            }
            Future<?> reader = threads.submit(() -> {
                long cursor = 0;
                while (writing.get() || read.size() < written.get()) {
                    for (Answer answer : feed.after(FBS, cursor, 13).answers()) {
                        read.add(answer.no());
                        cursor = answer.no();
                    }
                }
            });
            for (Future<?> writer : writers) {
                writer.get();
            }
            writing.set(false);
            for (Future<?> other : others) {
                other.get();
            }
            reader.get();
        } finally {
            threads.shutdownNow();
        }

        assertThat(read)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, written.get()).boxed().toList());
        assertThat(database.number("select count(distinct event_id) from kravbro.answers"))
                .isEqualTo(written.get());
    }

    private Object writeSome(Random random, AtomicInteger written) throws SQLException {
        for (int transaction = 0; transaction < 60; transaction++) {
            try (Connection connection = database.source().getConnection()) {
                connection.setAutoCommit(false);
                int rows = 1 + random.nextInt(5);
                for (int row = 0; row < rows; row++) {
                    write(connection, "COVERAGE", 1L, "PAYMENT");
                }
                if (random.nextInt(10) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                    written.addAndGet(rows);
                }
            }
        }
        return written;
    }

    @Test
    void a_client_for_some_libraries_gets_theirs_and_moves_past_the_others() {
        Actor own = limited(Set.of("DK-710100"), Set.of());
        Actor ofAarhus = limited(Set.of("DK-775100"), Set.of("0751"));
        Actor ofCopenhagen = limited(Set.of(), Set.of("0101"));
        for (int i = 1; i <= 25; i++) {
            write("PAYMENT", (long) i, "");
        }
        number("a", UUID.randomUUID(), 100);

        assertThat(feed.after(own, 0, 10).answers()).hasSize(10);
        assertThat(feed.after(own, 0, 10).next()).isEqualTo(10);
        assertThat(feed.after(own, 20, 10).next()).isEqualTo(25);
        assertThat(feed.after(ofCopenhagen, 0, 100).answers()).hasSize(25);
        assertThat(feed.after(ofAarhus, 0, 10)).isEqualTo(new Stretch(List.of(), 25));
        assertThat(feed.after(ofAarhus, 25, 10)).isEqualTo(new Stretch(List.of(), 25));
        assertThat(feed.after(ofAarhus, 99, 10).next())
                .as("a cursor never goes back")
                .isEqualTo(99);
    }

    private static Actor limited(Set<String> agencies, Set<String> municipalities) {
        return new Actor("x", Set.of(Role.FBS), Set.of(), new Reach(false, agencies, municipalities), "answers");
    }

    private AnswerFeed feed() {
        AnswerFeed made = new AnswerFeed();
        made.database = database.source();
        return made;
    }

    private void write(String kind, Long ore, String detail) {
        try (Connection connection = database.source().getConnection()) {
            write(connection, kind, ore, detail);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void write(Connection connection, String kind, Long ore, String detail) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("with e as (insert into kravbro.events"
                + " (municipality_code, claim_id, kind, amount_ore, at, actor, detail)"
                + " values ('0101', ?, ?, ?, now(), 'simulator', ?) returning id)"
                + " insert into kravbro.answers_pending select id from e")) {
            insert.setLong(1, claim);
            insert.setString(2, kind);
            insert.setObject(3, ore, java.sql.Types.BIGINT);
            insert.setString(4, detail);
            insert.executeUpdate();
        }
    }

    private int number(String node, UUID incarnation, int limit) {
        return number(node, incarnation, limit, LEASE);
    }

    private int number(String node, UUID incarnation, int limit, Duration lease) {
        try (Connection connection = database.source().getConnection()) {
            connection.setAutoCommit(false);
            AnswerRows rows = new AnswerRows(connection);
            int numbered = rows.lease(node, incarnation, lease) ? rows.number(limit) : 0;
            connection.commit();
            return numbered;
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
