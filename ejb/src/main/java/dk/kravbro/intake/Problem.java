package dk.kravbro.intake;

/**
 * One thing that is wrong with a request. Never repeats what was sent: it may be personal.
 *
 * @param type which kind
 * @param pointer JSON pointer to the place; empty for the whole, or when there is no place
 * @param detail what is wrong here, in a sentence
 */
public record Problem(ProblemType type, String pointer, String detail) {

    /** A problem of the whole request, told in its type's own words. */
    public static Problem of(ProblemType type) {
        return new Problem(type, "", type.title() + ".");
    }
}
