package dk.kravbro.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The rows: what is said to the API over a bare socket, and what must come of it. */
final class ApiInputs {

    private static final String JSON = "application/json";
    private static final String MALFORMED = "400 malformed-json";
    private static final String MEDIA_TYPE = "415 unsupported-media-type";
    private static final String RANGE = "422 out-of-range";
    private static final String NO_AGENCY = "404 unknown-agency";
    private static final String TAKEN = "201";
    /** The listener refuses it, with a problem or with a bare status, or hangs up. */
    private static final String LISTENER = "400.*|closed";

    private static final String SEARCH = "/api/v1/fees/search";

    private final String agency;
    private final String authorization;
    private final List<ApiInput> rows = new ArrayList<>();
    private long fee = 10_000;

    /** @param authorization FBS's own header, which a hostile caller has come by */
    ApiInputs(String agency, String authorization) {
        this.agency = agency;
        this.authorization = authorization;
    }

    List<ApiInput> all() {
        mediaTypes();
        texts();
        addresses();
        methods();
        lengths();
        chunks();
        heads();
        slowness();
        return List.copyOf(rows);
    }

    private void mediaTypes() {
        byte[] good = body();
        body("no Content-Type", MEDIA_TYPE, null, good);
        body("text/plain", MEDIA_TYPE, "text/plain", good);
        body("a form", MEDIA_TYPE, "application/x-www-form-urlencoded", "version=1&amount=70".getBytes(UTF_8));
        body("a form of parts", MEDIA_TYPE, "multipart/form-data; boundary=b", good);
        body("another kind of JSON", MEDIA_TYPE, "application/problem+json", good);
        body("lines to a single fee", MEDIA_TYPE, "application/x-ndjson", good);
        body("no media type at all", MEDIA_TYPE + "|400.*", "json", good);
        body("charset of UTF-8", TAKEN, JSON + "; charset=utf-8", good);
        body("in capitals", TAKEN, "Application/JSON", good);
        body("charset of ISO-8859-1, and so the bytes", MALFORMED, JSON + "; charset=iso-8859-1", latin1());
        body("charset of ISO-8859-1, bytes of UTF-8: JSON is UTF-8", TAKEN, JSON + "; charset=iso-8859-1", good);
        body("charset that nobody knows: not looked at", TAKEN, JSON + "; charset=martian", good);
        body("gzip", "400 bad-encoding", JSON + "\r\nContent-Encoding: gzip", new byte[] {31, -117, 8, 0, 0, 0, 0, 0});
        row("JSON to a batch", MEDIA_TYPE, request("POST", "/api/v1/fee-batches", JSON, good));
    }

    private void texts() {
        String good = text();
        body("empty", "400 empty-body", JSON, new byte[0]);
        body("byte order mark", MALFORMED, JSON, ("\uFEFF" + good).getBytes(UTF_8));
        body("UTF-16", MALFORMED, JSON, good.getBytes(UTF_16));
        body("UTF-16 without a mark", MALFORMED, JSON, good.getBytes(UTF_16LE));
        body("ISO-8859-1", MALFORMED, JSON, latin1());
        body("overlong UTF-8", MALFORMED, JSON, good.replace("Prøve", "À¯").getBytes(ISO_8859_1));
        json("lone surrogate", "422 unprintable-text", "Prøve", "a\\ud800");
        json("U+0000", "422 unprintable-text", "Prøve", "a\\u0000");
        json("U+FFFF", "422 unprintable-text", "Prøve", "a\\uffff");
        json("beyond a double", "422 amount-too-large", "25.50", "1e400");
        json("NaN", MALFORMED, "25.50", "NaN");
        json("20.001", "422 too-many-decimals", "25.50", "20.001");
        json("a number as text", "400 wrong-type", "25.50", "\"25.50\"");
        body("a name twice", MALFORMED, JSON, ("{\"version\":1," + good.substring(1)).getBytes(UTF_8));
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        body("10,000 deep", MALFORMED, JSON, ("{\"x\":" + deep + "," + good.substring(1)).getBytes(UTF_8));
        body("two documents", MALFORMED, JSON, (good + good).getBytes(UTF_8));
        json("above the limit", "413 body-too-large", "Prøve", "x".repeat(70_000));
        json("5 MB in one field", "413 body-too-large|closed", "Prøve", "x".repeat(5_000_000));
        row(
                "search for U+0000",
                "422 unprintable-text",
                request("POST", SEARCH, JSON, "{\"debtorIdentity\":\"\\u0000\"}"));
        row(
                "search in UTF-16",
                MALFORMED,
                request("POST", SEARCH, JSON, "{\"debtorIdentity\":\"x\"}".getBytes(UTF_16)));
        row(
                "search with a name twice",
                MALFORMED,
                request("POST", SEARCH, JSON, "{\"debtorIdentity\":\"x\",\"debtorIdentity\":\"y\"}"));
        row(
                "search with a hyphen",
                "422 bad-identity",
                request("POST", SEARCH, JSON, "{\"debtorIdentity\":\"010190-5678\"}"));
    }

    private void addresses() {
        String there = "/api/v1/agencies/" + agency + "/fees/";
        path("fee 0", RANGE, there + "0");
        path("fee below 0", RANGE, there + "-7");
        path("fee above the largest", RANGE, there + "9223372036854775808");
        path("fee with leading zeros", RANGE, there + "007");
        path("fee as a word", RANGE, there + "seven");
        path("fee with an encoded slash", "4[0-9]{2} .*", there + "7%2F8");
        path("fee with an encoded blank", RANGE, there + "7%20");
        path("fee with U+0000", RANGE + "|400.*", there + "7%00");
        path("agency in small letters", NO_AGENCY, "/api/v1/agencies/" + agency.replace("DK", "dk") + "/fees/7");
        path("agency with a digit too many", NO_AGENCY, "/api/v1/agencies/" + agency + "0/fees/7");
        path("agency that climbs", "404 .*", "/api/v1/agencies/%2e%2e/fees/7");
        path("address that climbs out", "40[045].*", "/api/v1/../../../etc/passwd");
        path("address that climbs out, encoded", "40[045].*", "/api/v1/%2e%2e/%2e%2e/%2e%2e/etc/passwd");
        path("broken encoding", "4[0-9]{2}.*", there + "%ZZ");
        path("bytes beyond ASCII", "4[0-9]{2}.*", there + "å");
        path("8,000 characters", "4[0-9]{2}.*", there + "7".repeat(8_000));
        path("no such address", "404 not-found", "/api/v1/fines/7");
    }

    private void methods() {
        for (String method : List.of("DELETE", "PATCH", "BREW")) {
            row(method, "405 method-not-allowed|501.*", request(method, path(), JSON, body()));
        }
        row("TRACE", "40[0-9].*|501.*", request("TRACE", path(), JSON, new byte[0]));
        row("not HTTP", LISTENER, "EHLO kravbro\r\n\r\n".getBytes(UTF_8));
        row(
                "no Host",
                "400.*|closed|201",
                "PUT /api/v1/agencies HTTP/1.1\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8));
        row("waits for 100-continue", TAKEN, talk -> {
            talk.say(head("PUT", path(), JSON) + "Expect: 100-continue\r\nContent-Length: " + body().length
                    + "\r\n\r\n");
            talk.say(body());
        });
        row("waits for something else", "417.*|400.*|201", talk -> {
            talk.say(head("PUT", path(), JSON) + "Expect: wonders\r\nContent-Length: " + body().length + "\r\n\r\n");
            talk.say(body());
        });
    }

    private void lengths() {
        byte[] good = body();
        length("length of 5, twice, and the truth", LISTENER, "5\r\nContent-Length: " + good.length);
        length("length below 0", LISTENER, "-1");
        length("length in words", LISTENER, "many");
        length("length beyond long", LISTENER, "99999999999999999999");
        length("length below the truth", MALFORMED, Integer.toString(good.length - 20));
        length("length above the truth, then silence", PlainTalk.CLOSED, Integer.toString(good.length + 20));
        length("100 MB by its own word", "413 body-too-large|closed", "100000000");
        row("a length and chunks", LISTENER, talk -> {
            talk.say(head("PUT", path(), JSON) + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n");
            talk.say(chunk(body()) + "0\r\n\r\n");
        });
    }

    private void chunks() {
        row("chunks", TAKEN, talk -> {
            talk.say(chunkedHead());
            talk.say(chunk(body()) + "0\r\n\r\n");
        });
        row("chunk of no size", LISTENER + "|500.*", talk -> {
            talk.say(chunkedHead());
            talk.say("zz\r\n" + text() + "\r\n0\r\n\r\n");
        });
        row("chunk above its size", LISTENER + "|500.*", talk -> {
            talk.say(chunkedHead());
            talk.say("5\r\n" + text() + "\r\n0\r\n\r\n");
        });
        row("chunk beyond long", LISTENER + "|500.*", talk -> {
            talk.say(chunkedHead());
            talk.say("ffffffffffffffffffff\r\n" + text() + "\r\n0\r\n\r\n");
        });
        row("chunks without end", "413 body-too-large|closed", talk -> {
            talk.say(chunkedHead());
            String chunk = chunk("x".repeat(0x10000).getBytes(UTF_8));
            for (int i = 0; i < 200; i++) {
                talk.say(chunk);
            }
        });
    }

    private void heads() {
        row("200 lines in the head", "4[0-9]{2}.*|closed", talk -> {
            talk.say(head("PUT", path(), JSON) + "X: x\r\n".repeat(200) + "Content-Length: 0\r\n\r\n");
        });
        row("a line of 100 kB in the head", "4[0-9]{2}.*|closed", talk -> {
            talk.say(head("PUT", path(), JSON) + "X: " + "x".repeat(100_000) + "\r\nContent-Length: 0\r\n\r\n");
        });
        row("no log-in", "401 not-authenticated", talk -> {
            talk.say("PUT " + path() + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + JSON + "\r\nContent-Length: "
                    + body().length + "\r\n\r\n");
            talk.say(body());
        });
    }

    private void slowness() {
        row(
                "trickled head",
                PlainTalk.CLOSED + "|408.*",
                talk -> trickle(talk, head("PUT", path(), JSON).getBytes(UTF_8)));
        row("trickled body", PlainTalk.CLOSED, talk -> {
            talk.say(head("PUT", path(), JSON) + "Content-Length: " + body().length + "\r\n\r\n");
            trickle(talk, body());
        });
        row("trickled chunks", PlainTalk.CLOSED, talk -> {
            talk.say(chunkedHead());
            for (byte each : body()) {
                trickle(talk, ("1\r\n" + (char) each + "\r\n").getBytes(ISO_8859_1));
            }
        });
        row("half a body, then silence", PlainTalk.CLOSED, talk -> {
            talk.say(head("PUT", path(), JSON) + "Content-Length: " + body().length + "\r\n\r\n");
            talk.say(text().substring(0, 100));
        });
    }

    /** Ten bytes a second: far below any limit of silence, and the whole takes longer than the deadline. */
    private static void trickle(PlainTalk talk, byte[] bytes) throws IOException {
        for (byte each : bytes) {
            talk.say(new byte[] {each});
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private static String text() {
        return Fees.body(1, 25.50);
    }

    private static byte[] body() {
        return text().getBytes(UTF_8);
    }

    private static byte[] latin1() {
        return text().getBytes(ISO_8859_1);
    }

    /** A fee that nobody has put before. */
    private String path() {
        fee++;
        return Fees.path(agency, fee);
    }

    private String head(String method, String path, String mediaType) {
        return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + authorization + "\r\n"
                + (mediaType == null ? "" : "Content-Type: " + mediaType + "\r\n");
    }

    private String chunkedHead() {
        return head("PUT", path(), JSON) + "Transfer-Encoding: chunked\r\n\r\n";
    }

    private static String chunk(byte[] bytes) {
        return Integer.toHexString(bytes.length) + "\r\n" + new String(bytes, UTF_8) + "\r\n";
    }

    private byte[] request(String method, String path, String mediaType, String body) {
        return request(method, path, mediaType, body.getBytes(UTF_8));
    }

    private byte[] request(String method, String path, String mediaType, byte[] body) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(
                (head(method, path, mediaType) + "Content-Length: " + body.length + "\r\n\r\n").getBytes(UTF_8));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private void json(String name, String expected, String right, String wrong) {
        body(name, expected, JSON, text().replace(right, wrong).getBytes(UTF_8));
    }

    private void body(String name, String expected, String mediaType, byte[] body) {
        row(name, expected, request("PUT", path(), mediaType, body));
    }

    private void path(String name, String expected, String path) {
        row(name, expected, request("PUT", path, JSON, body()));
    }

    private void length(String name, String expected, String length) {
        row(name, expected, talk -> {
            talk.say(head("PUT", path(), JSON) + "Content-Length: " + length + "\r\n\r\n");
            talk.say(body());
        });
    }

    private void row(String name, String expected, byte[] request) {
        row(name, expected, talk -> talk.say(request));
    }

    private void row(String name, String expected, PlainTalk.Saying saying) {
        rows.add(new ApiInput(name, expected, saying));
    }
}
