package dk.kravbro.web.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body as its caller sends it, on a connection that somebody may {@linkplain HangUp close} under its reader: it then ends
 * as one that broke off. The server's stream throws a {@link NullPointerException} where it meets that moment.
 */
class CallerBody extends FilterInputStream {

    CallerBody(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (NullPointerException closed) {
            throw brokenOff(closed);
        }
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        try {
            return super.read(bytes, from, length);
        } catch (NullPointerException closed) {
            throw brokenOff(closed);
        }
    }

    private static IOException brokenOff(NullPointerException closed) {
        return new IOException("the connection was closed under its reader", closed);
    }
}
