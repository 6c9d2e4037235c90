package dk.kravbro.web.callback;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A body as it comes in: no more than so many bytes, and no longer than so long. The listener ends a silence; that is no
 * limit for a sender that lets a byte go now and then, so the whole has one here.
 */
final class ArrivingBody {

    private static final int STEP = 8_192;

    private final InputStream stream;
    private final int most;
    private final long limit;
    private final LongSupplier nanos;

    /**
     * @param most bytes that are kept at most
     * @param nanos a clock that only goes forward
     */
    ArrivingBody(InputStream stream, int most, Duration limit, LongSupplier nanos) {
        this.stream = stream;
        this.most = most;
        this.limit = limit.toNanos();
        this.nanos = nanos;
    }

    /** What is wrong with the way it came. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final Refusal refusal;
        private final int size;

        Refused(Refusal refusal, int size) {
            super(refusal.name());
            this.refusal = refusal;
            this.size = size;
        }

        Refusal refusal() {
            return refusal;
        }

        /** Bytes that had come by then. */
        int size() {
            return size;
        }
    }

    /**
     * Reads to its end.
     *
     * @throws Refused if it is too large or too slow; the rest is not read
     * @throws IOException if the connection breaks, or is silent for too long
     */
    byte[] read() throws Refused, IOException {
        long begun = nanos.getAsLong();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] step = new byte[STEP];
        for (int read = stream.read(step); read >= 0; read = stream.read(step)) {
            body.write(step, 0, read);
            if (body.size() > most) {
                throw new Refused(Refusal.TOO_LARGE, body.size());
            }
            if (nanos.getAsLong() - begun > limit) {
                throw new Refused(Refusal.TOO_SLOW, body.size());
            }
        }
        return body.toByteArray();
    }
}
