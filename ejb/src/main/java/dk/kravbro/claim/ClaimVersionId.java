package dk.kravbro.claim;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;

/**
 * Which version of which claim.
 *
 * @param claimId the claim
 * @param version FBS's number
 */
@Embeddable
public record ClaimVersionId(@Column(name = "claim_id") long claimId, int version) implements Serializable {}
