package dk.kravbro.web.api;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps a caller who sends or reads too slowly from holding a thread: a read or a write that stands still for too long, or
 * a request that lasts too long as a whole, ends with its connection. Blocking streams have no word for it, so somebody
 * else {@linkplain #look looks} now and then and hangs up.
 *
 * <p>One thread reads and writes, another looks.
 */
final class StallGuard {

    private static final long MOVING = Long.MIN_VALUE;

    private final Duration silence;
    private final Duration whole;
    private final LongSupplier nanos;
    private final Runnable hangUp;
    private final long begun;
    private volatile long waitingSince = MOVING;
    private volatile boolean hungUp;

    /**
     * A guard over a request that begins now.
     *
     * @param silence how long one read or write may stand still
     * @param whole how long the request may last
     * @param nanos a clock that only goes forward
     * @param hangUp ends the connection, so that a read or a write that stands still fails
     */
    StallGuard(Duration silence, Duration whole, LongSupplier nanos, Runnable hangUp) {
        this.silence = silence;
        this.whole = whole;
        this.nanos = nanos;
        this.hangUp = hangUp;
        this.begun = nanos.getAsLong();
    }

    /**
     * Hangs up if it is time.
     *
     * @return whether it has hung up, now or before
     */
    boolean look() {
        long now = nanos.getAsLong();
        long since = waitingSince;
        boolean stands = since != MOVING && now - since > silence.toNanos();
        if (!hungUp && (stands || now - begun > whole.toNanos())) {
            hungUp = true;
            hangUp.run();
        }
        return hungUp;
    }

    /** Bytes that come, under guard. */
    InputStream guarded(InputStream input) {
        return new CallerBody(input) {
            @Override
            public int read() throws IOException {
                waitingSince = nanos.getAsLong();
                try {
                    return super.read();
                } finally {
                    waitingSince = MOVING;
                }
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                waitingSince = nanos.getAsLong();
                try {
                    return super.read(bytes, from, length);
                } finally {
                    waitingSince = MOVING;
                }
            }
        };
    }

    /** Bytes that go, under guard. */
    OutputStream guarded(OutputStream output) {
        return new FilterOutputStream(output) {
            @Override
            public void write(int single) throws IOException {
                write(new byte[] {(byte) single}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                waitingSince = nanos.getAsLong();
                try {
                    out.write(bytes, from, length);
                } finally {
                    waitingSince = MOVING;
                }
            }

            @Override
            public void flush() throws IOException {
                waitingSince = nanos.getAsLong();
                try {
                    out.flush();
                } finally {
                    waitingSince = MOVING;
                }
            }
        };
    }
}
