package dk.kravbro.web.api;

import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        if (retryAfter(type) > 0) {
            answer.header(HttpHeaders.RETRY_AFTER, retryAfter(type));
        }
        return answer.build();
    }

    /** Seconds after which the same may be sent again; 0 where time alone mends nothing. */
    static int retryAfter(ProblemType type) {
        return type == ProblemType.UNAVAILABLE
                        || type == ProblemType.STILL_RUNNING
                        || type == ProblemType.TOO_MANY_REQUESTS
                ? RETRY_AFTER
                : 0;
    }

    /** The document as text. */
    static String text(List<Problem> problems) {
        return Documents.anObject(document(problems)).build().toString();
    }

    /** The document of one problem, to stand within another. */
    static JsonObjectBuilder document(ProblemType type) {
        return Documents.anObject(document(List.of(Problem.of(type))));
    }

    /** The document itself, as plain maps, lists, texts and numbers in its order. */
    static Map<String, Object> document(List<Problem> problems) {
        Problem first = problems.get(0);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", first.type().address());
        document.put("title", first.type().title());
        document.put("status", first.type().status());
        document.put("detail", first.detail() + " " + first.type().remedy());
        document.put("problems", problems.stream().map(Problems::members).toList());
        return document;
    }

    private static Map<String, Object> members(Problem problem) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", problem.type().address());
        members.put("pointer", problem.pointer());
        members.put("detail", problem.detail());
        members.put("remedy", problem.type().remedy());
        return members;
    }

    static JsonObjectBuilder fields(Problem problem) {
        return Documents.anObject(members(problem));
    }
}
