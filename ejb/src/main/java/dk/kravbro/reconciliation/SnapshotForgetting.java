package dk.kravbro.reconciliation;

import dk.kravbro.settings.Settings;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Removes snapshots that are older than they are kept. */
@Stateless
@PermitAll
public class SnapshotForgetting {

    /** Most snapshots in one round, so that its transaction stays short: one may have a million rows. */
    private static final int MOST = 20;

    @Inject
    SnapshotRows rows;

    @Inject
    SnapshotLines lines;

    @Inject
    SnapshotDifferences differences;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** One round; tells how many were removed. Texts, which name people, go as soon as they can be applied no more. */
    public int forget() {
        Instant now = clock.instant();
        lines.removeLeft(now.minus(ApplicationSteps.MOST_AGE));
        differences.forgetTexts(now.minus(ApplicationSteps.MOST_AGE));
        return rows.forget(now.minus(Duration.ofDays(settings.snapshotKeepDays())), MOST);
    }
}
