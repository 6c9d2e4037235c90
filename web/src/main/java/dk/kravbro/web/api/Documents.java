package dk.kravbro.web.api;

import dk.kravbro.intake.ProblemType;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
    private static final JsonReaderFactory READERS =
            PROVIDER.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private static final JsonParserFactory PARSERS = PROVIDER.createParserFactory(Map.of());

    /** As in what FBS sends. */
    private static final int DEEPEST = 8;

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

    /** The object; empty if the bytes are none in UTF-8, if a name stands twice in it, or if anything follows it. */
    static Optional<JsonObject> object(byte[] body) {
        try {
            String text = decoded(body);
            if (!isOneValue(text)) {
                return Optional.empty();
            }
            try (JsonReader reader = READERS.createReader(new StringReader(text))) {
                return Optional.of(reader.readObject());
            }
        } catch (JsonException | CharacterCodingException notJson) {
            return Optional.empty();
        }
    }

    /** Looked at before it is read: the provider's reader overlooks what follows, and breaks at a depth of its own. */
    private static boolean isOneValue(String text) {
        int depth = 0;
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            while (parser.hasNext()) {
                JsonParser.Event event = parser.next();
                if (event == JsonParser.Event.START_OBJECT || event == JsonParser.Event.START_ARRAY) {
                    depth++;
                } else if (event == JsonParser.Event.END_OBJECT || event == JsonParser.Event.END_ARRAY) {
                    depth--;
                }
                if (depth > DEEPEST || (depth == 0 && parser.hasNext())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The provider would guess at the charset, and read what is broken with a replacement. */
    private static String decoded(byte[] utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
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
