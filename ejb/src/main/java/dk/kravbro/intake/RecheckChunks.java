package dk.kravbro.intake;

import dk.kravbro.claim.Claim;
import dk.kravbro.claim.ClaimTerms;
import dk.kravbro.claim.ClaimVersion;
import dk.kravbro.claim.Claims;
import dk.kravbro.municipality.Municipalities;
import dk.kravbro.municipality.Municipality;
import dk.kravbro.municipality.MunicipalityCode;
import dk.kravbro.readiness.ClaimTypeRule;
import dk.kravbro.readiness.ClaimTypeRules;
import dk.kravbro.readiness.Findings;
import dk.kravbro.readiness.ReadinessRule;
import dk.kravbro.submission.Deliveries;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks at some waiting claims again, each call a transaction of its own. */
@Stateless
@PermitAll
public class RecheckChunks {

    /** Claims looked at in one transaction. */
    static final int CHUNK = 500;

    @Inject
    Claims claims;

    @Inject
    WaitingClaims waiting;

    @Inject
    ClaimTypeRules claimTypes;

    @Inject
    Findings findings;

    @Inject
    Deliveries deliveries;

    @Inject
    Municipalities municipalities;

    @Inject
    Clock clock;

    /**
     * What a call did.
     *
     * @param last id of the last claim looked at; empty if there was none left
     * @param looked how many claims were looked at
     * @param stopped how many of them are kept here
     */
    public record Chunk(Optional<Long> last, int looked, int stopped) {}

    /**
     * Looks at the municipality's next waiting claims.
     *
     * @param after id of the last claim that was looked at; 0 to begin
     * @param dueBefore only those whose last timely payment date lies before that day
     */
    public Chunk look(MunicipalityCode code, long after, LocalDate dueBefore) {
        Municipality municipality = municipalities
                .find(code)
                .orElseThrow(() -> new IllegalStateException("the caller has seen that the municipality exists"));
        List<Claim> found = waiting.lock(code, after, dueBefore, CHUNK);
        if (found.isEmpty()) {
            return new Chunk(Optional.empty(), 0, 0);
        }
        Map<Long, ClaimVersion> versions = claims
                .latestVersions(found.stream().map(Claim::id).toList())
                .stream()
                .collect(Collectors.toMap(ClaimVersion::claimId, Function.identity()));
        FeeReadiness readiness = new FeeReadiness(claimTypes, findings, clock.instant());
        readiness.prepare(claims, versions, deliveries.standing(versions.keySet()));
        int stopped = 0;
        for (Claim claim : found) {
            ClaimVersion version = Optional.ofNullable(versions.get(claim.id())).orElseThrow();
            ClaimTerms terms = version.terms();
            ClaimTypeRule rule = readiness.rule(code, terms.type(), terms.incurredOn());
            claim.heldAgainst(rule.id());
            List<ReadinessRule> broken =
                    readiness.look(claim, false, terms, rule, version.fee(), FeeContent.parties(version.parties()));
            stopped += FeeReadiness.stopping(broken, municipality).isEmpty() ? 0 : 1;
        }
        readiness.close();
        return new Chunk(Optional.of(found.get(found.size() - 1).id()), found.size(), stopped);
    }
}
