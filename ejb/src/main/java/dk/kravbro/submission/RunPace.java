package dk.kravbro.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How many deliveries of a run may be put on their way now: as many as the queue should hold, the throttles of municipality
 * and product grant, and the limit of refusals allows.
 */
@ApplicationScoped
class RunPace {

    @Inject
    RunStore runs;

    @Inject
    RunLimits limits;

    @Inject
    Throttles throttles;

    /**
     * Takes leave to queue some deliveries.
     *
     * @param mostWaiting deliveries of a municipality that may wait in the queue
     * @return how many may be queued; what is not used is to be given back
     */
    int take(RunStore.OpenRun run, RunTerms terms, int mostWaiting) throws SQLException {
        int room = mostWaiting;
        room = Math.min(room, orAll(terms.mostPerMinute()));
        room = Math.min(room, orAll(terms.productMostPerMinute()));
        room -= runs.queued(run.municipality());
        room = Math.min(room, limits.allowed(run, terms));
        if (room <= 0) {
            return 0;
        }
        int granted = take(ofMunicipality(run), room, terms.mostPerMinute());
        int both = take(ofProduct(run), granted, terms.productMostPerMinute());
        giveBack(ofMunicipality(run), granted - both, terms.mostPerMinute());
        return both;
    }

    /** Gives leave back that was not used. */
    void giveBack(RunStore.OpenRun run, RunTerms terms, int unused) throws SQLException {
        giveBack(ofMunicipality(run), unused, terms.mostPerMinute());
        giveBack(ofProduct(run), unused, terms.productMostPerMinute());
    }

    private int take(String name, int wanted, @Nullable Integer most) throws SQLException {
        return most == null || wanted == 0 ? wanted : throttles.take(name, wanted, most);
    }

    private void giveBack(String name, int unused, @Nullable Integer most) throws SQLException {
        if (most != null && unused > 0) {
            throttles.giveBack(name, unused);
        }
    }

    private static int orAll(@Nullable Integer most) {
        return most == null ? Integer.MAX_VALUE : most;
    }

    private static String ofMunicipality(RunStore.OpenRun run) {
        return "municipality:" + run.municipality();
    }

    private static String ofProduct(RunStore.OpenRun run) {
        return "product:" + run.product();
    }
}
