package dk.kravbro.web.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Bodies of single requests: read whole, but never more than the limit. */
final class Bodies {

    private Bodies() {}

    /** The body; empty if it is above the limit. */
    static Optional<byte[]> upTo(int limit, InputStream body) throws IOException {
        byte[] read = body.readNBytes(limit + 1);
        return read.length > limit ? Optional.empty() : Optional.of(read);
    }
}
