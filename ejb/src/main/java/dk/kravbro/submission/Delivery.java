package dk.kravbro.submission;

import dk.kravbro.claim.Amount;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing to tell a debtor system (aflevering), told once.
 *
 * <p>It is born WAITING or DUE with its conversation id and request id, which every attempt uses; a run queues it in a
 * slice, a dispatcher begins it (SENDING), calls, and records the outcome. From then on it lives in SQL: see
 * {@code SliceStore}. This class only brings it into the world.
 */
@Entity
@Table(name = "deliveries")
public class Delivery {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "deliveries_seq")
    @SequenceGenerator(name = "deliveries_seq", sequenceName = "deliveries_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "claim_id")
    private long claimId;

    @Column(name = "municipality_code")
    private String municipalityCode;

    @Column(name = "sequence_no")
    private int sequenceNo;

    @Enumerated(EnumType.STRING)
    private DeliveryKind kind;

    @Column(name = "amount_ore")
    private long amountOre;

    private int version;

    @Enumerated(EnumType.STRING)
    private DeliveryState state;

    private String reason;

    @Column(name = "conversation_id")
    private UUID conversationId;

    @Column(name = "request_id")
    private UUID requestId;

    @Column(name = "created_at")
    private Instant createdAt;

    private @Nullable Long corrects;

    protected Delivery() {}

    Delivery(
            long claimId,
            String municipalityCode,
            int sequenceNo,
            DeliveryKind kind,
            Amount amount,
            int version,
            String waitingFor,
            @Nullable Long corrects,
            Instant now) {
        this.claimId = claimId;
        this.municipalityCode = municipalityCode;
        this.sequenceNo = sequenceNo;
        this.kind = kind;
        this.amountOre = amount.ore();
        this.version = version;
        this.state = waitingFor.isEmpty() ? DeliveryState.DUE : DeliveryState.WAITING;
        this.reason = waitingFor;
        this.corrects = corrects;
        this.conversationId = UUID.randomUUID();
        this.requestId = UUID.randomUUID();
        this.createdAt = now;
    }

    /** Database id; present once persisted. */
    public @Nullable Long id() {
        return id;
    }

    public DeliveryState state() {
        return state;
    }
}
