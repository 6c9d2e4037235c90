package dk.kravbro.claim;

/**
 * All that FBS said in one version and that may tell of a person, opened.
 *
 * @param contentHash hash of what it said
 * @param description for the debtor's letter
 * @param parties the people, as JSON: {@code {"debtor": {"kind", "identity", "name"}, "guardians": [...]}}; equal texts
 *     are equal people
 * @param fee FBS's fee as JSON, without people: what was lent, and why something is owed
 */
public record Said(String contentHash, String description, String parties, String fee) {

    /** Never prints a person. */
    @Override
    public String toString() {
        return "Said";
    }
}
