package dk.kravbro.simulator.security;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** An exchange whose message was read and proved already, and whose answer is signed when it is whole. */
final class SealedExchange extends HttpExchange {

    /** Signs an answer. */
    interface Seal {
        byte[] on(int status, byte[] answer);
    }

    private final HttpExchange exchange;
    private final InputStream message;
    private final Seal seal;
    private int status;

    SealedExchange(HttpExchange exchange, byte[] message, Seal seal) {
        this.exchange = exchange;
        this.message = new ByteArrayInputStream(message);
        this.seal = seal;
    }

    @Override
    public void sendResponseHeaders(int code, long length) throws IOException {
        status = code;
        if (length < 0) {
            exchange.sendResponseHeaders(code, length);
        }
    }

    @Override
    public OutputStream getResponseBody() {
        return new ByteArrayOutputStream() {
            @Override
            public void close() throws IOException {
                byte[] answer = seal.on(status, toByteArray());
                exchange.sendResponseHeaders(status, answer.length);
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(answer);
                }
            }
        };
    }

    @Override
    public InputStream getRequestBody() {
        return message;
    }

    @Override
    public Headers getRequestHeaders() {
        return exchange.getRequestHeaders();
    }

    @Override
    public Headers getResponseHeaders() {
        return exchange.getResponseHeaders();
    }

    @Override
    public URI getRequestURI() {
        return exchange.getRequestURI();
    }

    @Override
    public String getRequestMethod() {
        return exchange.getRequestMethod();
    }

    @Override
    public HttpContext getHttpContext() {
        return exchange.getHttpContext();
    }

    @Override
    public void close() {
        exchange.close();
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return exchange.getRemoteAddress();
    }

    @Override
    public int getResponseCode() {
        return status;
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return exchange.getLocalAddress();
    }

    @Override
    public String getProtocol() {
        return exchange.getProtocol();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return exchange.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        exchange.setAttribute(name, value);
    }

    @Override
    public void setStreams(InputStream in, OutputStream out) {
        exchange.setStreams(in, out);
    }

    @Override
    public @Nullable HttpPrincipal getPrincipal() {
        return exchange.getPrincipal();
    }
}
