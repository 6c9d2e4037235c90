package dk.kravbro.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** All claims, with their versions and their ledger. What they know of people is sealed on its way in, opened on its way out. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Claims {

    @PersistenceContext(unitName = "kravbro")
    EntityManager entities;

    @Inject
    PeopleSeal people;

    /**
     * Locks these claims until the transaction ends, also those that do not exist yet, and gives those that do.
     *
     * <p>A key's advisory lock keeps two callers from adding the same claim; the row's lock keeps out the others who
     * change it. Both are taken in one fixed order, so that two batches wait for each other instead of blocking each
     * other.
     */
    public List<Claim> lock(SortedSet<ClaimKey> keys) {
        String[] agencies = keys.stream().map(ClaimKey::agencyId).toArray(String[]::new);
        Long[] fees = keys.stream().map(ClaimKey::feeId).toArray(Long[]::new);
        entities.createNativeQuery("select cast(pg_advisory_xact_lock(k) as text) from (select distinct"
                        + " hashtextextended(agency || fee, 0) k from unnest(cast(:agencies as text[]),"
                        + " cast(:fees as bigint[])) t(agency, fee) order by 1) keys")
                .setParameter("agencies", agencies)
                .setParameter("fees", fees)
                .getResultList();
        @SuppressWarnings("unchecked")
        List<Claim> present = entities.createNativeQuery(
                        "select c.* from kravbro.claims c join unnest(cast(:agencies as text[]),"
                                + " cast(:fees as bigint[])) t(agency, fee) on c.agency_id = t.agency and c.fee_id = t.fee"
                                + " order by c.id for no key update of c",
                        Claim.class)
                .setParameter("agencies", agencies)
                .setParameter("fees", fees)
                .getResultList();
        present.forEach(claim -> claim.open(people));
        return present;
    }

    /** Those of these claims that exist, as they are; nobody is kept from changing them. */
    public List<Claim> present(String agencyId, Collection<Long> feeIds) {
        List<Claim> present = entities.createQuery(
                        "select c from Claim c where c.agencyId = :agency and c.feeId in :fees", Claim.class)
                .setParameter("agency", agencyId)
                .setParameter("fees", feeIds)
                .getResultList();
        present.forEach(claim -> claim.open(people));
        return present;
    }

    public Optional<Claim> find(ClaimKey key) {
        Optional<Claim> found = entities.createQuery(
                        "select c from Claim c where c.agencyId = :agency and c.feeId = :fee", Claim.class)
                .setParameter("agency", key.agencyId())
                .setParameter("fee", key.feeId())
                .getResultStream()
                .findFirst();
        found.ifPresent(claim -> claim.open(people));
        return found;
    }

    /** The latest version of each of these claims. */
    public List<ClaimVersion> latestVersions(Collection<Long> claimIds) {
        List<ClaimVersion> latest = entities.createQuery(
                        "select v from ClaimVersion v join Claim c on v.id.claimId = c.id and v.id.version = c.version"
                                + " where c.id in :ids",
                        ClaimVersion.class)
                .setParameter("ids", claimIds)
                .getResultList();
        latest.forEach(version -> version.open(people));
        return latest;
    }

    /** These versions, each of its claim. */
    public List<ClaimVersion> versions(Map<Long, Integer> versionByClaim) {
        @SuppressWarnings("unchecked")
        List<ClaimVersion> found = entities.createNativeQuery(
                        "select v.* from kravbro.claim_versions v join unnest(cast(:claims as bigint[]),"
                                + " cast(:versions as int[])) t(claim_id, version) on v.claim_id = t.claim_id"
                                + " and v.version = t.version",
                        ClaimVersion.class)
                .setParameter("claims", versionByClaim.keySet().toArray(Long[]::new))
                .setParameter("versions", versionByClaim.values().toArray(Integer[]::new))
                .getResultList();
        found.forEach(version -> version.open(people));
        return found;
    }

    /** Adds a claim and gives it its id. */
    public void add(Claim claim) {
        claim.seal(people);
        entities.persist(claim);
    }

    /** Adds what was said of a claim, and seals the claim's own row anew: whoever changes a claim says so by a version. */
    public void add(ClaimVersion version) {
        version.seal(people);
        entities.persist(version);
    }

    public void add(ClaimEntry entry) {
        entities.persist(entry);
    }

    /** A claim's ledger, oldest line first. */
    public List<ClaimEntry> entries(long claimId) {
        return entities.createQuery(
                        "select e from ClaimEntry e where e.claimId = :claim order by e.recordedAt, e.id",
                        ClaimEntry.class)
                .setParameter("claim", claimId)
                .getResultList();
    }

    /** What is still owed: computed from the ledger; below 0 is a credit. */
    public Amount outstanding(long claimId) {
        long ore = 0;
        for (ClaimEntry entry : entries(claimId)) {
            ore = Math.addExact(
                    ore, Math.multiplyExact(entry.kind().sign(), entry.amount().ore()));
        }
        return new Amount(ore);
    }
}
