package dk.kravbro.intake;

import dk.kravbro.claim.ClaimKey;
import dk.kravbro.municipality.AgencyId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cancellations of fees that were never put here. The put may only be late: what FBS sends again, or lists in a file of
 * yesterday, must not bring a fee to life that FBS has annulled.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class EarlyCancellations {

    @PersistenceContext(unitName = "kravbro")
    EntityManager entities;

    /** With which version each of these fees was cancelled; those that were not are left out. The caller holds their locks. */
    public Map<ClaimKey, Integer> of(Collection<ClaimKey> keys) {
        @SuppressWarnings("unchecked")
        List<Object[]> rows = entities.createNativeQuery("select e.agency_id, e.fee_id, e.version"
                        + " from kravbro.fee_cancellations e join unnest(cast(:agencies as text[]), cast(:fees as bigint[]))"
                        + " t(agency, fee) on e.agency_id = t.agency and e.fee_id = t.fee")
                .setParameter("agencies", keys.stream().map(ClaimKey::agencyId).toArray(String[]::new))
                .setParameter("fees", keys.stream().map(ClaimKey::feeId).toArray(Long[]::new))
                .getResultList();
        Map<ClaimKey, Integer> versions = new HashMap<>();
        for (Object[] row : rows) {
            versions.put(new ClaimKey((String) row[0], (Long) row[1]), (Integer) row[2]);
        }
        return versions;
    }

    /** Keeps these, with the version of each; of several of the same fee the highest. */
    public void keep(Map<ClaimKey, Integer> versions, String by, Instant now) {
        if (versions.isEmpty()) {
            return;
        }
        List<ClaimKey> keys = versions.keySet().stream().sorted().toList();
        entities.createNativeQuery("insert into kravbro.fee_cancellations as e"
                        + " (agency_id, fee_id, municipality_code, version, said_at, said_by)"
                        + " select t.agency, t.fee, t.municipality, t.version, :now, :by from unnest(cast(:agencies as text[]),"
                        + " cast(:fees as bigint[]), cast(:municipalities as text[]), cast(:versions as int[]))"
                        + " t(agency, fee, municipality, version)"
                        + " on conflict (agency_id, fee_id) do update set version = excluded.version,"
                        + " said_at = excluded.said_at, said_by = excluded.said_by where e.version < excluded.version")
                .setParameter("agencies", keys.stream().map(ClaimKey::agencyId).toArray(String[]::new))
                .setParameter("fees", keys.stream().map(ClaimKey::feeId).toArray(Long[]::new))
                .setParameter(
                        "municipalities",
                        keys.stream()
                                .map(key -> new AgencyId(key.agencyId())
                                        .municipality()
                                        .value())
                                .toArray(String[]::new))
                .setParameter("versions", keys.stream().map(versions::get).toArray(Integer[]::new))
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .setParameter("by", by)
                .executeUpdate();
    }

    /** Forgets those that are older than their municipality keeps settled claims; tells how many, {@code most} at most. */
    public int forget(Instant now, int most) {
        return entities.createNativeQuery("delete from kravbro.fee_cancellations where (agency_id, fee_id) in ("
                        + "select e.agency_id, e.fee_id from kravbro.municipalities m join kravbro.fee_cancellations e"
                        + " on e.municipality_code = m.code where e.said_at < cast(:now as timestamptz)"
                        + " - make_interval(years => m.keeps_settled_years + 1) limit :most)")
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .setParameter("most", most)
                .executeUpdate();
    }
}
