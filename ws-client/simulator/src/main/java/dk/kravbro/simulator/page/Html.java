package dk.kravbro.simulator.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes HTML: markup as it is, text escaped. */
final class Html {

    private final StringBuilder out = new StringBuilder(20_000);

    /** Markup of ours. */
    Html markup(String html) {
        out.append(html);
        return this;
    }

    /** Text of anybody. */
    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    /** A cell of a table that becomes a card on a phone. */
    Html cell(String column, String text) {
        return markup("<td data-column=\"")
                .text(column)
                .markup("\">")
                .text(text)
                .markup("</td>");
    }

    /** A cell with a figure. */
    Html figure(String column, String text) {
        return markup("<td class=\"num\" data-column=\"")
                .text(column)
                .markup("\">")
                .text(text)
                .markup("</td>");
    }

    /** The head of a table: its caption is for who does not see it. */
    Html table(String caption, String... columns) {
        markup("<table><caption class=\"unseen\">").text(caption).markup("</caption><thead><tr>");
        for (String each : columns) {
            boolean figure = each.startsWith("#");
            markup(figure ? "<th scope=\"col\" class=\"num\">" : "<th scope=\"col\">")
                    .text(figure ? each.substring(1) : each)
                    .markup("</th>");
        }
        return markup("</tr></thead><tbody>");
    }

    Html endTable() {
        return markup("</tbody></table>");
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            switch (each) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(each);
            }
        }
        return escaped.toString();
    }

    /** A value of an address's query. */
    static String query(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
