package dk.kravbro.web.api;

import dk.kravbro.intake.ProblemType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A gzip body as it comes out, and no more of it than a limit: a bomb is refused where it passes the limit, whatever it
 * would have become. Never holds more than a few kilobytes.
 */
final class InflatedBody extends InputStream {

    private final InputStream sent;
    private @Nullable GZIPInputStream inflating;
    private long left;

    /** @param limit of what comes out, in bytes */
    InflatedBody(InputStream sent, long limit) {
        this.sent = sent;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, into.length);
        if (length == 0) {
            return 0;
        }
        int read = inflated(into, from, length);
        left -= Math.max(read, 0);
        if (left < 0) {
            throw new BrokenBody(ProblemType.BODY_TOO_LARGE);
        }
        return read;
    }

    private int inflated(byte[] into, int from, int length) throws IOException {
        try {
            GZIPInputStream open = inflating;
            if (open == null) {
                open = new GZIPInputStream(sent);
                inflating = open;
            }
            return open.read(into, from, length);
        } catch (ZipException | EOFException notGzip) {
            throw new BrokenBody(ProblemType.BAD_ENCODING);
        }
    }
}
