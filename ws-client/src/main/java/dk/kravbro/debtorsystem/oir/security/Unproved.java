package dk.kravbro.debtorsystem.oir.security;

import java.io.IOException;

/** A message that is not proved to be who it says it is from; says in which respect, with nothing of its content. */
final class Unproved extends IOException {
    private static final long serialVersionUID = 1L;

    Unproved(String seen) {
        super(seen);
    }
}
