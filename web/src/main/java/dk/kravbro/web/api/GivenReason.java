package dk.kravbro.web.api;

import dk.kravbro.intake.ProblemType;
import dk.kravbro.submission.WorklistSettlement;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a caller wants to see raw messages. It comes in a header: addresses stand in logs, and a reason may name a case. */
final class GivenReason {

    static final String HEADER = "Kravbro-Reason";

    private static final String FORM = "[\\x20-\\x7e]{3,200}";

    private GivenReason() {}

    /** What is wrong with it; empty if nothing is. */
    static Optional<Response> objection(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            return Optional.of(Problems.answer(ProblemType.REASON_MISSING));
        }
        return reason.strip().matches(FORM) && !WorklistSettlement.holdsIdentity(reason)
                ? Optional.empty()
                : Optional.of(Problems.answer(ProblemType.REASON_MALFORMED));
    }
}
