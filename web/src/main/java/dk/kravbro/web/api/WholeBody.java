package dk.kravbro.web.api;

import java.io.IOException;
import java.io.InputStream;

/** A body that tells when all of it has come. */
final class WholeBody extends CallerBody {

    private final Runnable arrived;

    /** @param arrived called at the body's end, and again at each read after it */
    WholeBody(InputStream body, Runnable arrived) {
        super(body);
        this.arrived = arrived;
    }

    @Override
    public int read() throws IOException {
        return told(super.read());
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        return told(super.read(bytes, from, length));
    }

    private int told(int read) {
        if (read < 0) {
            arrived.run();
        }
        return read;
    }
}
