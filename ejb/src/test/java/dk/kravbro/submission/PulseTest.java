package dk.kravbro.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When a call may be made, on a clock that the test moves. */
class PulseTest {

    private static final Duration GAP = Duration.ofSeconds(4);
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong clock = new AtomicLong(77 * SECOND);
    private final Pulse pulse = new Pulse(clock::get);

    private long beat() {
        return pulse.beat(pulse.now(), GAP);
    }

    @Test
    void nothing_is_let_through_before_the_first_beat() {
        assertThat(pulse.mayCall(pulse.epoch(), GAP)).isFalse();

        assertThat(beat()).as("the start is no gap").isZero();
        assertThat(pulse.mayCall(pulse.epoch(), GAP)).isTrue();
    }

    @Test
    void a_call_is_withheld_once_the_last_beat_is_as_old_as_the_gap() {
        beat();
        clock.addAndGet(4 * SECOND - 1);
        assertThat(pulse.mayCall(pulse.epoch(), GAP)).isTrue();
        clock.addAndGet(1);
        assertThat(pulse.mayCall(pulse.epoch(), GAP)).isFalse();
    }

    @Test
    void after_standing_still_the_old_epoch_stays_shut_and_a_new_one_is_open() {
        beat();
        long begun = pulse.epoch();
        clock.addAndGet(16 * SECOND);

        assertThat(beat()).isEqualTo(16 * SECOND);
        assertThat(pulse.mayCall(begun, GAP)).isFalse();
        assertThat(pulse.mayCall(pulse.epoch(), GAP)).isTrue();
    }

    @Test
    void a_beat_counts_from_before_the_database_was_told() {
        beat();
        clock.addAndGet(SECOND);
        long told = pulse.now();
        // The node stands still between the database's commit and the next line.
        clock.addAndGet(16 * SECOND);
        pulse.beat(told, GAP);

        assertThat(pulse.mayCall(pulse.epoch(), GAP))
                .as("the database's beat is 16 s old")
                .isFalse();
        beat();
        assertThat(pulse.mayCall(pulse.epoch(), GAP)).isTrue();
    }

    @Test
    void a_beat_that_the_database_writes_late_is_a_gap_for_others_and_ends_the_epoch() {
        // Written at once, at 0 s.
        beat();
        long begun = pulse.epoch();
        clock.addAndGet(3 * SECOND);
        long told = pulse.now();
        // Written at 6 s only: the database was busy. Others saw a beat of up to 6 s.
        clock.addAndGet(3 * SECOND);

        assertThat(pulse.beat(told, GAP)).isEqualTo(6 * SECOND);
        beat();
        assertThat(pulse.mayCall(begun, GAP)).isFalse();
    }

    @Test
    void standing_still_in_the_middle_of_the_check_lets_nothing_through() {
        Pulse[] checked = new Pulse[1];
        AtomicLong frozenAtLook = new AtomicLong(-1);
        AtomicLong looks = new AtomicLong();
        checked[0] = new Pulse(() -> {
            if (looks.getAndIncrement() == frozenAtLook.get()) {
                // Just here the node stands still, and after the wake-up the heartbeat is first.
                clock.addAndGet(16 * SECOND);
                checked[0].beat(clock.get(), GAP);
            }
            return clock.get();
        });
        checked[0].beat(clock.get(), GAP);
        long begun = checked[0].epoch();
        frozenAtLook.set(looks.get());

        assertThat(checked[0].mayCall(begun, GAP)).isFalse();
    }

    @Test
    void a_node_that_leaves_calls_no_more() {
        beat();
        pulse.stop();

        assertThat(pulse.isStopped()).isTrue();
        assertThat(pulse.mayCall(pulse.epoch(), GAP)).isFalse();
    }
}
