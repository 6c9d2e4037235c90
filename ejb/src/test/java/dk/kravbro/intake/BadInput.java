package dk.kravbro.intake;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of the table of bad input, {@code bad-input.table}, whose head says how it is read.
 *
 * @param kind what is sent: put, cancel, line or search
 * @param field JSON pointer of what is replaced in a sound document; {@code (body)}, {@code (agency)} or {@code (fee)}
 * @param value what stands there instead, as it goes over the wire
 * @param answer {@code taken}, or status, type and place of each problem
 * @param says a part of the first problem's words; of what was taken, the amount in øre or nothing
 */
record BadInput(String kind, String fault, String field, String value, String answer, String says) {

    private static final String AGENCY = "DK-710100";
    private static final String FEE = "7";
    private static final Pattern WRITTEN = Pattern.compile("«([^»]*)»");

    private static final String PUT = """
            {"version": 1, "type": "compensation", "reasonMessage": "Erstatning", "amount": 70.50,
             "loan": {"loanDate": "2026-09-16", "dueDate": "2026-10-16", "returnDate": "2026-10-19"},
             "compensation": {"cause": "damaged", "acknowledged": true},
             "materials": [{"materialItemNumber": "4996901420", "recordId": "42670158",
               "materialGroup": {"name": "Film DVD"}, "periodical": {"displayText": "2026 nr. 12"}}],
             "creationDate": "2026-10-19", "dueDate": "2026-11-18",
             "debtor": {"kind": "person", "cpr": "0206793776", "name": "Mette Prøve"},
             "guardians": [{"cpr": "1009620683", "name": "Jens Prøve"}]}""";

    /** Sound documents, one of each kind. */
    private static final Map<String, String> SOUND = Map.of(
            "put",
            PUT,
            "cancel",
            "{\"version\": 2, \"reason\": \"returned\", \"date\": \"2026-11-20\"}",
            "line",
            "{\"op\": \"put\", \"agencyId\": \"DK-710100\", \"feeId\": 7, "
                    + PUT.substring(1).replace("\n", ""),
            "search",
            "{\"debtorIdentity\": \"0206793776\"}");

    /** All rows. */
    static List<BadInput> table() {
        List<BadInput> rows = new ArrayList<>();
        String kind = "";
        for (String line : text().split("\n")) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                kind = line.substring(1, line.indexOf(']'));
                continue;
            }
            String[] cells = line.split("\\|", -1);
            if (cells.length != 5) {
                throw new IllegalStateException("a row has five cells: " + line);
            }
            rows.add(new BadInput(
                    kind, cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip()));
        }
        return rows;
    }

    private static String text() {
        try (InputStream table = Objects.requireNonNull(BadInput.class.getResourceAsStream("bad-input.table"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The sound document of a kind. */
    static byte[] sound(String kind) {
        return Objects.requireNonNull(SOUND.get(kind)).getBytes(StandardCharsets.UTF_8);
    }

    String agency() {
        return field.equals("(agency)") ? value : AGENCY;
    }

    String fee() {
        return field.equals("(fee)") ? value : FEE;
    }

    /** What goes over the wire. */
    byte[] body() {
        if (field.equals("(body)")) {
            return written(value);
        }
        try (JsonReader reader = Json.createReader(new StringReader(SOUND.get(kind)))) {
            StringBuilder text = new StringBuilder();
            boolean replaced = write(reader.readObject(), "", text);
            if (!replaced && field.startsWith("/")) {
                throw new IllegalStateException("nothing stands at " + field);
            }
            return written(text.toString());
        }
    }

    /** Writes a value with the row's own in its place; whether that place was in it. */
    private boolean write(JsonValue part, String place, StringBuilder text) {
        if (part instanceof JsonObject object) {
            return writeMembers(object, place, text);
        }
        if (part instanceof JsonArray array) {
            boolean replaced = false;
            text.append('[');
            for (int i = 0; i < array.size(); i++) {
                text.append(i > 0 ? "," : "");
                replaced |= place(array.get(i), place + "/" + i, text);
            }
            text.append(']');
            return replaced;
        }
        text.append(part);
        return false;
    }

    private boolean writeMembers(JsonObject object, String place, StringBuilder text) {
        boolean replaced = false;
        String comma = "";
        text.append('{');
        for (Map.Entry<String, JsonValue> member : object.entrySet()) {
            String there = place + "/" + member.getKey();
            if (there.equals(field) && value.equals("(gone)")) {
                replaced = true;
                continue;
            }
            text.append(comma).append('"').append(member.getKey()).append("\":");
            replaced |= place(member.getValue(), there, text);
            comma = ",";
        }
        if (field.equals(place + "/+")) {
            text.append(comma).append(value);
            replaced = true;
        }
        text.append('}');
        return replaced;
    }

    private boolean place(JsonValue part, String place, StringBuilder text) {
        if (place.equals(field)) {
            text.append(value);
            return true;
        }
        return write(part, place, text);
    }

    /** The bytes of a text, with what stands in « » carried out. */
    private byte[] written(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher marks = WRITTEN.matcher(text);
        int from = 0;
        while (marks.find()) {
            bytes.writeBytes(text.substring(from, marks.start()).getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(mark(marks.group(1)));
            from = marks.end();
        }
        bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private byte[] mark(String said) {
        if (said.startsWith("bytes ")) {
            return HexFormat.ofDelimiter(" ").parseHex(said.substring("bytes ".length()));
        }
        if (said.startsWith("sound in ")) {
            return SOUND.get(kind).getBytes(Charset.forName(said.substring("sound in ".length())));
        }
        int times = said.indexOf(" times ");
        if (times < 0) {
            throw new IllegalStateException("nobody knows how to write " + said);
        }
        return said.substring(times + " times ".length())
                .repeat(Integer.parseInt(said.substring(0, times)))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The problems as {@code answer} has them; empty if it is taken. */
    List<String> expected() {
        List<String> problems = new ArrayList<>();
        for (String one : answer.split(",")) {
            if (!one.strip().equals("taken")) {
                problems.add(one.strip() + (one.strip().split(" ").length == 2 ? " " + field : ""));
            }
        }
        return problems;
    }

    /** The øre that are taken, if the row says so. */
    Optional<Long> ore() {
        return answer.equals("taken") && !says.isEmpty() ? Optional.of(Long.valueOf(says)) : Optional.empty();
    }

    /** What the row is called in a report: never the value, which may be 5 MB. */
    @Override
    public String toString() {
        return kind + " " + field + ": " + fault;
    }
}
