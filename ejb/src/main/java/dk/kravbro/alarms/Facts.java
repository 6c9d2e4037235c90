package dk.kravbro.alarms;

import java.time.Instant;
import java.util.List;

/**
 * What one look at the database found.
 *
 * @param now the database's time
 * @param municipalities the live ones
 * @param nodes those heard of within a week
 */
record Facts(Instant now, List<MunicipalityFacts> municipalities, List<NodeBeat> nodes) {

    static final Facts NONE = new Facts(Instant.EPOCH, List.of(), List.of());

    /** A node and its latest heartbeat. */
    record NodeBeat(String node, Instant beatAt) {}
}
