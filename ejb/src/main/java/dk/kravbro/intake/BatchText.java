package dk.kravbro.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A batch's text as it arrives, line by line; never more of it in memory than one line and a buffer.
 *
 * <p>Lines end with LF or CR LF, the last one perhaps with nothing. A byte order mark at the start is left out.
 */
public final class BatchText {

    private static final int BUFFER = 65_536;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream input;
    private final int longestLine;
    private final MessageDigest digest;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;
    private int position;
    private int number;
    private long before;
    private String hash = "";

    /** @param longestLine bytes that a line may have without its end */
    public BatchText(InputStream input, int longestLine) {
        this.input = input;
        this.longestLine = longestLine;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    /** Waits for the first byte, or the end; takes nothing. */
    public void await() throws IOException {
        fill();
    }

    /** Whether the rest of the next line would have to be waited for, as far as can be told without waiting. */
    boolean isSilent() throws IOException {
        return endOfLine() >= filled && input.available() <= 0;
    }

    /** The next line; empty at the end. */
    public Optional<BatchLine> next() throws IOException {
        if (!fill()) {
            return Optional.empty();
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        digest.update(hash.getBytes(StandardCharsets.US_ASCII));
        boolean tooLong = false;
        boolean ended = false;
        while (!ended && fill()) {
            int end = endOfLine();
            int length = end - position;
            digest.update(buffer, position, length);
            // One byte more than the limit, since a CR that belongs to the line's end may still come off.
            tooLong |= line.size() + length > longestLine + 1;
            if (!tooLong) {
                line.write(buffer, position, length);
            }
            ended = end < filled;
            position = ended ? end + 1 : end;
        }
        number++;
        hash = HexFormat.of().formatHex(digest.digest());
        byte[] text = tooLong ? new byte[0] : trimmed(line.toByteArray());
        boolean above = tooLong || text.length > longestLine;
        return Optional.of(new BatchLine(number, above ? new byte[0] : text, above, hash, before + position));
    }

    /** Hash of everything up to and with the last line that was given. */
    public String hash() {
        return hash;
    }

    private boolean fill() throws IOException {
        while (position >= filled) {
            before += filled;
            filled = input.read(buffer);
            position = 0;
            if (filled < 0) {
                filled = 0;
                return false;
            }
        }
        return true;
    }

    private int endOfLine() {
        int end = position;
        while (end < filled && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private byte[] trimmed(byte[] line) {
        int from = number == 1 && startsWithMark(line) ? BYTE_ORDER_MARK.length : 0;
        int to = line.length > from && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        return Arrays.copyOfRange(line, from, to);
    }

    private static boolean startsWithMark(byte[] line) {
        return line.length >= 3
                && line[0] == BYTE_ORDER_MARK[0]
                && line[1] == BYTE_ORDER_MARK[1]
                && line[2] == BYTE_ORDER_MARK[2];
    }
}
