package dk.kravbro.web.callback;

import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Ends a connection whose body was not read to its end. The server would read on for ever so as to keep the connection:
 * from a sender that trickles, with a thread of ours. Servlets have no word for hanging up, so this asks Undertow.
 */
final class HangUp {

    /** A sender that still writes gets our answer only if we read on for a little while before we close. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private static final int LINGER_BYTES = 1_048_576;

    private HangUp() {}

    /** Sends what was written, reads on for a moment, closes. */
    static void on(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.flushBuffer();
        try {
            InputStream rest = request.getInputStream();
            new ArrivingBody(rest, LINGER_BYTES, LINGER, System::nanoTime).read();
        } catch (ArrivingBody.Refused | IOException stillThere) {
            CallbackLog.LOG.debugf(
                    "a sender was still writing: %s", stillThere.getClass().getSimpleName());
        }
        ServletRequestContext.requireCurrent().getExchange().getConnection().close();
    }
}
