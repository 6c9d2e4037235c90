package dk.kravbro.web.api;

import dk.kravbro.audit.Actor;
import dk.kravbro.intake.LinePace;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.intake.StoreOutage;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;

/** Turns whatever goes wrong into a problem detail. No trace and no message of a failure goes to the caller. */
@Provider
public class Refusals implements ExceptionMapper<Exception> {

    private static final int DEEPEST = 20;

    @Override
    public Response toResponse(Exception failure) {
        if (failure instanceof LinePace.TooFast fast) {
            return Response.fromResponse(Problems.answer(ProblemType.TOO_MANY_REQUESTS))
                    .header(HttpHeaders.RETRY_AFTER, null)
                    .header(HttpHeaders.RETRY_AFTER, fast.waitSeconds())
                    .build();
        }
        return failure instanceof WebApplicationException known ? answer(known) : Problems.answer(typeOf(failure));
    }

    /** What a failure is to the caller; says in the log what it is to us. */
    static ProblemType typeOf(Exception failure) {
        if (isBehind(failure, Actor.NotAllowed.class)) {
            return ProblemType.NOT_ALLOWED;
        }
        if (StoreOutage.isBehind(failure)) {
            ApiLog.LOG.storeAway(failure.getClass().getSimpleName());
            return ProblemType.UNAVAILABLE;
        }
        if (failure instanceof LinePace.TooFast) {
            return ProblemType.TOO_MANY_REQUESTS;
        }
        if (failure instanceof BrokenBody broken) {
            return broken.type();
        }
        if (failure instanceof LinePace.ShutOut) {
            return ProblemType.CLIENT_NOT_ADMITTED;
        }
        if (failure instanceof IOException gone) {
            ApiLog.LOG.callerGone(gone.getClass().getSimpleName());
            return ProblemType.BODY_TOO_LARGE;
        }
        ApiLog.LOG.failed(innermost(failure).getClass().getName(), place(innermost(failure)));
        return ProblemType.INTERNAL_ERROR;
    }

    private static Response answer(WebApplicationException known) {
        Response original = known.getResponse();
        ProblemType type = switch (original.getStatus()) {
            case 400 -> ProblemType.PARAMETER_INVALID;
            case 401 -> ProblemType.NOT_AUTHENTICATED;
            case 403 -> ProblemType.NOT_ALLOWED;
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 406 -> ProblemType.NOT_ACCEPTABLE;
            case 413 -> ProblemType.BODY_TOO_LARGE;
            case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
            default -> original.getStatus() < 400 ? null : ProblemType.INTERNAL_ERROR;
        };
        if (type == null) {
            return original;
        }
        Response.ResponseBuilder answer = Response.fromResponse(Problems.answer(type));
        String allow = original.getHeaderString(HttpHeaders.ALLOW);
        return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, allow)).build();
    }

    private static boolean isBehind(Throwable failure, Class<? extends Throwable> type) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < DEEPEST; i++) {
            if (type.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < DEEPEST && cause.getCause() != null; i++) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Where in our own code it happened: enough to find it, and free of what was being worked on. */
    private static String place(Throwable failure) {
        for (StackTraceElement step : failure.getStackTrace()) {
            if (step.getClassName().startsWith("dk.kravbro.")) {
                return step.toString();
            }
        }
        return "an unknown place";
    }
}
