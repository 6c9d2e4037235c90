package dk.kravbro.claim;

import dk.kravbro.municipality.MunicipalityCode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody owes a municipality (fordring, krav).
 *
 * <p>It is born when FBS first tells of a fee, with its principal as the first ledger line and a delivery that registers
 * it at the debtor system. Each later version of the fee either changes what is owed (a line and a delivery for the
 * difference), who owes it (a delivery), or details that stay here. A cancelled fee withdraws it: nothing is owed any
 * more, and no version comes after that. Payments and write-offs come back from the debtor system as further lines.
 * What is still outstanding is computed from the lines and never stored.
 *
 * <p>This row is what everybody locks who changes anything of the claim. It holds the state of the latest version.
 */
@Entity
@DynamicUpdate
@Table(name = "claims")
public class Claim {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "claims_seq")
    @SequenceGenerator(name = "claims_seq", sequenceName = "claims_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "municipality_code", updatable = false)
    private String municipalityCode;

    @Column(name = "agency_id", updatable = false)
    private String agencyId;

    @Column(name = "fee_id", updatable = false)
    private long feeId;

    private int version;

    @Enumerated(EnumType.STRING)
    @Column(name = "claim_type")
    private ClaimType claimType;

    @Column(name = "claim_type_id")
    private @Nullable Long claimTypeId;

    @Column(name = "amount_ore")
    private long amountOre;

    private boolean withdrawn;

    /** Who owes, sealed; null while what is said is not sealed yet, and for good once the people are erased. */
    @Column(name = "debtor")
    private byte @Nullable [] sealedDebtor;

    @Column(name = "debtor_key")
    private byte @Nullable [] debtorKey;

    @Column(name = "name_key")
    private byte @Nullable [] nameKey;

    @Column(name = "erased_at", insertable = false, updatable = false)
    private @Nullable Instant erasedAt;

    /** Who owes, opened; never a column. */
    @Transient
    private @Nullable OpenDebtor debtor;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "changed_at")
    private Instant changedAt;

    protected Claim() {}

    /** A new claim, as FBS first told of it. */
    public Claim(
            ClaimKey key,
            MunicipalityCode municipality,
            int version,
            String contentHash,
            ClaimTerms terms,
            Debtor debtor,
            Instant now) {
        this.agencyId = key.agencyId();
        this.feeId = key.feeId();
        this.municipalityCode = municipality.value();
        this.createdAt = now;
        this.claimType = terms.type();
        take(version, OpenDebtor.of(contentHash, debtor), terms, now);
    }

    /** Takes a later version. */
    public void change(int newVersion, String newHash, ClaimTerms terms, Debtor newDebtor, Instant now) {
        mustBeLater(newVersion);
        this.claimType = terms.type();
        take(newVersion, OpenDebtor.of(newHash, newDebtor), terms, now);
    }

    /** Takes the version that annuls it. */
    public void withdraw(int newVersion, String newHash, ClaimTerms terms, Instant now) {
        mustBeLater(newVersion);
        if (!terms.withdrawn()) {
            throw new IllegalStateException("a withdrawal's terms say withdrawn");
        }
        take(newVersion, open().said(newHash), terms, now);
    }

    @Nullable
    Long claimTypeRow() {
        return claimTypeId;
    }

    /** Which row of claim types its latest version was held against. */
    public void heldAgainst(long claimTypeRow) {
        this.claimTypeId = claimTypeRow;
    }

    private void take(int newVersion, OpenDebtor said, ClaimTerms terms, Instant now) {
        this.version = newVersion;
        this.debtor = said;
        this.sealedDebtor = null;
        this.amountOre = terms.amount().ore();
        this.withdrawn = terms.withdrawn();
        this.changedAt = now;
    }

    /** Seals what was said since it was last sealed. Without it the database refuses the row. */
    void seal(PeopleSeal people) {
        if (sealedDebtor == null) {
            SealedDebtor sealed = people.seal(key().reference(), open());
            this.sealedDebtor = sealed.sealed();
            this.debtorKey = sealed.identityKey();
            this.nameKey = sealed.nameKey();
        }
    }

    /** Opens what the row holds. */
    void open(PeopleSeal people) {
        if (debtor == null && sealedDebtor != null) {
            this.debtor = people.debtor(key().reference(), sealedDebtor);
        }
    }

    private OpenDebtor open() {
        if (debtor == null) {
            throw new IllegalStateException("claim " + id + " has not been opened");
        }
        return debtor;
    }

    private void mustBeLater(int newVersion) {
        if (withdrawn || newVersion <= version) {
            throw new IllegalStateException("claim " + id + " has version " + version + " already");
        }
    }

    /** Database id. */
    public long id() {
        if (id == null) {
            throw new IllegalStateException("the claim has no id before it is added");
        }
        return id;
    }

    public ClaimKey key() {
        return new ClaimKey(agencyId, feeId);
    }

    public MunicipalityCode municipality() {
        return new MunicipalityCode(municipalityCode);
    }

    /** FBS's own number of the latest version. */
    public int version() {
        return version;
    }

    /** Whether its people are erased, since its time was over: nothing can be said of it any more. */
    public boolean isErased() {
        return erasedAt != null;
    }

    /** Hash of what FBS said in that version. */
    public String contentHash() {
        return open().contentHash();
    }

    /** What FBS says is owed now; 0 once withdrawn. */
    public Amount amount() {
        return new Amount(amountOre);
    }

    public boolean withdrawn() {
        return withdrawn;
    }
}
