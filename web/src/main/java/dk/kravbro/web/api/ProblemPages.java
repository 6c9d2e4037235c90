package dk.kravbro.web.api;

import dk.kravbro.intake.ProblemType;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A page for each problem type, at the address that stands in {@code type}: HTML for a browser, JSON for a program. Public:
 * there is nothing in it.
 */
@WebServlet("/problems/*")
public class ProblemPages extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Browsers name it; programs that name nothing get JSON. */
    private static final Pattern HTML = Pattern.compile("text/html(?!\\s*;\\s*q=0(\\.0+)?\\s*(,|$))");

    private static final String A_DAY = "public, max-age=86400";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String slug = Optional.ofNullable(request.getPathInfo()).orElse("/").substring(1);
        Optional<ProblemType> type = ProblemType.withSlug(slug);
        if (type.isEmpty() && !slug.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        boolean html = wantsHtml(
                Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT)).orElse(""));
        String text = html
                ? type.map(ProblemHtml::page).orElseGet(ProblemHtml::index)
                : type.map(ProblemPages::json).orElseGet(ProblemPages::jsonIndex);
        // Weak: the server may send it compressed.
        String tag = "W/\"" + UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)) + "\"";
        response.setHeader(HttpHeaders.CACHE_CONTROL, A_DAY);
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        response.setHeader(HttpHeaders.ETAG, tag);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        if (tag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(html ? "text/html" : "application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(text);
    }

    static boolean wantsHtml(String accept) {
        return HTML.matcher(accept.toLowerCase(Locale.ROOT)).find();
    }

    private static String json(ProblemType type) {
        return Documents.anObject(ProblemWords.document(type)).build().toString();
    }

    private static String jsonIndex() {
        JsonArrayBuilder all = Documents.anArray();
        for (ProblemType type : ProblemType.values()) {
            all.add(Documents.anObject()
                    .add("type", type.address())
                    .add("status", type.status())
                    .add("title", type.title()));
        }
        return Documents.anObject().add("problems", all).build().toString();
    }
}
