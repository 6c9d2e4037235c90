package dk.kravbro.submission;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.municipality.Municipalities;
import dk.kravbro.municipality.Municipality;
import dk.kravbro.municipality.MunicipalityCode;
import dk.kravbro.time.BusinessClock;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Submission runs as operations ask for them. */
@Stateless
@PermitAll
public class SubmissionRuns {

    @Inject
    RunStore runs;

    @Inject
    Municipalities municipalities;

    @Inject
    Clock clock;

    @EJB
    Node node;

    /** What became of a request for a run. */
    public sealed interface Started {

        MunicipalityCode municipality();

        /** A run serves it: a new one, or the one that was open already. */
        record Running(MunicipalityCode municipality, long run) implements Started {}

        /** None can: the municipality is unknown, not live, or paused. */
        record NotStarted(MunicipalityCode municipality, String why) implements Started {}
    }

    /**
     * Starts a run now for each municipality.
     *
     * @param codes which ones; empty: every live one
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public List<Started> start(Actor actor, List<MunicipalityCode> codes) {
        actor.demand(Role.OPERATOR);
        LocalDate today = LocalDate.ofInstant(clock.instant(), BusinessClock.COPENHAGEN);
        List<Started> started = new ArrayList<>();
        if (codes.isEmpty()) {
            for (Municipality municipality : municipalities.all()) {
                if (municipality.isLive(today) && !municipality.paused()) {
                    started.add(startOne(actor, municipality, today));
                }
            }
            return started;
        }
        for (MunicipalityCode code : codes) {
            Optional<Municipality> municipality = municipalities.find(code);
            started.add(
                    municipality.isPresent()
                            ? startOne(actor, municipality.get(), today)
                            : new Started.NotStarted(code, "unknown"));
        }
        return started;
    }

    private Started startOne(Actor actor, Municipality municipality, LocalDate today) {
        MunicipalityCode code = municipality.code();
        if (!municipality.isLive(today)) {
            return new Started.NotStarted(code, "not live");
        }
        if (municipality.paused()) {
            return new Started.NotStarted(code, "paused");
        }
        try {
            // PostgreSQL keeps microseconds; two requests in the same one are the same run.
            Instant slot = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Optional<Long> run = runs.start(code.value(), slot, RunTrigger.MANUAL, actor.name(), node);
            if (run.isEmpty()) {
                run = runs.open(code.value());
            }
            if (run.isEmpty()) {
                return new Started.NotStarted(code, "another run has just ended; ask again");
            }
            SubmissionLog.LOG.runStarted(run.get(), code.value(), RunTrigger.MANUAL.name(), slot.toString());
            return new Started.Running(code, run.get());
        } catch (SQLException e) {
            throw new IllegalStateException("the run could not be started", e);
        }
    }

    /**
     * A run and its figures.
     *
     * @throws Actor.NotAllowed if the caller may not see that municipality
     */
    public Optional<RunFigures> figures(Actor actor, long run) {
        try {
            Optional<RunFigures> figures = runs.figures(run);
            if (figures.isPresent() && !actor.maySee(figures.get().municipalityCode())) {
                throw new Actor.NotAllowed("the municipality");
            }
            return figures;
        } catch (SQLException e) {
            throw new IllegalStateException("the run could not be read", e);
        }
    }

    /** The runs that are open now. */
    public List<RunFigures> open(Actor actor) {
        actor.demand(Role.OPERATOR);
        try {
            List<RunFigures> open = new ArrayList<>();
            for (RunStore.OpenRun run : runs.open()) {
                runs.figures(run.id()).ifPresent(open::add);
            }
            return open;
        } catch (SQLException e) {
            throw new IllegalStateException("open runs could not be read", e);
        }
    }
}
