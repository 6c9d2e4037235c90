package dk.kravbro.web.api;

import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Refusals as problem details (RFC 9457): the first problem gives type and status, {@code problems} lists all. */
final class Problems {

    static final String MEDIA_TYPE = "application/problem+json";

    /** When to try again, in seconds: long enough for a database to come back, short enough to be noticed. */
    private static final int RETRY_AFTER = 5;

    private Problems() {}

    static Response answer(ProblemType type) {
        return answer(List.of(Problem.of(type)));
    }

    static Response answer(ProblemType type, String pointer, String detail) {
        return answer(List.of(new Problem(type, pointer, detail)));
    }

    static Response answer(List<Problem> problems) {
        ProblemType type = problems.get(0).type();
        Response.ResponseBuilder answer =
                Response.status(type.status()).type(MEDIA_TYPE).entity(text(problems));
        if (type == ProblemType.UNAVAILABLE || type == ProblemType.STILL_RUNNING) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        return answer.build();
    }

    /** The document itself. */
    static String text(List<Problem> problems) {
        return document(problems).build().toString();
    }

    /** The document of one problem, to stand within another. */
    static JsonObjectBuilder document(ProblemType type) {
        return document(List.of(Problem.of(type)));
    }

    private static JsonObjectBuilder document(List<Problem> problems) {
        Problem first = problems.get(0);
        JsonArrayBuilder all = Documents.anArray();
        problems.forEach(problem -> all.add(fields(problem)));
        return Documents.anObject()
                .add("type", first.type().address())
                .add("title", first.type().title())
                .add("status", first.type().status())
                .add("detail", first.detail() + " " + first.type().remedy())
                .add("problems", all);
    }

    static JsonObjectBuilder fields(Problem problem) {
        return Documents.anObject()
                .add("type", problem.type().address())
                .add("pointer", problem.pointer())
                .add("detail", problem.detail())
                .add("remedy", problem.type().remedy());
    }
}
