package dk.kravbro.intake;

import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * JSON text to plain values and back: objects are maps, arrays lists, numbers {@code BigDecimal}.
 *
 * <p>Stricter than the specification demands: a name stands once in an object, nesting is bounded, bytes are valid
 * UTF-8. A member that is null is left out: null counts as missing.
 */
final class JsonText {

    private static final int DEEPEST = 8;
    /** Longer than any number that could be meant, and short enough to be read in no time. */
    private static final int LONGEST_NUMBER = 100;

    private static final JsonProvider PROVIDER = JsonProvider.provider();
    private static final JsonParserFactory PARSERS = PROVIDER.createParserFactory(Map.of());

    /** The text is not JSON that we take. Says why without repeating it. */
    static final class NotJson extends Exception {
        private static final long serialVersionUID = 1L;

        NotJson(String why) {
            super(why);
        }
    }

    private JsonText() {}

    /** Reads one object. */
    static Map<String, Object> object(byte[] utf8) throws NotJson {
        return object(decoded(utf8));
    }

    /** Reads one object. */
    static Map<String, Object> object(String text) throws NotJson {
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            if (!parser.hasNext() || parser.next() != JsonParser.Event.START_OBJECT) {
                throw new NotJson("The text is not a JSON object.");
            }
            Map<String, Object> members = members(parser, 1);
            if (parser.hasNext()) {
                throw new NotJson("Something follows the JSON object.");
            }
            return members;
        } catch (JsonException | NoSuchElementException unreadable) {
            // The parser's own message repeats the text around the fault, so it stays here.
            throw new NotJson("The text is not valid JSON.");
        }
    }

    private static String decoded(byte[] utf8) throws NotJson {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new NotJson("The bytes are not valid UTF-8.");
        }
    }

    private static Map<String, Object> members(JsonParser parser, int depth) throws NotJson {
        if (depth > DEEPEST) {
            throw new NotJson("The JSON is nested more than " + DEEPEST + " deep.");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        while (true) {
            JsonParser.Event event = parser.next();
            if (event == JsonParser.Event.END_OBJECT) {
                return members;
            }
            String name = parser.getString();
            if (!names.add(name)) {
                throw new NotJson("A name stands twice in the same JSON object.");
            }
            JsonParser.Event value = parser.next();
            if (value != JsonParser.Event.VALUE_NULL) {
                members.put(name, value(parser, value, depth));
            }
        }
    }

    private static List<Object> elements(JsonParser parser, int depth) throws NotJson {
        if (depth > DEEPEST) {
            throw new NotJson("The JSON is nested more than " + DEEPEST + " deep.");
        }
        List<Object> elements = new ArrayList<>();
        while (true) {
            JsonParser.Event event = parser.next();
            if (event == JsonParser.Event.END_ARRAY) {
                return elements;
            }
            elements.add(value(parser, event, depth));
        }
    }

    private static Object value(JsonParser parser, JsonParser.Event event, int depth) throws NotJson {
        return switch (event) {
            case START_OBJECT -> members(parser, depth + 1);
            case START_ARRAY -> elements(parser, depth + 1);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER -> number(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> Null.NULL;
            default -> throw new NotJson("The text is not valid JSON.");
        };
    }

    /** A null in an array: of no type that anybody asks for. */
    private enum Null {
        NULL
    }

    private static BigDecimal number(String digits) throws NotJson {
        if (digits.length() > LONGEST_NUMBER) {
            throw new NotJson("A number has more than " + LONGEST_NUMBER + " characters.");
        }
        try {
            return new BigDecimal(digits);
        } catch (NumberFormatException beyond) {
            throw new NotJson("A number is beyond any range.");
        }
    }

    /** Writes maps, lists, texts, numbers and booleans as compact JSON. A map's order is the text's order. */
    static String write(Object value) {
        StringBuilder text = new StringBuilder(256);
        write(value, text);
        return text.toString();
    }

    private static void write(Object value, StringBuilder text) {
        if (value instanceof Map<?, ?> members) {
            text.append('{');
            for (Iterator<? extends Map.Entry<?, ?>> i = members.entrySet().iterator(); i.hasNext(); ) {
                Map.Entry<?, ?> member = i.next();
                quote(String.valueOf(member.getKey()), text);
                text.append(':');
                write(member.getValue(), text);
                if (i.hasNext()) {
                    text.append(',');
                }
            }
            text.append('}');
        } else if (value instanceof List<?> elements) {
            text.append('[');
            for (int i = 0; i < elements.size(); i++) {
                if (i > 0) {
                    text.append(',');
                }
                write(elements.get(i), text);
            }
            text.append(']');
        } else if (value instanceof BigDecimal number) {
            text.append(number.toPlainString());
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            quote(String.valueOf(value), text);
        }
    }

    private static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
