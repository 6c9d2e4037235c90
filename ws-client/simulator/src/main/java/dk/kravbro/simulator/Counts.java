package dk.kravbro.simulator;

import dk.kravbro.simulator.page.Overview;
import java.util.LinkedHashMap;
import java.util.Map;

/** Totals since the store began. Guarded by the lock of {@link DebtorSystems}. */
final class Counts {

    private long requests;
    private long effects;
    private long repeated;
    private long refused;
    private long notCommitted;
    private long doubled;

    long requests() {
        return requests;
    }

    void count(JournalEntry.Request request) {
        requests = Math.max(requests, request.seq());
        effects += request.effect() ? 1 : 0;
        repeated += request.outcome().equals("REPEATED") ? 1 : 0;
        refused += request.outcome().equals("REFUSED") ? 1 : 0;
        notCommitted += request.committed() ? 0 : 1;
    }

    /** A request id took effect once more. */
    void doubled() {
        doubled++;
    }

    /** For the page. */
    Overview.Figures shown(long unreceipted, boolean deduplicates) {
        return new Overview.Figures(
                requests, effects, refused, repeated, notCommitted, doubled, unreceipted, deduplicates);
    }

    /** By the names that the health answer tells them with. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("requests", requests);
        figures.put("effects", effects);
        figures.put("doubled", doubled);
        figures.put("repeated", repeated);
        figures.put("refused", refused);
        figures.put("notCommitted", notCommitted);
        return figures;
    }
}
