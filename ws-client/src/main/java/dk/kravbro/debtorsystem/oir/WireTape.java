package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.CallTrace.PlatformReference;
import dk.kravbro.debtorsystem.WireMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.cxf.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * Takes down one call's two messages as they pass, at most {@link #LONGEST} bytes of each. Of an answer only what was read:
 * the reader stops where it understands no more. The token of a request is left out: whoever reads old messages must not find
 * one that still holds.
 */
final class WireTape {

    /** Most that is kept of a message, in bytes: an inquiry of 500 ids and its answer fit. */
    static final int LONGEST = 262_144;

    private static final String CUT = "cut after " + LONGEST + " bytes";

    private static final Pattern TOKEN =
            Pattern.compile("(?s)<((?:[A-Za-z_][\\w.-]*:)?(?:Encrypted)?Assertion)(?=[\\s>]).*?</\\1\\s*>");

    /** In a fault's text or in an element; what may stand between name and value is no letter or digit. */
    private static final Pattern CALL_UUID = Pattern.compile(
            "CallUUID[^A-Za-z0-9]{1,20}([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})(?![0-9A-Fa-f])");

    private static final Pattern RECEIVED = Pattern.compile("Received[^A-Za-z0-9]{1,20}"
            + "([0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?"
            + "(?: ?(?:Z|[+-][0-9]{2}:?[0-9]{2}))?)");

    private static final int LONGEST_TYPE = 100;

    private WireMessage request = WireMessage.NONE;
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private int answerBytes;
    private String answerType = "";

    /**
     * Takes down a request.
     *
     * @param body as it leaves
     * @param hasToken whether it carries a token; it is left out, and if it cannot be found, so is everything
     */
    void request(byte[] body, boolean hasToken) {
        String note = "";
        byte[] kept = body;
        if (hasToken) {
            String text = new String(body, StandardCharsets.UTF_8);
            Matcher token = TOKEN.matcher(text);
            if (token.find()) {
                note = "the security token is left out";
                kept = token.replaceAll("<!-- $1: the security token is not kept -->")
                        .getBytes(StandardCharsets.UTF_8);
            } else {
                note = "not kept: its security token could not be found to be left out";
                kept = new byte[0];
            }
        }
        if (kept.length > LONGEST) {
            note = note.isEmpty() ? CUT : note + "; " + CUT;
            kept = java.util.Arrays.copyOf(kept, LONGEST);
        }
        request = new WireMessage(body.length, kept, "", note);
    }

    /** Notes how the answer names itself. */
    void answerBegins(Message message) {
        @Nullable Object type = message.get(Message.CONTENT_TYPE);
        String named = type == null ? "" : type.toString().replaceAll("[^\\x20-\\x7e]", "");
        answerType = named.length() <= LONGEST_TYPE ? named : named.substring(0, LONGEST_TYPE);
    }

    /** Takes down a part of the answer. */
    void answer(byte[] buffer, int offset, int length) {
        answer.write(buffer, offset, Math.min(length, LONGEST - answer.size()));
        answerBytes += length;
    }

    WireMessage request() {
        return request;
    }

    WireMessage answer() {
        return new WireMessage(answerBytes, answer.toByteArray(), answerType, answerBytes > LONGEST ? CUT : "");
    }

    /** How much of the answer was read, in bytes. */
    int answerBytes() {
        return answerBytes;
    }

    /** What the platform's answer says for its help desk, wherever it says it. */
    PlatformReference platformReference() {
        String text = answer.toString(StandardCharsets.UTF_8);
        Matcher uuid = CALL_UUID.matcher(text);
        Matcher received = RECEIVED.matcher(text);
        return new PlatformReference(uuid.find() ? uuid.group(1) : "", received.find() ? received.group(1) : "");
    }
}
