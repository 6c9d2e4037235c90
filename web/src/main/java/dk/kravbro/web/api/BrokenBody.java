package dk.kravbro.web.api;

import dk.kravbro.intake.ProblemType;
import java.io.IOException;

/** A body that cannot be read on, for a reason that its sender can put right. */
final class BrokenBody extends IOException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;

    BrokenBody(ProblemType type) {
        super(type.title());
        this.type = type;
    }

    ProblemType type() {
        return type;
    }
}
