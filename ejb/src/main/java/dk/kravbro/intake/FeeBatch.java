package dk.kravbro.intake;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A batch and how far it has come.
 *
 * @param client who sent it
 * @param endedAt when its last line was dealt with; empty while it runs or if it was interrupted
 * @param lines lines with a result: blank ones have none
 * @param taken lines that changed something
 * @param unchanged recognised repeats
 * @param refused lines with problems
 */
public record FeeBatch(
        UUID id,
        String client,
        Instant receivedAt,
        Optional<Instant> endedAt,
        int lines,
        int taken,
        int unchanged,
        int refused) {}
