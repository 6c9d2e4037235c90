package dk.kravbro.web.api;

import dk.kravbro.intake.ProblemType;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;

/** Small JSON bodies that no room reads itself. */
final class Documents {

    private Documents() {}

    /** The object; empty if the bytes are none. */
    static Optional<JsonObject> object(byte[] body) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
            return Optional.of(reader.readObject());
        } catch (JsonException notJson) {
            return Optional.empty();
        }
    }

    /**
     * Answers a request whose body is one object: refused if it is above the limit, or no object.
     *
     * @param limit of the body, in bytes
     */
    static Response answer(InputStream body, int limit, Function<JsonObject, Response> read) throws IOException {
        Optional<byte[]> text = Bodies.upTo(limit, body);
        if (text.isEmpty()) {
            return Problems.answer(ProblemType.BODY_TOO_LARGE);
        }
        return object(text.get()).map(read).orElseGet(() -> Problems.answer(ProblemType.MALFORMED_JSON));
    }
}
