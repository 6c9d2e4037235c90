package dk.kravbro.intake;

import dk.kravbro.audit.Actor;
import dk.kravbro.claim.Claims;
import dk.kravbro.municipality.Municipality;
import dk.kravbro.municipality.MunicipalityCode;
import dk.kravbro.readiness.ClaimTypeRules;
import dk.kravbro.readiness.Findings;
import dk.kravbro.submission.Deliveries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Opens desks, each for the caller's transaction. */
@ApplicationScoped
class FeeDesks {

    @Inject
    Claims claims;

    @Inject
    Deliveries deliveries;

    @Inject
    FeeEvents events;

    @Inject
    ClaimTypeRules claimTypes;

    @Inject
    Findings findings;

    @Inject
    EarlyCancellations cancellations;

    FeeDesk open(Function<MunicipalityCode, Optional<Municipality>> municipalities, Actor actor, Instant now) {
        FeeReadiness readiness = new FeeReadiness(claimTypes, findings, now);
        return new FeeDesk(claims, cancellations, deliveries, events, readiness, municipalities, actor, now);
    }
}
