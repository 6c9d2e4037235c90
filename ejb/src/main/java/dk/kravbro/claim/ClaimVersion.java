package dk.kravbro.claim;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What FBS said of a claim in one version. Never changed afterwards; all that may tell of a person is sealed. */
@Entity
@Immutable
@Table(name = "claim_versions")
public class ClaimVersion {

    @EmbeddedId
    private ClaimVersionId id;

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

    /** What may tell of a person, sealed; null once the people are erased. */
    @Column(name = "said")
    private byte @Nullable [] sealed;

    @Transient
    private @Nullable Said said;

    /** The claim that this is said of, while it is being added. */
    @Transient
    private @Nullable Claim claim;

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
        this.claim = claim;
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
        this.said = new Said(claim.contentHash(), terms.description(), parties, fee);
    }

    /** Seals it, and its claim. */
    void seal(PeopleSeal people) {
        if (claim == null) {
            throw new IllegalStateException("only what is being added is sealed");
        }
        claim.seal(people);
        this.sealed = people.seal(id.claimId(), id.version(), open());
    }

    /** Opens what the row holds. */
    void open(PeopleSeal people) {
        if (said == null && sealed != null) {
            this.said = people.said(id.claimId(), id.version(), sealed);
        }
    }

    private Said open() {
        if (said == null) {
            throw new IllegalStateException(
                    "version " + id.version() + " of claim " + id.claimId() + " has not been opened");
        }
        return said;
    }

    public long claimId() {
        return id.claimId();
    }

    /** FBS's own number. */
    public int version() {
        return id.version();
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
                open().description());
    }

    /** FBS's fee as JSON, without people. */
    public String fee() {
        return open().fee();
    }

    /** The people, as JSON: {@code {"debtor": {"kind", "identity", "name"}, "guardians": [...]}}. */
    public String parties() {
        return open().parties();
    }
}
