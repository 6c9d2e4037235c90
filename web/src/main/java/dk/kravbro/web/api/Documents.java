package dk.kravbro.web.api;

import dk.kravbro.intake.ProblemType;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.spi.JsonProvider;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * JSON that goes out, and small JSON bodies that no room reads itself. All of it over one provider, since {@code
 * jakarta.json.Json} looks for it anew each time (docs/decisions/0019-slices-receive-side-timers.md).
 */
final class Documents {

    private static final JsonProvider PROVIDER = JsonProvider.provider();
    private static final JsonBuilderFactory BUILDERS = PROVIDER.createBuilderFactory(Map.of());
    private static final JsonReaderFactory READERS = PROVIDER.createReaderFactory(Map.of());

    private Documents() {}

    static JsonObjectBuilder anObject() {
        return BUILDERS.createObjectBuilder();
    }

    /** An object of plain maps, lists, texts and numbers. */
    static JsonObjectBuilder anObject(Map<String, Object> members) {
        return BUILDERS.createObjectBuilder(members);
    }

    static JsonArrayBuilder anArray() {
        return BUILDERS.createArrayBuilder();
    }

    /** The values as an array. */
    static JsonArrayBuilder anArray(Collection<?> values) {
        return BUILDERS.createArrayBuilder(values);
    }

    /** The object; empty if the bytes are none. */
    static Optional<JsonObject> object(byte[] body) {
        try (JsonReader reader = READERS.createReader(new ByteArrayInputStream(body))) {
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
