package dk.kravbro.settings;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The settings of this installation, read once and checked as a whole: what exists is valid. Table of keys: {@link Setting}.
 */
@ApplicationScoped
public class Settings {

    private final Map<Setting, String> written;

    /** As they were read: some are asked for with every call. */
    private final Map<Setting, Duration> durations = new ConcurrentHashMap<>();

    /**
     * Reads them from MicroProfile Config (system properties, environment, configuration files).
     *
     * @throws WrongSettings naming every wrong value
     */
    public Settings() {
        this(fromConfig(ConfigProvider.getConfig()));
    }

    private Settings(Function<String, Optional<String>> source) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        List<String> objections = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            String value = source.apply(setting.key()).map(String::strip).orElse(setting.standard());
            setting.objection(value).ifPresent(objections::add);
            values.put(setting, value);
        }
        this.written = Collections.unmodifiableMap(values);
        if (objections.isEmpty()) {
            objections.addAll(new Contradictions(this).all());
        }
        if (!objections.isEmpty()) {
            throw new WrongSettings(objections);
        }
    }

    /**
     * Settings with some values given by key and defaults for the rest, apart from any configuration.
     *
     * @throws WrongSettings naming every wrong value
     */
    public static Settings of(Map<String, String> given) {
        return new Settings(key -> Optional.ofNullable(given.get(key)));
    }

    private static Function<String, Optional<String>> fromConfig(Config config) {
        return key -> config.getOptionalValue(key, String.class);
    }

    /** The value as it is written. */
    public String value(Setting setting) {
        String value = written.get(setting);
        if (value == null) {
            throw new IllegalStateException("no value for " + setting.key());
        }
        return value;
    }

    Duration duration(Setting setting) {
        return durations.computeIfAbsent(setting, key -> Duration.parse(value(key)));
    }

    private int whole(Setting setting) {
        return Integer.parseInt(value(setting));
    }

    private List<Integer> days(Setting setting) {
        return Arrays.stream(value(setting).split(",", -1))
                .map(day -> Integer.valueOf(day.strip()))
                .distinct()
                .toList();
    }

    /** CVR numbers of the platform's certificates; empty if there is none. */
    public Set<String> platformCvrs() {
        String written = value(Setting.CALLBACK_PLATFORM_CVRS);
        return written.isEmpty() ? Set.of() : Set.copyOf(List.of(written.split(" *, *")));
    }

    /** Whether messages on the back channel are signed in a token's name, and our answers signed. */
    public boolean backChannelIsSigned() {
        return value(Setting.CALLBACK_SECURITY).equals("signed-token");
    }

    /** Our entityID, for which a sender's token must be. */
    public String ownEntityId() {
        return value(Setting.CALLBACK_ENTITY_ID);
    }

    public Duration callbackBodyDeadline() {
        return duration(Setting.CALLBACK_BODY_DEADLINE);
    }

    public URI registrationUrl() {
        return URI.create(value(Setting.OIR_REGISTRATION_URL));
    }

    public URI inquiryUrl() {
        return URI.create(value(Setting.OIR_INQUIRY_URL));
    }

    public URI paymentUrl() {
        return URI.create(value(Setting.OIR_PAYMENT_URL));
    }

    /** 1.1 or 1.2. */
    public String soapVersion() {
        return value(Setting.OIR_SOAP_VERSION);
    }

    /** none, invocation-context, authority-context or kombit-token. */
    public String oirSecurity() {
        return value(Setting.OIR_SECURITY);
    }

    public Path oirKeystore() {
        return Path.of(value(Setting.OIR_KEYSTORE));
    }

    public String oirKeyName() {
        return value(Setting.OIR_KEY_NAME);
    }

    public Path oirTruststore() {
        return Path.of(value(Setting.OIR_TRUSTSTORE));
    }

    public Path oirSigners() {
        return Path.of(value(Setting.OIR_SIGNERS));
    }

    public URI tokenUrl() {
        return URI.create(value(Setting.OIR_TOKEN_URL));
    }

    public String entityId() {
        return value(Setting.OIR_ENTITY_ID);
    }

    /** ServiceAgreement, user system, user and service; only with invocation-context. */
    public List<UUID> serviceAgreement() {
        return Stream.of(Setting.OIR_AGREEMENT, Setting.OIR_USER_SYSTEM, Setting.OIR_USER, Setting.OIR_SERVICE)
                .map(each -> UUID.fromString(value(each)))
                .toList();
    }

    public Duration connectTimeout() {
        return duration(Setting.OIR_CONNECT_TIMEOUT);
    }

    public Duration receiveTimeout() {
        return duration(Setting.OIR_RECEIVE_TIMEOUT);
    }

    public Duration callDeadline() {
        return duration(Setting.OIR_CALL_DEADLINE);
    }

    public Duration peerLimit() {
        return duration(Setting.OIR_PEER_LIMIT);
    }

    /**
     * How long after the beginning of a call that nobody saw end it may still arrive or be worked on: towards a silent peer
     * a call lasts for its deadline and one receive time-out at most, and then the peer has its own limit.
     */
    public Duration quietTime() {
        return callDeadline().plus(receiveTimeout()).plus(peerLimit());
    }

    /** Deliveries per slice. */
    public int sliceSize() {
        return whole(Setting.SUBMISSION_SLICE_SIZE);
    }

    public int callsPerDebtorSystem() {
        return whole(Setting.SUBMISSION_CALLS_PER_DEBTOR_SYSTEM);
    }

    /** Slices worked on at once per debtor system product. */
    public int sessions() {
        return whole(Setting.SUBMISSION_SESSIONS);
    }

    public Duration heartbeat() {
        return duration(Setting.SUBMISSION_HEARTBEAT);
    }

    public Duration frozenGap() {
        return duration(Setting.SUBMISSION_FROZEN_GAP);
    }

    public Duration nodeDeadAfter() {
        return duration(Setting.SUBMISSION_NODE_DEAD_AFTER);
    }

    public Duration retryFirst() {
        return duration(Setting.SUBMISSION_RETRY_FIRST);
    }

    public Duration retryMax() {
        return duration(Setting.SUBMISSION_RETRY_MAX);
    }

    public Duration queuedTooLong() {
        return duration(Setting.SUBMISSION_QUEUED_TOO_LONG);
    }

    public Duration sweepEvery() {
        return duration(Setting.SUBMISSION_SWEEP_EVERY);
    }

    public Duration runCheckEvery() {
        return duration(Setting.SUBMISSION_RUN_CHECK_EVERY);
    }

    /** Slices in a row that reached nobody, from which on a debtor system counts as away. */
    public int awayAfterSlices() {
        return whole(Setting.SUBMISSION_AWAY_AFTER_SLICES);
    }

    public Duration probeFirst() {
        return duration(Setting.SUBMISSION_PROBE_FIRST);
    }

    public Duration probeMax() {
        return duration(Setting.SUBMISSION_PROBE_MAX);
    }

    /** Request ids per inquiry. */
    public int inquiryBatch() {
        return whole(Setting.SUBMISSION_INQUIRY_BATCH);
    }

    /** Largest body of a single fee, in bytes. */
    public int intakeMaxBody() {
        return whole(Setting.INTAKE_MAX_BODY);
    }

    /** Limit for the arrival of a single request's body; a batch's has none here. */
    public Duration intakeBodyDeadline() {
        return duration(Setting.INTAKE_BODY_DEADLINE);
    }

    public int batchMaxLines() {
        return whole(Setting.INTAKE_BATCH_MAX_LINES);
    }

    /** Longest line of a batch, in bytes. */
    public int batchMaxLineBytes() {
        return whole(Setting.INTAKE_BATCH_MAX_LINE_BYTES);
    }

    /** Lines per transaction of a batch. */
    public int batchChunk() {
        return whole(Setting.INTAKE_BATCH_CHUNK);
    }

    /** How long a streamed body or answer may stand still. */
    public Duration streamSilence() {
        return duration(Setting.STREAM_SILENCE);
    }

    /** How long a streamed request may last. */
    public Duration streamDeadline() {
        return duration(Setting.STREAM_DEADLINE);
    }

    /** Days for which snapshots of FBS's open fees are kept. */
    public int snapshotKeepDays() {
        return whole(Setting.SNAPSHOT_KEEP_DAYS);
    }

    /** Most of an agency's open fees, in percent, that one snapshot may cancel. */
    public int snapshotCancelPercent() {
        return whole(Setting.SNAPSHOT_CANCEL_PERCENT);
    }

    /** Most kroner that one snapshot may cancel. */
    public int snapshotCancelKroner() {
        return whole(Setting.SNAPSHOT_CANCEL_KRONER);
    }

    /** Largest message on the back channel, in bytes. */
    public int settlementMaxBody() {
        return whole(Setting.SETTLEMENT_MAX_BODY);
    }

    public int settlementMaxAttempts() {
        return whole(Setting.SETTLEMENT_MAX_ATTEMPTS);
    }

    /** Messages per look of the settlement sweeper. */
    public int settlementSweepBatch() {
        return whole(Setting.SETTLEMENT_SWEEP_BATCH);
    }

    public Duration settlementSweepGrace() {
        return duration(Setting.SETTLEMENT_SWEEP_GRACE);
    }

    /** Answers numbered per transaction. */
    public int answersBatch() {
        return whole(Setting.ANSWERS_BATCH);
    }

    public Duration answersLease() {
        return duration(Setting.ANSWERS_LEASE);
    }

    /** How often a node looks for alarms. */
    public Duration alarmCheckEvery() {
        return duration(Setting.ALARM_CHECK_EVERY);
    }

    public Duration alarmNoRunSince() {
        return duration(Setting.ALARM_NO_RUN_SINCE);
    }

    public Duration alarmNoAnswersSince() {
        return duration(Setting.ALARM_NO_ANSWERS_SINCE);
    }

    public Duration alarmInDoubt() {
        return duration(Setting.ALARM_IN_DOUBT);
    }

    public Duration alarmOnWorklist() {
        return duration(Setting.ALARM_ON_WORKLIST);
    }

    /** Ages of an unsent delivery, in days. */
    public List<Integer> alarmUnsentDays() {
        return days(Setting.ALARM_UNSENT);
    }

    /** Days left before a certificate's end. */
    public List<Integer> alarmCertificateDays() {
        return days(Setting.ALARM_CERTIFICATE);
    }

    /** Days left before a limitation date. */
    public List<Integer> alarmLimitationDays() {
        return days(Setting.ALARM_LIMITATION);
    }

    /** From the last payment date to the limitation date. */
    public int limitationYears() {
        return whole(Setting.LIMITATION_YEARS);
    }

    /** all, troubled or none. */
    public String messagesKeep() {
        return value(Setting.MESSAGES_KEEP);
    }

    /** Days for which messages are kept. */
    public int messagesKeepDays() {
        return whole(Setting.MESSAGES_KEEP_DAYS);
    }

    /** Days for which it is kept what is known of calls. */
    public int messagesCallDays() {
        return whole(Setting.MESSAGES_CALL_DAYS);
    }

    /** How long the start waits for the database. */
    public Duration databaseWait() {
        return duration(Setting.DATABASE_WAIT);
    }
}
