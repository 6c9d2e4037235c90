package dk.kravbro.simulator;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Answers that have drifted from the contract: a code or an element that it does not have. */
final class AnswerDrift {

    static final String CODE = "SIM_UKENDT";

    private static final Pattern STATE =
            Pattern.compile("(:(?:ForretningsValideringsKode|Resultat|Kontostatus|Tilstand)>)[^<]*<");
    private static final String HEAD_END = "</k:HovedOplysningerSvar>";

    private AnswerDrift() {}

    /** With another state of the receipt, or of what was asked for. */
    static byte[] state(byte[] answer) {
        return bytes(STATE.matcher(text(answer)).replaceFirst("$1" + CODE + "<"));
    }

    /** With a remark that nobody knows. */
    static byte[] remark(byte[] answer) {
        return inHead(
                answer,
                "<k:SvarReaktion><k:Advis><k:AdvisId>" + CODE
                        + "</k:AdvisId><k:AdvisTekst>Ukendt bemærkning</k:AdvisTekst></k:Advis></k:SvarReaktion>");
    }

    /** With one more element at the end of the head. */
    static byte[] elementInHead(byte[] answer) {
        return inHead(answer, "<k:NytElement>nyt</k:NytElement>");
    }

    /** With one more element at the end of the message. */
    static byte[] elementAtEnd(byte[] answer) {
        String text = text(answer);
        int end = text.lastIndexOf("</d:");
        return bytes(text.substring(0, end) + "<d:NytElement>nyt</d:NytElement>" + text.substring(end));
    }

    private static byte[] inHead(byte[] answer, String xml) {
        return bytes(text(answer).replace(HEAD_END, xml + HEAD_END));
    }

    private static String text(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
