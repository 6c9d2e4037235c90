package dk.kravbro.web.status;

import dk.kravbro.monitoring.Bucket;
import dk.kravbro.monitoring.TimelineStep;
import java.util.List;
import java.util.Objects;

/**
 * A step of a claim's history in words.
 *
 * @param step what happened
 * @param tone how it is shown
 * @param heading what happened, in a sentence
 * @param detail why, or what the other side said; empty if there is nothing to say
 * @param attempts a delivery's calls in words, if there is more than the one that worked
 */
public record TimelineLine(TimelineStep step, Tone tone, String heading, String detail, List<String> attempts) {

    static TimelineLine of(TimelineStep step, Words words) {
        return switch (step.source()) {
            case FBS -> new TimelineLine(step, Tone.QUIET, words.say("fbs." + step.what()), step.detail(), List.of());
            case KRAVBRO -> delivery(step, words);
            case DEBTOR_SYSTEM -> answer(step, words);
        };
    }

    private static TimelineLine delivery(TimelineStep step, Words words) {
        int dot = step.what().indexOf('.');
        String kind = words.say("delivery." + step.what().substring(0, dot));
        Bucket bucket = Objects.requireNonNull(step.bucket());
        return new TimelineLine(
                step,
                Tone.of(bucket),
                words.say("told." + step.what().substring(dot + 1), kind),
                Reason.why(bucket, step.code(), step.detail(), words),
                attempts(step, words));
    }

    private static TimelineLine answer(TimelineStep step, Words words) {
        Tone tone = step.what().equals("COVERAGE") ? Tone.GOOD : Tone.INFO;
        String detail = step.code().isEmpty() ? "" : words.sayOr("answer.detail." + step.code(), "answer.detail.OTHER");
        return new TimelineLine(step, tone, words.sayOr("answer." + step.what(), "answer.OTHER"), detail, List.of());
    }

    /** Whether the code is for somebody: it is when the delivery did not simply go through. */
    public boolean showsCode() {
        return step.source() == TimelineStep.Source.KRAVBRO
                && tone != Tone.GOOD
                && !step.code().isEmpty();
    }

    /** A single call that was answered at once is no news. */
    private static List<String> attempts(TimelineStep step, Words words) {
        if (step.attempts().size() < 2 && step.what().endsWith("ACCEPTED")) {
            return List.of();
        }
        return step.attempts().stream()
                .map(attempt -> words.say(
                        "attempt",
                        words.shortMoment(attempt.startedAt()),
                        attempt.outcome().isEmpty()
                                ? words.say("attempt.open")
                                : words.sayOr("attempt." + attempt.outcome(), "attempt.other")))
                .toList();
    }
}
