package dk.kravbro.readiness;

import dk.kravbro.municipality.MunicipalityCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What claims break of the readiness rules. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Findings {

    @PersistenceContext(unitName = "kravbro")
    EntityManager entities;

    /**
     * What was found of a claim's latest version.
     *
     * @param claimId the claim, whose row the caller has locked or just added
     * @param isNew whether nothing can have been found of it before
     * @param broken in the order of the rules
     */
    public record Looked(long claimId, MunicipalityCode municipality, boolean isNew, List<ReadinessRule> broken) {

        public Looked {
            broken = List.copyOf(broken);
        }
    }

    /** Puts these in the place of what was found of the same claims before; one for each claim. */
    public void keep(Collection<Looked> all, Instant now) {
        Long[] known =
                all.stream().filter(each -> !each.isNew()).map(Looked::claimId).toArray(Long[]::new);
        if (known.length > 0) {
            entities.createNativeQuery("delete from kravbro.claim_findings where claim_id = any(:claims)")
                    .setParameter("claims", known)
                    .executeUpdate();
        }
        List<Long> claims = new ArrayList<>();
        List<String> municipalities = new ArrayList<>();
        List<String> rules = new ArrayList<>();
        List<String> severities = new ArrayList<>();
        for (Looked each : all) {
            for (ReadinessRule rule : each.broken()) {
                claims.add(each.claimId());
                municipalities.add(each.municipality().value());
                rules.add(rule.name());
                severities.add(rule.severity().name());
            }
        }
        if (!claims.isEmpty()) {
            entities.createNativeQuery(
                            "insert into kravbro.claim_findings (claim_id, municipality_code, rule, severity, found_at)"
                                    + " select t.c, t.m, t.r, t.s, cast(:now as timestamptz) from unnest(cast(:claims as bigint[]),"
                                    + " cast(:municipalities as text[]), cast(:rules as text[]), cast(:severities as text[]))"
                                    + " as t (c, m, r, s)")
                    .setParameter("now", Timestamp.from(now))
                    .setParameter("claims", claims.toArray(Long[]::new))
                    .setParameter("municipalities", municipalities.toArray(String[]::new))
                    .setParameter("rules", rules.toArray(String[]::new))
                    .setParameter("severities", severities.toArray(String[]::new))
                    .executeUpdate();
        }
    }

    /** What a claim breaks, as its municipality sees it now: errors first. */
    public List<ClaimFinding> of(long claimId) {
        @SuppressWarnings("unchecked")
        List<Object[]> found = entities.createNativeQuery(
                        "select f.rule, coalesce(s.severity, f.severity) as severity from kravbro.claim_findings f"
                                + " left join kravbro.municipality_readiness s on s.municipality_code = f.municipality_code"
                                + " and s.rule = f.rule where f.claim_id = :claim")
                .setParameter("claim", claimId)
                .getResultList();
        return ClaimFinding.read(found.stream()
                .map(row -> new ClaimFinding.Row((String) row[0], (String) row[1]))
                .toList());
    }
}
