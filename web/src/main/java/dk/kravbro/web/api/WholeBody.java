package dk.kravbro.web.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that tells when all of it has come. */
final class WholeBody extends FilterInputStream {

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
        try {
            return told(super.read(bytes, from, length));
        } catch (NullPointerException hungUp) {
            // The server's stream says it so when its connection is closed under it, as at the end of a deadline.
            throw new IOException("the connection was closed under its reader", hungUp);
        }
    }

    private int told(int read) {
        if (read < 0) {
            arrived.run();
        }
        return read;
    }
}
