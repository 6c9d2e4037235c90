package dk.kravbro.launcher.demo;

/**
 * What became of a file's lines.
 *
 * @param taken changed something
 * @param unchanged a recognised repeat
 * @param refused not taken, with a reason
 */
record LineCounts(long taken, long unchanged, long refused) {

    static final LineCounts NONE = new LineCounts(0, 0, 0);

    LineCounts plus(LineCounts other) {
        return new LineCounts(taken + other.taken, unchanged + other.unchanged, refused + other.refused);
    }

    long all() {
        return taken + unchanged + refused;
    }

    @Override
    public String toString() {
        return taken + " taken, " + unchanged + " unchanged, " + refused + " refused";
    }
}
