package dk.kravbro.reconciliation;

import dk.kravbro.audit.Actor;
import dk.kravbro.intake.IntakeStore;
import dk.kravbro.settings.Settings;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;

/** Reconciliation on a real PostgreSQL, without a server: every step gets its own objects and its own transaction. */
final class SnapshotStore implements AutoCloseable {

    final IntakeStore intake = new IntakeStore();
    private Settings settings = Settings.of(Map.of());
    private Runnable beforeComparing = () -> {};

    void empty() {
        intake.empty();
        beforeComparing = () -> {};
        set(Map.of());
    }

    void set(Map<String, String> values) {
        settings = Settings.of(values);
        intake.set(values);
    }

    /** What happens when the whole list is here, and before it is compared. */
    void beforeComparing(Runnable deed) {
        beforeComparing = deed;
    }

    SnapshotOutcome send(String agencyId, String text, String key) throws IOException {
        return send(agencyId, new ByteArrayInputStream(IntakeStore.utf8(text)), key);
    }

    SnapshotOutcome send(String agencyId, InputStream body, String key) throws IOException {
        return snapshots().receive(agencyId, body, Optional.of(key), IntakeStore.FBS, dk.kravbro.intake.LinePace.FREE);
    }

    SnapshotOutcome apply(FeeSnapshot snapshot, SnapshotChoice choice) {
        SnapshotApplications applications = new SnapshotApplications();
        applications.snapshots = snapshots();
        applications.steps = new ApplicationSteps() {
            @Override
            public Beginning begin(UUID id, SnapshotChoice wanted, Actor actor) {
                return step(new ApplicationSteps(), steps -> steps.begin(id, wanted, actor));
            }

            @Override
            public OptionalInt next(UUID id, int after, Actor actor) {
                return step(new ApplicationSteps(), steps -> steps.next(id, after, actor));
            }
        };
        return applications.apply(snapshot.agencyId(), snapshot.id(), choice, IntakeStore.FBS);
    }

    int forget() {
        return step(new SnapshotForgetting(), SnapshotForgetting::forget);
    }

    List<SnapshotDifference> differences(FeeSnapshot snapshot) {
        return snapshots().differences(snapshot, 0, Optional.empty(), 10_000);
    }

    FeeSnapshots snapshots() {
        FeeSnapshots snapshots = new FeeSnapshots();
        snapshots.settings = settings;
        snapshots.clock = clock();
        snapshots.marks = IntakeStore.marks();
        snapshots.steps = new SnapshotSteps() {
            @Override
            public Optional<Opening> open(String agencyId, String key, Actor actor) {
                return step(new SnapshotSteps(), steps -> steps.open(agencyId, key, actor));
            }

            @Override
            public void receive(Opening opening, String agencyId, List<Read> read) {
                step(new SnapshotSteps(), steps -> {
                    steps.receive(opening, agencyId, read);
                    return true;
                });
            }

            @Override
            public FeeSnapshot compare(Opening opening, int lines, String hash, Instant takenAt, Actor actor) {
                beforeComparing.run();
                return step(new SnapshotSteps(), steps -> steps.compare(opening, lines, hash, takenAt, actor));
            }

            @Override
            public void incomplete(Opening opening) {
                step(new SnapshotSteps(), steps -> {
                    steps.incomplete(opening);
                    return true;
                });
            }

            @Override
            public Optional<FeeSnapshot> find(UUID id) {
                return step(new SnapshotSteps(), steps -> steps.find(id));
            }

            @Override
            public List<SnapshotDifference> differences(UUID id, int after, Optional<DifferenceKind> kind, int limit) {
                return step(new SnapshotSteps(), steps -> steps.differences(id, after, kind, limit));
            }
        };
        return snapshots;
    }

    private Clock clock() {
        return intake.door(entities -> {
            ClockHolder holder = new ClockHolder();
            intake.wire(holder, entities);
            return holder.clock;
        });
    }

    /** What time it is in the test. */
    Instant now() {
        return clock().instant();
    }

    private static final class ClockHolder {
        private Clock clock;
    }

    private <S, T> T step(S steps, Function<S, T> deed) {
        return intake.door((EntityManager entities) -> {
            intake.wire(steps, entities);
            return deed.apply(steps);
        });
    }

    @Override
    public void close() {
        intake.close();
    }
}
