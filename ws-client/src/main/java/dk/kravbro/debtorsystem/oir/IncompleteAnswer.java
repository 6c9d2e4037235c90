package dk.kravbro.debtorsystem.oir;

import org.jspecify.annotations.Nullable;

/** An answer lacks what the contract demands, or carries a value that the contract forbids. */
final class IncompleteAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private IncompleteAnswer(String what) {
        super(what);
    }

    /** The value, which the contract demands. */
    static <T> T demand(@Nullable T value, String element) {
        if (value == null) {
            throw new IncompleteAnswer(element);
        }
        return value;
    }
}
