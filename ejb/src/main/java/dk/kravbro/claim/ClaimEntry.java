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
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A line in a claim's ledger. Never changed; a mistake is corrected by another line. */
@Entity
@Immutable
@Table(name = "claim_entries")
public class ClaimEntry {

    /** What a line does to the outstanding amount. */
    public enum Kind {
        /** What FBS first said was owed (hovedstol): adds. */
        PRINCIPAL,
        /** More is owed (opskrivning): adds. */
        WRITE_UP,
        /** Less is owed (nedskrivning): takes off. */
        WRITE_DOWN,
        /** FBS annulled the fee (annullering): takes off what FBS had last said was owed. */
        WITHDRAWAL,
        /** A payment covered it at the debtor system (dækning): takes off; below 0 when reversed. */
        COVERAGE,
        /** The debtor system gave it up (afskrivning): takes off; below 0 when reversed. */
        WRITE_OFF;

        /** 1 if a line of this kind adds to what is outstanding, -1 if it takes off. */
        public int sign() {
            return this == PRINCIPAL || this == WRITE_UP ? 1 : -1;
        }
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "claim_entries_seq")
    @SequenceGenerator(name = "claim_entries_seq", sequenceName = "claim_entries_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "claim_id")
    private long claimId;

    @Column(name = "municipality_code")
    private String municipalityCode;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Column(name = "amount_ore")
    private long amountOre;

    @Column(name = "effective_on")
    private LocalDate effectiveOn;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    @Column(name = "fbs_version")
    private @Nullable Integer fbsVersion;

    @Column(name = "notice_key")
    private @Nullable String noticeKey;

    private String detail;

    protected ClaimEntry() {}

    private ClaimEntry(
            long claimId,
            MunicipalityCode municipality,
            Kind kind,
            Amount amount,
            LocalDate effectiveOn,
            Instant now,
            @Nullable Integer fbsVersion,
            @Nullable String noticeKey,
            String detail) {
        boolean mayBeReversed = kind == Kind.COVERAGE || kind == Kind.WRITE_OFF;
        if (amount.ore() == 0 || (amount.ore() < 0 && !mayBeReversed)) {
            throw new IllegalArgumentException("a line of kind " + kind + " is above 0");
        }
        this.claimId = claimId;
        this.municipalityCode = municipality.value();
        this.kind = kind;
        this.amountOre = amount.ore();
        this.effectiveOn = effectiveOn;
        this.recordedAt = now;
        this.fbsVersion = fbsVersion;
        this.noticeKey = noticeKey;
        this.detail = detail;
    }

    /** A line that FBS caused. */
    public static ClaimEntry said(Claim claim, ClaimChange.Line line, LocalDate effectiveOn, Instant now) {
        return new ClaimEntry(
                claim.id(),
                claim.municipality(),
                line.kind(),
                line.amount(),
                effectiveOn,
                now,
                claim.version(),
                null,
                "");
    }

    /** A line that a debtor system caused; its notice key makes sure that it is applied once. */
    public static ClaimEntry settled(
            long claimId,
            MunicipalityCode municipality,
            Kind kind,
            Amount amount,
            LocalDate valueOn,
            String noticeKey,
            String detail,
            Instant now) {
        return new ClaimEntry(claimId, municipality, kind, amount, valueOn, now, null, noticeKey, detail);
    }

    public Kind kind() {
        return kind;
    }

    public Amount amount() {
        return new Amount(amountOre);
    }
}
