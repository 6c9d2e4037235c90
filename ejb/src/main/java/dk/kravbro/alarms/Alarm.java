package dk.kravbro.alarms;

import java.time.Instant;

/**
 * Something that should have happened and has not.
 *
 * @param kind what it is about
 * @param municipalityCode whose; empty if no municipality's
 * @param node which node, or which certificate; empty if about neither
 * @param step how many of the kind's limits are passed, from 1
 * @param since what it is counted from: the last run, the oldest doubt; for a limitation date or a certificate's end when
 *     its step began
 * @param figure days left for {@link AlarmKind#LIMITATION_NEAR} and {@link AlarmKind#CERTIFICATE_ENDS} (below 0: past), else whole seconds after since
 */
public record Alarm(AlarmKind kind, String municipalityCode, String node, int step, Instant since, long figure) {

    /** What makes it the same alarm a minute later. */
    record Key(AlarmKind kind, String municipalityCode, String node) {}

    static Alarm of(AlarmKind kind, String municipalityCode, Instant since, Instant now) {
        return new Alarm(
                kind,
                municipalityCode,
                "",
                1,
                since,
                java.time.Duration.between(since, now).toSeconds());
    }

    Key key() {
        return new Key(kind, municipalityCode, node);
    }

    /** Whether harm may have been done already: a limitation date is here or past. */
    public boolean isTooLate() {
        return kind == AlarmKind.LIMITATION_NEAR && figure <= 0;
    }
}
