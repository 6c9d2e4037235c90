package dk.kravbro.web.api;

import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Ends a connection whose large body was refused. The server would read it to its end so as to keep the connection: a
 * batch of gigabytes for an answer that is known. A caller that is still writing may lose the answer; one that asks first
 * (Expect: 100-continue) has it before it writes. Servlets have no word for hanging up, so this asks Undertow.
 */
final class UnreadBody {

    /** Up to this many bytes the server may as well read on: less than a new connection costs. */
    private static final long SMALL = 1_048_576;

    private UnreadBody() {}

    /** Sends what was written, and hangs up if much may still come. */
    static void end(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long length = request.getContentLengthLong();
        boolean isChunked = request.getHeader("Transfer-Encoding") != null;
        if ((length > SMALL || isChunked)
                && !ServletRequestContext.requireCurrent().getExchange().isRequestComplete()) {
            response.flushBuffer();
            ServletRequestContext.requireCurrent().getExchange().getConnection().close();
        }
    }
}
