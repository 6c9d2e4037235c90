package dk.kravbro.submission;

import dk.kravbro.municipality.Municipality;
import dk.kravbro.municipality.MunicipalityCode;
import dk.kravbro.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All deliveries, as intake adds to them. The caller has locked the claim's row. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Deliveries {

    /** Registrations of claims that nobody has begun, locked; those that somebody else holds are passed by. */
    private static final String UNBEGUN = """
            select id from kravbro.deliveries where claim_id = any(cast(:claims as bigint[])) and kind = 'REGISTER'
              and state in ('WAITING', 'DUE') and attempts = 0 order by id for no key update skip locked
            """;

    private static final String STANDING = """
            with held as (%s)
            select claim_id, max(sequence_no), bool_or(state not in ('ACCEPTED', 'NETTED')),
              bool_or(kind = 'REGISTER' and state = 'ACCEPTED'),
              coalesce(max(version) filter (where kind = 'REGISTER'
                and (state in ('QUEUED', 'SENDING', 'IN_DOUBT', 'ON_WORKLIST', 'ACCEPTED')
                  or (state = 'DUE' or state = 'WAITING' and attempts = 0) and id not in (select id from held))), 0),
              bool_and(state in ('REFUSED', 'NETTED')) and bool_or(kind = 'REGISTER' and state = 'REFUSED'
                and not exists (select 1 from kravbro.deliveries k where k.corrects = d.id))
            from kravbro.deliveries d where claim_id = any(cast(:claims as bigint[])) group by claim_id
            """.formatted(UNBEGUN);

    /** A registration with others behind it is netting's. */
    private static final String RETELL = """
            update kravbro.deliveries d set version = t.version, type_code = null,
              state = case t.waits when '' then d.state else 'WAITING' end,
              reason = case t.waits when '' then d.reason else t.waits end
            from unnest(cast(:claims as bigint[]), cast(:versions as int[]), cast(:waits as text[]))
              as t (claim_id, version, waits)
            where d.claim_id = t.claim_id and d.id in (%s)
              and not exists (select 1 from kravbro.deliveries o where o.claim_id = d.claim_id
                and o.sequence_no > d.sequence_no and o.state in ('WAITING', 'DUE'))
            """.formatted(UNBEGUN);

    @PersistenceContext(unitName = "kravbro")
    EntityManager entities;

    @Inject
    Clock clock;

    /**
     * A claim's deliveries so far, as the next one needs to know them.
     *
     * @param last number of the last one; 0 if there is none
     * @param open whether one of them is not settled, so that the next one waits for it
     * @param told whether the debtor system has accepted the claim: from then on no date holds its changes back
     * @param registeredAs the version in which the debtor system has been, or may have been, told the claim; 0 if in none
     * @param refused whether the debtor system would not have the claim, and nothing of it has come since
     */
    public record Standing(int last, boolean open, boolean told, int registeredAs, boolean refused) {

        /** A claim that nothing was told of. */
        public static final Standing NONE = new Standing(0, false, false, 0, false);
    }

    /**
     * How these claims stand; those without a delivery are left out. Registrations that nobody has begun are locked until
     * the transaction ends, so that no run sends what the caller is about to put right; one that somebody else holds counts
     * as sent.
     */
    public Map<Long, Standing> standing(Collection<Long> claimIds) {
        @SuppressWarnings("unchecked")
        List<Object[]> rows = entities.createNativeQuery(STANDING)
                .setParameter("claims", claimIds.toArray(Long[]::new))
                .getResultList();
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> (Long) row[0],
                        row -> new Standing(
                                ((Number) row[1]).intValue(),
                                (Boolean) row[2],
                                (Boolean) row[3],
                                ((Number) row[4]).intValue(),
                                (Boolean) row[5])));
    }

    /**
     * Adds a claim's next delivery: it waits while an earlier one is open.
     *
     * @param before how the claim stands, read since its row was locked
     * @return how it stands now
     */
    public Standing add(NewDelivery delivery, Municipality municipality, Standing before) {
        int number = before.last() + 1;
        String waits = waitsFor(delivery, municipality, before);
        entities.persist(
                born(delivery, number, waits.isEmpty() && before.open() ? WaitingFor.EARLIER_DELIVERY : waits));
        return new Standing(number, true, before.told(), before.registeredAs(), false);
    }

    /**
     * Lets registrations that nobody has begun tell a later version of their claims: what FBS has put right must not go out
     * as it was wrong, and what has become unfit waits. One that somebody holds, or that others follow, is left as it is.
     *
     * @param registrations as they would be if the claims were new, one for each claim; the version is written already, and
     *     differs in nothing that a delivery of its own would carry
     */
    public void retell(
            Collection<NewDelivery> registrations, Function<MunicipalityCode, Optional<Municipality>> municipalities) {
        if (registrations.isEmpty()) {
            return;
        }
        entities.createNativeQuery(RETELL)
                .setParameter(
                        "claims",
                        registrations.stream().map(NewDelivery::claimId).toArray(Long[]::new))
                .setParameter(
                        "versions",
                        registrations.stream().map(NewDelivery::version).toArray(Integer[]::new))
                .setParameter(
                        "waits",
                        registrations.stream()
                                .map(each -> waitsFor(
                                        each,
                                        municipalities
                                                .apply(each.municipality())
                                                .orElseThrow(),
                                        Standing.NONE))
                                .toArray(String[]::new))
                .executeUpdate();
    }

    private Delivery born(NewDelivery delivery, int sequenceNo, String waitingFor) {
        return new Delivery(
                delivery.claimId(),
                delivery.municipality().value(),
                sequenceNo,
                delivery.kind(),
                delivery.amount(),
                delivery.version(),
                waitingFor,
                null,
                clock.instant());
    }

    private String waitsFor(NewDelivery delivery, Municipality municipality, Standing before) {
        if (!municipality.isLive(LocalDate.ofInstant(clock.instant(), BusinessClock.COPENHAGEN))) {
            return WaitingFor.GO_LIVE;
        }
        if (before.told()) {
            return "";
        }
        if (!municipality.takesFeesOf(delivery.feeCreatedOn())) {
            return WaitingFor.EARLIEST_DATE;
        }
        return delivery.stopped() ? WaitingFor.READINESS : "";
    }
}
