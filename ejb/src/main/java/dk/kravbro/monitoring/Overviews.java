package dk.kravbro.monitoring;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.submission.RunCalendar;
import dk.kravbro.submission.RunCalendars;
import dk.kravbro.time.BusinessClock;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How things are in a municipality, for its first page and for the foot of every page. */
@Stateless
@PermitAll
public class Overviews {

    private static final String STATE = """
            select m.code, m.name, m.debtor_system, m.live_on, m.paused,
              (select count(*) from deliveries d where d.municipality_code = m.code
                 and d.state in ('DUE', 'QUEUED', 'SENDING')) as on_its_way,
              (select count(*) from deliveries d where d.municipality_code = m.code and d.state = 'ON_WORKLIST')
                as on_worklist,
              (select count(*) from deliveries x where x.municipality_code = m.code and x.state = 'REFUSED' and %s)
                as refused,
              (select count(*) from parked_notices p where p.municipality_code = m.code and p.resolved_at is null)
                as parked
            from municipalities m where m.code = ?
            """.formatted(DeliveryViews.STILL_OPEN);

    /** When FBS last said something: a payment changes a claim too, so the claims' own time would not do. */
    private static final String HEARD = """
            select
              (select max(v.said_at) from claim_versions v where v.claim_id in (
                 select c.id from claims c where c.municipality_code = m.code
                 order by c.changed_at desc, c.id desc limit 100)) as heard_fbs,
              (select max(s.received_at) from settlement_messages s where s.municipality_cvr = m.cvr) as heard_system
            from municipalities m where m.code = ?
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource source;

    @Inject
    Clock clock;

    @Inject
    MoneyProofs proofs;

    @Inject
    RunViews runs;

    @Inject
    RunCalendars calendars;

    private record State(Overview.Choices choices, long onItsWay, long refused, long onWorklist, long parked) {}

    /**
     * A municipality's overview.
     *
     * @throws Actor.NotAllowed if the reader may not see it, or there is no such municipality
     */
    public Overview of(Actor actor, String municipalityCode) {
        MoneyProof proof = proofs.of(actor, municipalityCode);
        State state = new Reads(source)
                .first(STATE, Overviews::state, municipalityCode)
                .orElseThrow(() -> new Actor.NotAllowed(Role.MUNICIPALITY.groupName()));
        RunView last = runs.page(actor, municipalityCode, null, 1).rows().stream()
                .findFirst()
                .orElse(null);
        RunCalendar calendar = calendar(municipalityCode);
        Instant now = clock.instant();
        return new Overview(
                proof,
                state.choices(),
                state.onItsWay(),
                state.refused(),
                state.onWorklist(),
                state.parked(),
                last,
                nextRun(state.choices(), calendar, now),
                closed(state.choices(), calendar, now),
                freshness(actor, municipalityCode));
    }

    /**
     * How new a municipality's figures are.
     *
     * @throws Actor.NotAllowed if the reader may not see it, or there is no such municipality
     */
    public Overview.Freshness freshness(Actor actor, String municipalityCode) {
        Sight.demand(actor, municipalityCode);
        return new Reads(source)
                .first(
                        HEARD,
                        row -> new Overview.Freshness(
                                Reads.instantOrNull(row, "heard_fbs"),
                                Reads.instantOrNull(row, "heard_system"),
                                clock.instant()),
                        municipalityCode)
                .orElseThrow(() -> new Actor.NotAllowed(Role.MUNICIPALITY.groupName()));
    }

    /**
     * When the next run is planned; empty if none is.
     *
     * @throws Actor.NotAllowed if the reader may not see that municipality, or there is no such
     */
    public Optional<Instant> nextRun(Actor actor, String municipalityCode) {
        Sight.demand(actor, municipalityCode);
        State state = new Reads(source)
                .first(STATE, Overviews::state, municipalityCode)
                .orElseThrow(() -> new Actor.NotAllowed(Role.MUNICIPALITY.groupName()));
        return Optional.ofNullable(nextRun(state.choices(), calendar(municipalityCode), clock.instant()));
    }

    private RunCalendar calendar(String municipalityCode) {
        try {
            return calendars.of(municipalityCode);
        } catch (SQLException e) {
            throw new EJBException("a calendar could not be read", e);
        }
    }

    /** The next planned instant, on or after the first live day. */
    static @Nullable Instant nextRun(Overview.Choices municipality, RunCalendar calendar, Instant now) {
        LocalDate liveOn = municipality.liveOn();
        if (liveOn == null || municipality.paused()) {
            return null;
        }
        Instant live = liveOn.atStartOfDay(BusinessClock.COPENHAGEN).toInstant();
        // The first live day's midnight may be the planned instant itself.
        Instant after = now.isBefore(live) ? live.minusNanos(1) : now;
        return calendar.nextSlot(after).orElse(null);
    }

    /** Why nothing is sent now, where the calendar is the only cause. */
    static Overview.@Nullable Closed closed(Overview.Choices municipality, RunCalendar calendar, Instant now) {
        if (municipality.paused() || !municipality.isLive(LocalDate.ofInstant(now, BusinessClock.COPENHAGEN))) {
            return null;
        }
        return calendar.closed(now)
                .map(why ->
                        new Overview.Closed(why.reason(), calendar.opensAt(now).orElse(null)))
                .orElse(null);
    }

    private static State state(ResultSet row) throws SQLException {
        return new State(
                new Overview.Choices(
                        row.getString("code"),
                        row.getString("name"),
                        row.getString("debtor_system"),
                        Reads.dateOrNull(row, "live_on"),
                        row.getBoolean("paused")),
                row.getLong("on_its_way"),
                row.getLong("refused"),
                row.getLong("on_worklist"),
                row.getLong("parked"));
    }
}
