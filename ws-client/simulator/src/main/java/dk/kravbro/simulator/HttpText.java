package dk.kravbro.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes answers. */
final class HttpText {

    private HttpText() {}

    static void empty(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    static void xml(HttpExchange exchange, boolean soap12, int status, byte[] xml) throws IOException {
        bytes(exchange, soap12 ? "application/soap+xml; charset=utf-8" : "text/xml; charset=utf-8", status, xml);
    }

    static void json(HttpExchange exchange, int status, Object value) throws IOException {
        bytes(exchange, "application/json", status, json(value).getBytes(StandardCharsets.UTF_8));
    }

    static String json(Object value) {
        try {
            return Journal.JSON.writeValueAsString(value);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("an answer cannot be written as JSON", broken);
        }
    }

    static void html(HttpExchange exchange, byte[] page) throws IOException {
        bytes(exchange, "text/html; charset=utf-8", 200, page);
    }

    private static void bytes(HttpExchange exchange, String type, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
