package dk.kravbro.alarms;

import dk.kravbro.secrets.CertificateEnds;
import java.time.Instant;
import java.util.List;

/**
 * What one look at the database found.
 *
 * @param now the database's time
 * @param municipalities the live ones
 * @param nodes those heard of within a week
 * @param certificates of this node
 */
record Facts(
        Instant now,
        List<MunicipalityFacts> municipalities,
        List<NodeBeat> nodes,
        List<CertificateEnds.End> certificates) {

    static final Facts NONE = new Facts(Instant.EPOCH, List.of(), List.of());

    /** Of the database alone. */
    Facts(Instant now, List<MunicipalityFacts> municipalities, List<NodeBeat> nodes) {
        this(now, municipalities, nodes, List.of());
    }

    Facts with(List<CertificateEnds.End> ours) {
        return new Facts(now, municipalities, nodes, ours);
    }

    /** A node and its latest heartbeat. */
    record NodeBeat(String node, Instant beatAt) {}
}
