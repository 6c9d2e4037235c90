package dk.kravbro.web.status;

import dk.kravbro.readiness.ClaimFinding;

/**
 * A readiness rule that a claim breaks, in words.
 *
 * @param shown how it is shown
 * @param text what is the matter
 * @param severity what comes of it, in words
 * @param rule the rule's id
 * @param source where the rule comes from
 */
public record FindingLine(Tone shown, String text, String severity, String rule, String source) {

    static FindingLine of(ClaimFinding finding, Words words) {
        return new FindingLine(
                finding.stops() ? Tone.BAD : Tone.WARNING,
                words.language() == Language.DANISH
                        ? finding.rule().danish()
                        : finding.rule().english(),
                words.say(finding.stops() ? "claim.readiness.ERROR" : "claim.readiness.NOTICE"),
                finding.rule().name(),
                finding.rule().source());
    }

    /** The tone's name in the address of its colour and icon. */
    public String tone() {
        return shown.css();
    }
}
