package dk.kravbro.web.api;

import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Speaks for the container when it refuses a request before JAX-RS sees it: who is calling, what may they do. */
@WebServlet("/refused")
public class ContainerRefusals extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** When to try again, in seconds. */
    private static final int ISSUER_AWAY = 10;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        ProblemType type = status instanceof Integer code ? type(code, request) : ProblemType.NOT_FOUND;
        if (type == ProblemType.UNAVAILABLE) {
            response.setIntHeader("Retry-After", ISSUER_AWAY);
        }
        response.setStatus(type.status());
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(Problems.MEDIA_TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(Problems.text(List.of(Problem.of(type))));
    }

    private static ProblemType type(int status, HttpServletRequest request) {
        if (status == HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                && request.getAttribute(ClientGate.REACHED) == null
                && request.getHeader("Authorization") != null) {
            // It came no further than to the server's look at who calls: the issuer of tokens is away.
            return ProblemType.UNAVAILABLE;
        }
        return switch (status) {
            case 400 -> ProblemType.PARAMETER_INVALID;
            case 401 -> ProblemType.NOT_AUTHENTICATED;
            case 403 -> ProblemType.NOT_ALLOWED;
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 413 -> ProblemType.BODY_TOO_LARGE;
            case 503 -> ProblemType.UNAVAILABLE;
            default -> ProblemType.INTERNAL_ERROR;
        };
    }
}
