package dk.kravbro.submission;

import dk.kravbro.audit.Actor;
import dk.kravbro.municipality.MunicipalityCode;
import dk.kravbro.settings.Settings;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/**
 * Dry runs: what a municipality's next run would send. Operators may ask for any municipality's, its own users for
 * theirs. Without a transaction: what is asked for is worked out on another thread, which must find it.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DryRuns {

    @Inject
    DryRunStore store;

    @Inject
    DryRunWriter writer;

    @Inject
    DryRunWorker worker;

    @Inject
    Settings settings;

    @EJB
    Node node;

    /**
     * Starts a dry run, or finds the one that is under way.
     *
     * @return empty if there is no such municipality
     * @throws Actor.NotAllowed if the caller may not see that municipality
     */
    public Optional<DryRun> request(Actor actor, MunicipalityCode municipality) {
        String code = municipality.value();
        if (!actor.maySee(code)) {
            throw new Actor.NotAllowed("the municipality");
        }
        try {
            store.abandonLost(settings.nodeDeadAfter());
            Optional<Long> started = store.start(code, actor.name(), node);
            if (started.isPresent()) {
                work(started.get(), code);
                return store.find(started.get());
            }
            return store.latest(code);
        } catch (SQLException e) {
            throw new IllegalStateException("the dry run could not be started", e);
        }
    }

    private void work(long dryRun, String municipality) throws SQLException {
        try {
            worker.start(dryRun, municipality);
        } catch (RejectedExecutionException e) {
            SubmissionLog.LOG.dryRunFailed(dryRun, municipality, e);
            writer.failed(dryRun, node.incarnation(), e.getClass().getSimpleName());
        }
    }

    /** A dry run; empty if there is none such, or the caller may not see its municipality. */
    public Optional<DryRun> find(Actor actor, long id) {
        try {
            store.abandonLost(settings.nodeDeadAfter());
            return store.find(id).filter(found -> actor.maySee(found.municipalityCode()));
        } catch (SQLException e) {
            throw new IllegalStateException("the dry run could not be read", e);
        }
    }

    /**
     * A municipality's latest dry run.
     *
     * @throws Actor.NotAllowed if the caller may not see that municipality
     */
    public Optional<DryRun> latest(Actor actor, String municipalityCode) {
        if (!actor.maySee(municipalityCode)) {
            throw new Actor.NotAllowed("the municipality");
        }
        try {
            store.abandonLost(settings.nodeDeadAfter());
            return store.latest(municipalityCode);
        } catch (SQLException e) {
            throw new IllegalStateException("the dry run could not be read", e);
        }
    }

    /**
     * Lines of a dry run, at most {@link DryRun#PAGE}; those so far while it is under way.
     *
     * @param after number of the last line seen; 0: from the first on
     */
    public List<DryRunLine> lines(Actor actor, DryRun dryRun, long after, boolean invalidOnly) {
        if (!actor.maySee(dryRun.municipalityCode())) {
            throw new Actor.NotAllowed("the municipality");
        }
        try {
            return store.lines(dryRun.id(), after, invalidOnly);
        } catch (SQLException e) {
            throw new IllegalStateException("the dry run's lines could not be read", e);
        }
    }
}
