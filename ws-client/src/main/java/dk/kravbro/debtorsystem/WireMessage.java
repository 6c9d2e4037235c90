package dk.kravbro.debtorsystem;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message as it went over the wire. It holds people: never printed, and kept only where it is sealed.
 *
 * <p>Not a record: nobody needs to compare two, and its text must not show in a log.
 */
public final class WireMessage {

    /** Nothing went that way. */
    public static final WireMessage NONE = new WireMessage(0, new byte[0], "", "");

    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([A-Za-z0-9._:-]{1,40})");

    private final int bytes;
    private final byte[] kept;
    private final String contentType;
    private final String note;

    /**
     * Makes one.
     *
     * @param bytes how long it was on the wire
     * @param kept what is left of it
     * @param contentType as its sender named it; empty if it did not
     * @param note what is left out, in words; empty if it is whole
     */
    public WireMessage(int bytes, byte[] kept, String contentType, String note) {
        this.bytes = bytes;
        this.kept = kept.clone();
        this.contentType = contentType;
        this.note = note;
    }

    /** How long it was, in bytes. */
    public int bytes() {
        return bytes;
    }

    public byte[] kept() {
        return kept.clone();
    }

    /** Whether there is something to keep. */
    public boolean isKept() {
        return kept.length > 0;
    }

    public String contentType() {
        return contentType;
    }

    public String note() {
        return note;
    }

    /** Reads bytes as their content type says, and as UTF-8 if it says nothing that is known here. */
    public static String text(byte[] bytes, String contentType) {
        Matcher named = CHARSET.matcher(contentType);
        return new String(
                bytes,
                named.find()
                                && Charset.availableCharsets()
                                        .containsKey(named.group(1).toUpperCase(Locale.ROOT))
                        ? Charset.forName(named.group(1))
                        : StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "WireMessage[" + bytes + " bytes]";
    }
}
