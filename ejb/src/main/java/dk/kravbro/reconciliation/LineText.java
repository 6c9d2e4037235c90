package dk.kravbro.reconciliation;

/** A line as FBS sent it, as it came or sealed: bytes that are never printed. */
final class LineText {

    private final byte[] bytes;

    LineText(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "LineText";
    }
}
