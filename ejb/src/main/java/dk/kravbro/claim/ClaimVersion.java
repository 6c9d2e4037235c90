package dk.kravbro.claim;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What FBS said of a claim in one version. Never changed afterwards; only {@code parties} holds people. */
@Entity
@Immutable
@Table(name = "claim_versions")
public class ClaimVersion {

    @EmbeddedId
    private ClaimVersionId id;

    @Column(name = "content_hash")
    private String contentHash;

    @Column(name = "said_at")
    private Instant saidAt;

    @Column(name = "said_by")
    private String saidBy;

    @Enumerated(EnumType.STRING)
    @Column(name = "claim_type")
    private ClaimType claimType;

    @Column(name = "claim_type_id")
    private @Nullable Long claimTypeId;

    @Column(name = "amount_ore")
    private long amountOre;

    private boolean withdrawn;
    private String reason;

    @Column(name = "incurred_on")
    private LocalDate incurredOn;

    @Column(name = "due_on")
    private LocalDate dueOn;

    @Column(name = "period_from")
    private LocalDate periodFrom;

    @Column(name = "period_to")
    private LocalDate periodTo;

    private String description;

    @ColumnTransformer(write = "cast(? as jsonb)")
    private String fee;

    @ColumnTransformer(write = "cast(? as jsonb)")
    private String parties;

    protected ClaimVersion() {}

    /**
     * What FBS said.
     *
     * @param claim the claim, already in its new state
     * @param terms its terms from now on
     * @param fee FBS's fee as JSON, without people
     * @param parties the people, as JSON
     * @param saidBy who said it
     */
    public ClaimVersion(Claim claim, ClaimTerms terms, String fee, String parties, String saidBy, Instant now) {
        this.id = new ClaimVersionId(claim.id(), claim.version());
        this.contentHash = claim.contentHash();
        this.saidAt = now;
        this.saidBy = saidBy;
        this.claimType = terms.type();
        this.claimTypeId = claim.claimTypeRow();
        this.amountOre = terms.amount().ore();
        this.withdrawn = terms.withdrawn();
        this.reason = terms.reason();
        this.incurredOn = terms.incurredOn();
        this.dueOn = terms.dueOn();
        this.periodFrom = terms.period().from();
        this.periodTo = terms.period().to();
        this.description = terms.description();
        this.fee = fee;
        this.parties = parties;
    }

    public long claimId() {
        return id.claimId();
    }

    /** The claim's terms in this version. */
    public ClaimTerms terms() {
        return new ClaimTerms(
                claimType,
                new Amount(amountOre),
                withdrawn,
                reason,
                incurredOn,
                dueOn,
                new ClaimPeriod(periodFrom, periodTo),
                description);
    }

    /** FBS's fee as JSON, without people. */
    public String fee() {
        return fee;
    }

    /** The people, as JSON: {@code {"debtor": {"kind", "identity", "name"}, "guardians": [...]}}. */
    public String parties() {
        return parties;
    }
}
