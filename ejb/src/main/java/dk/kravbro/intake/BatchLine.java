package dk.kravbro.intake;

/** A line of a batch as it was read. */
public final class BatchLine {

    private final int number;
    private final byte[] text;
    private final boolean tooLong;
    private final String hash;
    private final long end;

    /**
     * A line.
     *
     * @param number from 1; blank lines count
     * @param text its bytes without the line's end; empty if it was too long
     * @param tooLong whether it was above the limit and therefore not kept
     * @param hash of everything up to and with this line, in hex
     * @param end bytes of the text up to and with this line and its end
     */
    BatchLine(int number, byte[] text, boolean tooLong, String hash, long end) {
        this.number = number;
        this.text = text.clone();
        this.tooLong = tooLong;
        this.hash = hash;
        this.end = end;
    }

    public int number() {
        return number;
    }

    public byte[] text() {
        return text.clone();
    }

    public boolean tooLong() {
        return tooLong;
    }

    public String hash() {
        return hash;
    }

    long end() {
        return end;
    }

    public boolean isBlank() {
        if (tooLong) {
            return false;
        }
        for (byte b : text) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Never prints what FBS said. */
    @Override
    public String toString() {
        return "BatchLine[" + number + "]";
    }
}
