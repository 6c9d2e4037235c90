package dk.kravbro.intake;

import dk.kravbro.claim.Claim;
import dk.kravbro.claim.ClaimTerms;
import dk.kravbro.claim.ClaimType;
import dk.kravbro.claim.ClaimVersion;
import dk.kravbro.claim.Claims;
import dk.kravbro.claim.Parties;
import dk.kravbro.municipality.Municipality;
import dk.kravbro.municipality.MunicipalityCode;
import dk.kravbro.municipality.ReadinessSeverity;
import dk.kravbro.readiness.ClaimTypeRule;
import dk.kravbro.readiness.ClaimTypeRules;
import dk.kravbro.readiness.Findings;
import dk.kravbro.readiness.ReadinessRule;
import dk.kravbro.readiness.ReadinessSubject;
import dk.kravbro.submission.Deliveries;
import dk.kravbro.time.BusinessClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges claims by the readiness rules, within one transaction: by what FBS's fee says as it is kept, so that a claim that
 * is looked at again is judged by the same. Keeps what was found until it is {@linkplain #close closed}.
 */
final class FeeReadiness {

    private final ClaimTypeRules rules;
    private final Findings findings;
    private final Instant now;
    private final Map<MunicipalityCode, ClaimTypeRules.Table> tables = new HashMap<>();
    private final Map<Long, ClaimTerms> registered = new HashMap<>();
    private final Map<Long, Findings.Looked> looked = new LinkedHashMap<>();

    FeeReadiness(ClaimTypeRules rules, Findings findings, Instant now) {
        this.rules = rules;
        this.findings = findings;
        this.now = now;
    }

    /** Reads what holds in these municipalities, all at once: a look for each in the middle of many claims would be dear. */
    void prepare(Set<MunicipalityCode> municipalities) {
        tables.putAll(rules.of(municipalities));
    }

    /**
     * Reads in which terms debtor systems were told claims of before.
     *
     * @param latest each claim's latest version
     */
    void prepare(Claims claims, Map<Long, ClaimVersion> latest, Map<Long, Deliveries.Standing> standing) {
        Map<Long, Integer> earlier = new HashMap<>();
        standing.forEach((claim, now) -> {
            ClaimVersion version = latest.get(claim);
            if (version != null && now.registeredAs() == version.version()) {
                registered.put(claim, version.terms());
            } else if (now.registeredAs() > 0) {
                earlier.put(claim, now.registeredAs());
            }
        });
        if (!earlier.isEmpty()) {
            claims.versions(earlier).forEach(version -> registered.put(version.claimId(), version.terms()));
        }
    }

    /** What holds in a municipality for a type of claim that arose on that day. */
    ClaimTypeRule rule(MunicipalityCode municipality, ClaimType type, LocalDate day) {
        return tables.computeIfAbsent(municipality, rules::of).of(type, day);
    }

    /**
     * Looks at the latest version of a claim.
     *
     * @param isNew whether it was added in this transaction
     * @param fee FBS's fee as it is kept
     * @return what it breaks
     */
    List<ReadinessRule> look(
            Claim claim, boolean isNew, ClaimTerms terms, ClaimTypeRule rule, String fee, Parties parties) {
        LocalDate today = LocalDate.ofInstant(now, BusinessClock.COPENHAGEN);
        Optional<ClaimTerms> told = Optional.ofNullable(registered.get(claim.id()));
        List<ReadinessRule> broken =
                ReadinessRule.brokenBy(new ReadinessSubject(terms, told, parties, rule, said(fee), today));
        Findings.Looked before = looked.get(claim.id());
        boolean nothingBefore = before == null ? isNew : before.isNew();
        looked.put(claim.id(), new Findings.Looked(claim.id(), claim.municipality(), nothingBefore, broken));
        return broken;
    }

    /** Those of the rules that keep a claim here, as its municipality sees it. */
    static List<ReadinessRule> stopping(List<ReadinessRule> broken, Municipality municipality) {
        return broken.stream()
                .filter(rule -> municipality.readiness(rule.name()).orElse(rule.severity()) == ReadinessSeverity.ERROR)
                .toList();
    }

    /** Writes what was found, after the claims themselves. */
    void close() {
        findings.keep(looked.values(), now);
    }

    private static ReadinessSubject.Said said(String kept) {
        Map<String, Object> fee = FeeContent.stored(kept);
        Map<?, ?> loan = fee.get("loan") instanceof Map<?, ?> there ? there : Map.of();
        return new ReadinessSubject.Said(
                String.valueOf(fee.get("type")),
                String.valueOf(fee.get("reasonMessage")),
                fee.containsKey("dueDate"),
                day(loan.get("dueDate")),
                day(loan.get("returnDate")),
                fee.get("materials") instanceof List<?> materials ? materials.size() : 0);
    }

    private static Optional<LocalDate> day(@Nullable Object kept) {
        return kept instanceof String text ? Optional.of(LocalDate.parse(text)) : Optional.empty();
    }
}
