package dk.kravbro.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The time that the simulator lives in: real time, or so much ahead of it. It runs on at the pace of real time and is never
 * behind it.
 */
final class SettableClock extends Clock {

    /** How far it may be ahead: beyond the longest limitation of a claim. */
    static final Duration FARTHEST = Duration.ofDays(4_000);

    /** Shared with the same clock in another zone. */
    private static final class Setting {
        private volatile Duration ahead = Duration.ZERO;
    }

    private final Clock real;
    private final Setting setting;

    SettableClock(Clock real) {
        this(real, new Setting());
    }

    private SettableClock(Clock real, Setting setting) {
        this.real = real;
        this.setting = setting;
    }

    /** Real time, whatever is set. */
    Instant realInstant() {
        return real.instant();
    }

    Duration ahead() {
        return setting.ahead;
    }

    /**
     * How far ahead of real time it would be then.
     *
     * @throws IllegalArgumentException if that is before now, or more than {@link #FARTHEST} ahead
     */
    Duration aheadAt(Instant at) {
        if (at.isBefore(instant())) {
            throw new IllegalArgumentException("the clock is never set back; DELETE /control/clock is real time again");
        }
        Duration demanded = Duration.between(real.instant(), at);
        if (demanded.compareTo(FARTHEST) > 0) {
            throw new IllegalArgumentException(
                    "the clock is at most " + FARTHEST.toDays() + " days ahead of real time");
        }
        return demanded;
    }

    /** Sets it; only {@link DebtorSystems} does, after the journal knows. */
    void set(Duration demanded) {
        setting.ahead = demanded;
    }

    @Override
    public Instant instant() {
        return real.instant().plus(setting.ahead);
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SettableClock(real.withZone(zone), setting);
    }
}
