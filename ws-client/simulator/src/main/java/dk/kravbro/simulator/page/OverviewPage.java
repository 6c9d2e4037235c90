package dk.kravbro.simulator.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Writes the overview in Danish, for a telephone as for a wide screen, by day and by night. */
public final class OverviewPage {

    private static final String STYLE = style();

    /** What a browser may do with the page: show it, with its own style sheet, and send its one form back. */
    public static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-" + digest(STYLE)
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private OverviewPage() {}

    public static byte[] write(Overview overview) {
        Html html = new Html();
        html.markup("<!DOCTYPE html><html lang=\"da\"><head><meta charset=\"utf-8\">"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                        + "<title>Simulator af debitorsystemer - Kravbro</title><style>")
                .markup(STYLE)
                .markup("</style></head><body><a class=\"skip\" href=\"#indhold\">Til indholdet</a>"
                        + "<header><div class=\"wrap\"><p class=\"brand\">Kravbro</p>"
                        + "<p>Simulator af debitorsystemer - kun til øvelse</p></div></header>"
                        + "<main id=\"indhold\" class=\"wrap\"><h1>Debitorsystemerne</h1>");
        state(html, overview.figures(), overview.rules().size());
        clock(html, overview.clock());
        figures(html, overview.figures());
        towns(html, overview);
        calls(html, overview);
        claims(html, overview.claims());
        rules(html, overview);
        html.markup("</main><footer><div class=\"wrap\"><p>Tal fra ")
                .text(Danish.moment(overview.clock().at()))
                .markup(" efter simulatorens ur. Siden ændrer intet; det gør <code>/control</code>.</p>"
                        + "<p>Kontrakten og svarene er antaget: intet her siger, hvordan de rigtige debitorsystemer svarer.</p>"
                        + "</div></footer></body></html>");
        return html.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** One sentence that says how things are. */
    private static void state(Html html, Overview.Figures figures, int rules) {
        boolean doubled = figures.doubled() > 0;
        String kind = doubled ? "bad" : rules > 0 ? "warning" : "good";
        String icon = doubled ? "✗" : rules > 0 ? "!" : "✓";
        String words = figures.requests() == 0
                ? "Der er ikke kommet nogen kald endnu."
                : "Der er kommet " + Danish.count(figures.requests()) + " kald, og "
                        + (doubled
                                ? Danish.count(figures.doubled())
                                        + (figures.doubled() == 1 ? " gang" : " gange")
                                        + " virkede et af dem en gang til."
                                : "intet har virket to gange.");
        String more =
                rules == 0 ? "" : rules == 1 ? " Der er sat én fejlregel." : " Der er sat " + rules + " fejlregler.";
        html.markup("<p class=\"how " + kind + "\"><span aria-hidden=\"true\">" + icon + "</span> <span>")
                .text(words + more)
                .markup("</span></p>");
    }

    private static void clock(Html html, Overview.Clock clock) {
        html.markup("<p>Uret viser <strong>")
                .text(Danish.moment(clock.at()))
                .markup("</strong>")
                .text(
                        clock.ahead().isZero()
                                ? ". Det er rigtig tid."
                                : ", " + Danish.lasting(clock.ahead()) + " foran rigtig tid.")
                .markup("</p>");
    }

    private static void figures(Html html, Overview.Figures figures) {
        html.markup("<dl>");
        figure(html, "Kald", figures.requests());
        figure(html, "Virkninger", figures.effects());
        figure(html, "Afvist", figures.refused());
        figure(html, "Gentagelser", figures.repeated());
        figure(html, "Ikke modtaget", figures.notCommitted());
        figure(html, "Virket to gange", figures.doubled());
        figure(html, "Beskeder uden kvittering", figures.unreceipted());
        html.markup("</dl>");
        if (!figures.deduplicates()) {
            html.markup("<p>Gentagelser genkendes ikke: de virker en gang til.</p>");
        }
    }

    private static void figure(Html html, String name, long count) {
        html.markup("<div><dt>")
                .text(name)
                .markup("</dt><dd>")
                .text(Danish.count(count))
                .markup("</dd></div>");
    }

    private static void towns(Html html, Overview overview) {
        html.markup("<section><h2>Kommuner</h2>");
        if (overview.towns().isEmpty()) {
            html.markup(
                    "<p class=\"hint\">Ingen kommuner endnu. En kommune kommer på listen, når den får en profil eller det"
                            + " første krav.</p></section>");
            return;
        }
        html.table("Kommuner", "CVR-nummer", "Svarer som", "#Krav", "#Restance");
        for (Overview.Town each : overview.towns()) {
            html.markup("<tr>")
                    .cell("CVR-nummer", each.cvr())
                    .cell("Svarer som", each.profile() + (each.given() ? "" : " (ingen profil valgt)"))
                    .figure("Krav", Danish.count(each.claims()))
                    .figure("Restance", Danish.kroner(each.balanceOre()))
                    .markup("</tr>");
        }
        html.endTable().markup("</section>");
    }

    private static void calls(Html html, Overview overview) {
        html.markup("<section><h2>Seneste kald</h2>");
        if (overview.calls().isEmpty()) {
            html.markup("<p class=\"hint\">Ingen kald endnu. De nyeste står øverst, når de kommer.</p></section>");
            return;
        }
        html.table("Seneste kald", "Tid", "CVR-nummer", "Operation", "Krav", "Udfald");
        for (Overview.Call each : overview.calls()) {
            html.markup("<tr>")
                    .cell("Tid", Danish.inTable(each.at()))
                    .cell("CVR-nummer", each.cvr())
                    .cell("Operation", each.operation())
                    .cell("Krav", each.claimReference().isEmpty() ? "-" : each.claimReference());
            html.markup("<td data-column=\"Udfald\"><span><span class=\"state " + kind(each.outcome())
                            + "\"><span aria-hidden=\"true\">" + icon(each.outcome()) + "</span> ")
                    .text(word(each.outcome()))
                    .markup("</span>");
            if (!each.code().isEmpty()) {
                html.markup(" <code>").text(each.code()).markup("</code>");
            }
            html.markup("</span></td></tr>");
        }
        html.endTable().markup("</section>");
    }

    private static String kind(String outcome) {
        return switch (outcome) {
            case "ACCEPTED", "ANSWERED" -> "good";
            case "REFUSED" -> "warning";
            case "REPEATED" -> "info";
            default -> "bad";
        };
    }

    private static String icon(String outcome) {
        return switch (outcome) {
            case "ACCEPTED", "ANSWERED" -> "✓";
            case "REFUSED" -> "!";
            case "REPEATED" -> "↻";
            default -> "✗";
        };
    }

    private static String word(String outcome) {
        return switch (outcome) {
            case "ACCEPTED" -> "Modtaget";
            case "ANSWERED" -> "Besvaret";
            case "REFUSED" -> "Afvist";
            case "REPEATED" -> "Gentagelse";
            default -> "Ikke modtaget";
        };
    }

    private static void claims(Html html, Overview.Claims claims) {
        html.markup(
                        "<section><h2>Krav</h2><form action=\"/\" method=\"get\"><label for=\"ref\">Kravets reference begynder"
                                + " med</label> <input id=\"ref\" name=\"ref\" maxlength=\"100\" value=\"")
                .text(claims.filter())
                .markup("\"> <button>Vis</button></form>");
        if (claims.shown().isEmpty()) {
            html.markup("<p class=\"hint\">")
                    .text(
                            claims.filter().isEmpty()
                                    ? "Ingen krav endnu. De kommer, når et kald om oprettelse er modtaget."
                                    : "Intet krav har en reference, der begynder sådan.")
                    .markup("</p></section>");
            return;
        }
        html.table("Krav", "CVR-nummer", "Reference", "#Hovedstol", "#Dækket", "#Afskrevet", "#Restance", "Tilstand");
        for (Overview.Claim each : claims.shown()) {
            html.markup("<tr>")
                    .cell("CVR-nummer", each.cvr())
                    .cell("Reference", each.reference())
                    .figure("Hovedstol", Danish.kroner(each.principalOre()))
                    .figure("Dækket", Danish.kroner(each.coveredOre()))
                    .figure("Afskrevet", Danish.kroner(each.writtenOffOre()))
                    .figure("Restance", Danish.kroner(each.balanceOre()))
                    .cell("Tilstand", each.state() + (each.closed() ? ", konto lukket" : ""))
                    .markup("</tr>");
        }
        html.endTable();
        next(html, claims.filter(), claims.next());
        html.markup("</section>");
    }

    private static void next(Html html, String filter, @Nullable String next) {
        if (next != null) {
            html.markup("<p><a href=\"/?ref=")
                    .text(Html.query(filter))
                    .markup("&amp;after=")
                    .text(Html.query(next))
                    .markup("\">Næste side</a></p>");
        }
    }

    private static void rules(Html html, Overview overview) {
        html.markup("<section><h2>Fejlregler</h2>");
        if (overview.rules().isEmpty()) {
            html.markup("<p class=\"hint\">Ingen fejlregler. De sættes med <code>PUT /control/faults</code>.</p>"
                    + "</section>");
            return;
        }
        html.table("Fejlregler", "Regel", "#Mødt", "#Spillet");
        for (Overview.Rule each : overview.rules()) {
            html.markup("<tr><td data-column=\"Regel\"><code>")
                    .text(each.text())
                    .markup("</code></td>")
                    .figure("Mødt", Danish.count(each.matched()))
                    .figure("Spillet", Danish.count(each.played()))
                    .markup("</tr>");
        }
        html.endTable().markup("</section>");
    }

    private static String style() {
        try (InputStream in = OverviewPage.class.getResourceAsStream("overview.css")) {
            if (in == null) {
                throw new IllegalStateException("the page's style sheet is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("the page's style sheet cannot be read", broken);
        }
    }

    private static String digest(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("this Java has no SHA-256", broken);
        }
    }
}
