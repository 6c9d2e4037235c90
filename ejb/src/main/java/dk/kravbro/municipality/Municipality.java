package dk.kravbro.municipality;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A municipality (kommune): the creditor of its library's claims, and what it chose.
 *
 * <p>All 98 are known from the start; one takes part from the day it is live.
 */
@Entity
@Table(name = "municipalities")
public class Municipality {

    /** Whose debtor system product a municipality uses. Decides the queue's delivery group and the bound of calls. */
    public enum DebtorSystemProduct {
        OPUS,
        PRISME,
        OS_INDSIGT,
        KOBENHAVN
    }

    /** Who is liable for a child's claim (domain rule: always transferred, guardian or not). */
    public enum GuardianPolicy {
        /** The child; a guardian gets the letters. */
        CHILD,
        /** The first registered guardian, else the child. */
        GUARDIAN
    }

    @Id
    private String code;

    private String name;
    private String cvr;

    @Enumerated(EnumType.STRING)
    @Column(name = "debtor_system")
    private DebtorSystemProduct debtorSystem;

    @Column(name = "live_on")
    private @Nullable LocalDate liveOn;

    @Column(name = "earliest_fee_on")
    private @Nullable LocalDate earliestFeeOn;

    @Enumerated(EnumType.STRING)
    @Column(name = "guardian_policy")
    private GuardianPolicy guardianPolicy;

    // As it is written: Hibernate would shift a time of day by the server's time zone, and the engine reads it in SQL.
    @JdbcTypeCode(SqlTypes.LOCAL_TIME)
    @Column(name = "run_at")
    private LocalTime runAt;

    private boolean paused;

    @Column(name = "run_days")
    private String runDays;

    @JdbcTypeCode(SqlTypes.LOCAL_TIME)
    @Column(name = "sends_from")
    private @Nullable LocalTime sendsFrom;

    @JdbcTypeCode(SqlTypes.LOCAL_TIME)
    @Column(name = "sends_until")
    private @Nullable LocalTime sendsUntil;

    @ElementCollection
    @CollectionTable(name = "municipality_closings", joinColumns = @JoinColumn(name = "municipality_code"))
    private Set<Closing> closings = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "municipality_senders", joinColumns = @JoinColumn(name = "municipality_code"))
    @Column(name = "cvr")
    private Set<String> senders = new HashSet<>();

    @Column(name = "most_per_minute")
    private @Nullable Integer mostPerMinute;

    @Column(name = "hold_above_ore")
    private @Nullable Long holdAboveOre;

    @Column(name = "hold_above_refused_percent")
    private @Nullable Integer holdAboveRefusedPercent;

    @Column(name = "gives_receipts")
    private boolean givesReceipts;

    @Column(name = "names_materials")
    private boolean namesMaterials;

    @Column(name = "keeps_settled_years")
    private int keepsSettledYears;

    // Read only where a claim breaks a rule, or all choices are asked for; then for all municipalities at hand at once.
    @ElementCollection
    @CollectionTable(name = "municipality_readiness", joinColumns = @JoinColumn(name = "municipality_code"))
    @MapKeyColumn(name = "rule")
    @Column(name = "severity")
    @Enumerated(EnumType.STRING)
    @BatchSize(size = 100)
    private Map<String, ReadinessSeverity> readiness = new HashMap<>();

    @Column(name = "changed_at")
    private Instant changedAt;

    @Column(name = "changed_by")
    private String changedBy;

    protected Municipality() {}

    public MunicipalityCode code() {
        return new MunicipalityCode(code);
    }

    public String name() {
        return name;
    }

    /** CVR number, eight digits: the creditor's identity and the routing key. */
    public String cvr() {
        return cvr;
    }

    public DebtorSystemProduct debtorSystem() {
        return debtorSystem;
    }

    /** First day on which deliveries are sent; empty: not onboarded. */
    public Optional<LocalDate> liveOn() {
        return Optional.ofNullable(liveOn);
    }

    /** Fees that FBS created before this day wait; empty: no limit. */
    public Optional<LocalDate> earliestFeeOn() {
        return Optional.ofNullable(earliestFeeOn);
    }

    public GuardianPolicy guardianPolicy() {
        return guardianPolicy;
    }

    /** Local time (Europe/Copenhagen) of the planned run. */
    public LocalTime runAt() {
        return runAt;
    }

    /** Whether submission to this municipality's debtor system is paused by the business. */
    public boolean paused() {
        return paused;
    }

    /** Whether its libraries give a receipt at return. */
    public boolean givesReceipts() {
        return givesReceipts;
    }

    /** Whether a description may name the group and record number of what was lent. */
    public boolean namesMaterials() {
        return namesMaterials;
    }

    /** What it makes of a readiness rule, if something else than the product does. Reads a row: within the transaction. */
    public Optional<ReadinessSeverity> readiness(String rule) {
        return Optional.ofNullable(readiness.get(rule));
    }

    public boolean isLive(LocalDate today) {
        return liveOn != null && !today.isBefore(liveOn);
    }

    public boolean takesFeesOf(LocalDate feeCreatedOn) {
        return earliestFeeOn == null || !feeCreatedOn.isBefore(earliestFeeOn);
    }

    /** All that it chose. Reads its closings, senders and switches: within the transaction, or after {@link Municipalities#withChoices()}. */
    public MunicipalityChoices choices() {
        // The schema has both or none.
        Optional<SendingWindow> window = sendsFrom == null || sendsUntil == null
                ? Optional.empty()
                : Optional.of(new SendingWindow(sendsFrom, sendsUntil));
        return new MunicipalityChoices(
                debtorSystem,
                liveOn(),
                earliestFeeOn(),
                guardianPolicy,
                runAt,
                paused,
                RunDays.parse(runDays),
                window,
                List.copyOf(closings),
                new RunLimits(
                        Optional.ofNullable(mostPerMinute),
                        Optional.ofNullable(holdAboveOre),
                        Optional.ofNullable(holdAboveRefusedPercent)),
                senders.stream().map(SenderCvr::new).toList(),
                new ClaimChoices(givesReceipts, namesMaterials, keepsSettledYears, readiness));
    }

    /** Changes what the municipality chose, all at once. */
    public void choose(MunicipalityChoices chosen, String by, Instant now) {
        this.debtorSystem = chosen.debtorSystem();
        this.liveOn = chosen.liveOn().orElse(null);
        this.earliestFeeOn = chosen.earliestFeeOn().orElse(null);
        this.guardianPolicy = chosen.guardianPolicy();
        this.runAt = chosen.runAt();
        this.paused = chosen.paused();
        this.runDays = chosen.runDays().toString();
        this.sendsFrom = chosen.window().map(SendingWindow::from).orElse(null);
        this.sendsUntil = chosen.window().map(SendingWindow::until).orElse(null);
        this.closings.retainAll(chosen.closings());
        this.closings.addAll(chosen.closings());
        Set<String> chosenSenders =
                chosen.senders().stream().map(SenderCvr::value).collect(Collectors.toSet());
        this.senders.retainAll(chosenSenders);
        this.senders.addAll(chosenSenders);
        this.mostPerMinute = chosen.limits().mostPerMinute().orElse(null);
        this.holdAboveOre = chosen.limits().holdAboveOre().orElse(null);
        this.holdAboveRefusedPercent = chosen.limits().holdAboveRefusedPercent().orElse(null);
        this.givesReceipts = chosen.claims().givesReceipts();
        this.namesMaterials = chosen.claims().namesMaterials();
        this.keepsSettledYears = chosen.claims().keepsSettledYears();
        this.readiness.keySet().retainAll(chosen.claims().readiness().keySet());
        this.readiness.putAll(chosen.claims().readiness());
        this.changedBy = by;
        this.changedAt = now;
    }
}
