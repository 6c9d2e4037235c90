package dk.kravbro.web.api;

import dk.kravbro.intake.ProblemType;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A plain page for each problem type, at the address that stands in {@code type}. Public: there is nothing in it. */
@WebServlet("/problems/*")
public class ProblemPages extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String slug = Optional.ofNullable(request.getPathInfo()).orElse("/").substring(1);
        Optional<ProblemType> type = ProblemType.withSlug(slug);
        if (type.isEmpty() && !slug.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("text/html");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "public, max-age=86400");
        response.getWriter().write(type.map(ProblemPages::page).orElseGet(ProblemPages::list));
    }

    private static String page(ProblemType type) {
        return html(
                type.title(),
                "<p>HTTP status " + type.status() + ", type <code>" + type.address() + "</code></p><p>" + type.remedy()
                        + "</p><p><a href=\"./\">All problem types</a></p>");
    }

    private static String list() {
        StringBuilder rows = new StringBuilder("<table><tr><th>type<th>status<th>what it is<th>what to do</tr>");
        for (ProblemType type : ProblemType.values()) {
            rows.append("<tr><td><a href=\"")
                    .append(type.slug())
                    .append("\">")
                    .append(type.slug())
                    .append("</a><td>")
                    .append(type.status())
                    .append("<td>")
                    .append(type.title())
                    .append("<td>")
                    .append(type.remedy())
                    .append("</tr>");
        }
        return html("Problem types", rows.append("</table>").toString());
    }

    private static String html(String title, String body) {
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title
                + " - Kravbro</title><style>body{font-family:sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
                + "td,th{text-align:left;padding:.3rem .8rem .3rem 0;vertical-align:top}</style></head><body><h1>"
                + title
                + "</h1>" + body + "</body></html>";
    }
}
