package dk.kravbro.web.api;

import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/** The pages of problem types, for a browser: plain, without scripts, readable aloud. */
final class ProblemHtml {

    private static final String STYLE = "body{font:1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;"
            + "max-width:46rem;margin:2rem auto;padding:0 1rem}h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.15rem}"
            + "section{border-top:1px solid #767676;margin-top:2rem}dt{font-weight:600}dd{margin:0 0 .6rem}"
            + "pre{background:#f2f2f2;padding:.8rem;white-space:pre-wrap;overflow-wrap:anywhere}table{border-collapse:collapse}"
            + "td,th{text-align:left;vertical-align:top;padding:.35rem .9rem .35rem 0;border-bottom:1px solid #ccc}"
            + "a{color:#0b4f9e}a:focus-visible{outline:3px solid #0b4f9e;outline-offset:2px}"
            + "@media(max-width:40rem){table,tbody,tr,td{display:block}thead{display:none}td{border:0;padding:0}"
            + "tr{border-bottom:1px solid #ccc;padding:.6rem 0}}";

    private ProblemHtml() {}

    /** One type. */
    static String page(ProblemType type) {
        ProblemWords.Repeat repeat = ProblemWords.repeat(type);
        String status = "<dt>HTTP status</dt><dd>" + type.status() + "</dd><dt>type</dt><dd><code>" + type.address()
                + "</code></dd>";
        return html(
                ProblemWords.danishTitle(type),
                "<h1>" + text(ProblemWords.danishTitle(type)) + "</h1><dl>" + status
                        + fact("Hvad skal jeg gøre?", ProblemWords.danishRemedy(type))
                        + fact("Hjælper det at sende det samme igen?", repeat.danish())
                        + "</dl><h2>Eksempel</h2><pre><code>" + text(example(type)) + "</code></pre>"
                        + "<section lang=\"en\"><h2>In English: " + text(type.title()) + "</h2><dl>"
                        + fact("What to do?", type.remedy())
                        + fact("Does it help to send the same again?", repeat.english())
                        + "</dl></section>"
                        + "<p><a href=\"./\">Alle fejltyper <span lang=\"en\">(all problem types)</span></a></p>");
    }

    /** All types. */
    static String index() {
        StringBuilder rows = new StringBuilder();
        for (ProblemType type : ProblemType.values()) {
            rows.append("<tr><td><a href=\"")
                    .append(type.slug())
                    .append("\">")
                    .append(type.slug())
                    .append("</a></td><td>")
                    .append(type.status())
                    .append("</td><td>")
                    .append(text(ProblemWords.danishTitle(type)))
                    .append("</td><td lang=\"en\">")
                    .append(text(type.title()))
                    .append("</td></tr>");
        }
        return html(
                "Fejltyper",
                "<h1>Fejltyper <span lang=\"en\">(problem types)</span></h1><table><thead><tr><th scope=\"col\">type</th>"
                        + "<th scope=\"col\">status</th><th scope=\"col\">dansk</th><th scope=\"col\" lang=\"en\">English</th>"
                        + "</tr></thead><tbody>" + rows + "</tbody></table>");
    }

    private static String fact(String question, String answer) {
        return "<dt>" + question + "</dt><dd>" + text(answer) + "</dd>";
    }

    private static String example(ProblemType type) {
        StringWriter text = new StringWriter();
        try (var writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)) {
            writer.write(Documents.anObject(Problems.document(List.of(Problem.of(type))))
                    .build());
        }
        return text.toString().strip();
    }

    private static String html(String title, String body) {
        return "<!DOCTYPE html><html lang=\"da\"><head><meta charset=\"utf-8\"><title>" + text(title)
                + " - Kravbro</title><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><style>"
                + STYLE
                + "</style></head><body><main>" + body + "</main></body></html>";
    }

    private static String text(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
