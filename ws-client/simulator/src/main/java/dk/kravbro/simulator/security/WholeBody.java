package dk.kravbro.simulator.security;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads bodies that are whole and not too long. */
public final class WholeBody {

    private WholeBody() {}

    /**
     * The body, or null if it is longer than allowed.
     *
     * @throws IOException if less came than was announced: the JDK's server takes the end of the stream for the end of the
     *     body, and half a message would be refused for what it lacks
     */
    public static byte @Nullable [] read(HttpExchange exchange, int longest) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            byte[] body = in.readNBytes(longest + 1);
            if (body.length > longest) {
                return null;
            }
            String announced = exchange.getRequestHeaders().getFirst("Content-Length");
            if (announced != null && body.length < Long.parseLong(announced)) {
                throw new IOException("the body broke off after " + body.length + " of " + announced + " bytes");
            }
            return body;
        }
    }
}
