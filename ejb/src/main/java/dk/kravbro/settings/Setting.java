package dk.kravbro.settings;

import java.util.Optional;

/**
 * The one table of settings: MicroProfile Config key, kind (with its unit), default, range and meaning.
 *
 * <p>A new setting is a row here, an accessor in {@link Settings} and a row in {@code docs/settings.md} (a test compares
 * them and prints the rows as they should be).
 */
public enum Setting {
    OIR_REGISTRATION_URL(
            "kravbro.oir.registration.url",
            Kind.URL,
            "http://127.0.0.1:18080/service/OIR/DebitorRegistreringAfsend/1",
            "Address of DebitorRegistrering: where claims and their changes are sent."),
    OIR_INQUIRY_URL(
            "kravbro.oir.inquiry.url",
            Kind.URL,
            "http://127.0.0.1:18080/service/OIR/DebitorForespoergsel/1",
            "Address of DebitorForespørgsel: where doubt is settled."),
    OIR_PAYMENT_URL(
            "kravbro.oir.payment.url",
            Kind.URL,
            "http://127.0.0.1:18080/service/OIR/DebitorIndbetaling/1",
            "Address of DebitorIndbetaling: where payable claims are found and payments registered."),
    OIR_SOAP_VERSION(
            "kravbro.oir.soap-version",
            Kind.VERSION.within("1.1", "1.1", "1.2"),
            "The version of SOAP that is spoken to the debtor systems."),
    OIR_SECURITY(
            "kravbro.oir.security",
            Kind.CHOICE.within("none", "", "none, invocation-context, authority-context, kombit-token"),
            "Security model of the platform. With none only a simulator on this machine may be called."),
    OIR_KEYSTORE(
            "kravbro.oir.keystore",
            Kind.FILE,
            "",
            "PKCS#12 file with our key and certificate for the platform. Its password: alias platform-keys of the credential"
                    + " store. Needed by each security model but none."),
    OIR_KEY_NAME("kravbro.oir.key-name", Kind.NAME, "fagsystem", "Name (alias) of our key in kravbro.oir.keystore."),
    OIR_TRUSTSTORE(
            "kravbro.oir.truststore",
            Kind.FILE,
            "",
            "PKCS#12 file with the authorities that certify the platform's servers, nothing else. Its password: alias"
                    + " platform-trust. Needed by each security model but none."),
    OIR_SIGNERS(
            "kravbro.oir.signers",
            Kind.FILE,
            "",
            "PKCS#12 file with the certificates that sign: names beginning with sts the token service's, with service the"
                    + " called service's. Its password: alias platform-signers. Needed by kombit-token."),
    OIR_TOKEN_URL(
            "kravbro.oir.token.url",
            Kind.URL,
            "https://127.0.0.1:18443/sts/runtime/services/kombittrust/14/certificatemixed",
            "Address of the security token service (WS-Trust 1.3). Used by kombit-token."),
    OIR_ENTITY_ID(
            "kravbro.oir.entity-id",
            Kind.NAME,
            "http://oir.simulator.example/service/debitor/1",
            "EntityID of the called service, for which tokens are asked. Used by kombit-token."),
    OIR_AGREEMENT(
            "kravbro.oir.service-agreement", Kind.UUID, "", "ServiceAgreementUUID. Needed by invocation-context."),
    OIR_USER_SYSTEM("kravbro.oir.user-system", Kind.UUID, "", "UserSystemUUID. Needed by invocation-context."),
    OIR_USER("kravbro.oir.user", Kind.UUID, "", "UserUUID. Needed by invocation-context."),
    OIR_SERVICE("kravbro.oir.service", Kind.UUID, "", "ServiceUUID. Needed by invocation-context."),
    OIR_CONNECT_TIMEOUT(
            "kravbro.oir.connect-timeout",
            Kind.DURATION.within("PT5S", "PT0.1S", "PT1M"),
            "Limit for opening a connection."),
    OIR_RECEIVE_TIMEOUT(
            "kravbro.oir.receive-timeout",
            Kind.DURATION.within("PT30S", "PT0.1S", "PT5M"),
            "Limit for a read of an answer."),
    OIR_CALL_DEADLINE(
            "kravbro.oir.call-deadline",
            Kind.DURATION.within("PT60S", "PT0.2S", "PT10M"),
            "Limit for a whole call, so that a trickling peer ends too. Not below connect-timeout or receive-timeout."),
    OIR_PEER_LIMIT(
            "kravbro.oir.peer-limit",
            Kind.DURATION.within("PT30S", "PT0S", "PT1H"),
            "How long a peer may still work on a request after we gave up on it; \"not found\" counts only after this."),

    SUBMISSION_SLICE_SIZE(
            "kravbro.submission.slice-size",
            Kind.WHOLE.within("50", "1", "1000"),
            "Deliveries per slice: one message, one begin, one finish."),
    SUBMISSION_CALLS_PER_DEBTOR_SYSTEM(
            "kravbro.submission.calls-per-debtor-system",
            Kind.WHOLE.within("16", "1", "128"),
            "Calls side by side towards one debtor system product, per node."),
    SUBMISSION_SESSIONS(
            "kravbro.submission.sessions",
            Kind.WHOLE.within("2", "1", "16"),
            "Slices worked on at once per debtor system product, per node."),
    SUBMISSION_HEARTBEAT(
            "kravbro.submission.heartbeat",
            Kind.DURATION.within("PT1S", "PT0.2S", "PT30S"),
            "How often a node says it lives."),
    SUBMISSION_FROZEN_GAP(
            "kravbro.submission.frozen-gap",
            Kind.DURATION.within("PT4S", "PT0.5S", "PT5M"),
            "A gap between two heartbeats from which on a node makes no call that it began before. Above heartbeat,"
                    + " below node-dead-after."),
    SUBMISSION_NODE_DEAD_AFTER(
            "kravbro.submission.node-dead-after",
            Kind.DURATION.within("PT8S", "PT1S", "PT10M"),
            "Age of a heartbeat from which on others take over a node's work."),
    SUBMISSION_RETRY_FIRST(
            "kravbro.submission.retry.first",
            Kind.DURATION.within("PT10S", "PT0.1S", "PT1H"),
            "Wait before a delivery that certainly did not arrive is tried again; doubles each time."),
    SUBMISSION_RETRY_MAX(
            "kravbro.submission.retry.max",
            Kind.DURATION.within("PT1H", "PT1S", "P1D"),
            "Longest wait between two tries. Not below retry.first."),
    SUBMISSION_QUEUED_TOO_LONG(
            "kravbro.submission.queued-too-long",
            Kind.DURATION.within("PT10M", "PT5S", "P1D"),
            "A delivery QUEUED for longer gets a new message: the old one is taken for lost."),
    SUBMISSION_SWEEP_EVERY(
            "kravbro.submission.sweep-every",
            Kind.DURATION.within("PT5S", "PT1S", "PT10M"),
            "How often the sweeper looks for doubt, dead nodes and lost messages."),
    SUBMISSION_RUN_CHECK_EVERY(
            "kravbro.submission.run-check-every",
            Kind.DURATION.within("PT10S", "PT1S", "PT10M"),
            "How often a node looks whether a municipality's run is due."),
    SUBMISSION_AWAY_AFTER_SLICES(
            "kravbro.submission.away-after-slices",
            Kind.WHOLE.within("3", "1", "100"),
            "Slices in a row that reached nobody, from which on a municipality's debtor system counts as away."),
    SUBMISSION_PROBE_FIRST(
            "kravbro.submission.probe.first",
            Kind.DURATION.within("PT10S", "PT0.1S", "PT1H"),
            "Wait before a debtor system that is away is tried again with one delivery; doubles each time."),
    SUBMISSION_PROBE_MAX(
            "kravbro.submission.probe.max",
            Kind.DURATION.within("PT5M", "PT0.2S", "PT1H"),
            "Longest wait between two probes. Not below probe.first."),
    SUBMISSION_INQUIRY_BATCH(
            "kravbro.submission.inquiry-batch",
            Kind.WHOLE.within("500", "1", "500"),
            "Request ids asked about in one inquiry."),

    INTAKE_MAX_BODY(
            "kravbro.intake.max-body", Kind.BYTES.within("65536", "1024", "1048576"), "Largest body of a single fee."),
    INTAKE_BODY_DEADLINE(
            "kravbro.intake.body-deadline",
            Kind.DURATION.within("PT30S", "PT1S", "PT10M"),
            "Limit for the arrival of the body of a single request to the API, however it trickles; then the connection is"
                    + " closed."),
    INTAKE_BATCH_MAX_LINES(
            "kravbro.intake.batch.max-lines",
            Kind.WHOLE.within("1000000", "1", "10000000"),
            "Most lines in one batch."),
    INTAKE_BATCH_MAX_LINE_BYTES(
            "kravbro.intake.batch.max-line-bytes",
            Kind.BYTES.within("65536", "1024", "1048576"),
            "Longest line of a batch; a longer one is refused, its neighbours are taken."),
    INTAKE_BATCH_CHUNK(
            "kravbro.intake.batch.chunk", Kind.WHOLE.within("500", "1", "5000"), "Lines per transaction of a batch."),
    STREAM_SILENCE(
            "kravbro.stream.silence",
            Kind.DURATION.within("PT60S", "PT1S", "PT1H"),
            "How long the sender of a batch or a snapshot may send nothing, and the reader of a stream read nothing; then the"
                    + " connection is closed. What was taken stays."),
    STREAM_DEADLINE(
            "kravbro.stream.deadline",
            Kind.DURATION.within("PT4H", "PT1M", "P2D"),
            "How long a streamed request may last as a whole, however it trickles; then the connection is closed."),
    SNAPSHOT_KEEP_DAYS(
            "kravbro.snapshot.keep-days",
            Kind.WHOLE.within("30", "1", "365"),
            "Days for which a snapshot of FBS's open fees and its differences are kept."),
    SNAPSHOT_CANCEL_PERCENT(
            "kravbro.snapshot.cancel-percent",
            Kind.WHOLE.within("5", "0", "100"),
            "Most of an agency's open fees, in percent, that one snapshot may cancel because FBS does not list them."),
    SNAPSHOT_CANCEL_KRONER(
            "kravbro.snapshot.cancel-kroner",
            Kind.WHOLE.within("50000", "0", "1000000000"),
            "Most kroner of fees that one snapshot may cancel because FBS does not list them."),

    SETTLEMENT_MAX_BODY(
            "kravbro.settlement.max-body",
            Kind.BYTES.within("1048576", "4096", "10485760"),
            "Largest message on the back channel."),
    SETTLEMENT_MAX_ATTEMPTS(
            "kravbro.settlement.max-attempts",
            Kind.WHOLE.within("10", "1", "1000"),
            "Attempts at applying a message before it is parked for a person."),
    SETTLEMENT_SWEEP_BATCH(
            "kravbro.settlement.sweep-batch",
            Kind.WHOLE.within("100", "1", "10000"),
            "Messages the settlement sweeper looks at in one go."),
    SETTLEMENT_SWEEP_GRACE(
            "kravbro.settlement.sweep-grace",
            Kind.DURATION.within("PT10S", "PT0S", "PT1H"),
            "Age from which on the sweeper takes up a message that is received but not applied."),

    CALLBACK_SECURITY(
            "kravbro.callback.security",
            Kind.CHOICE.within("certificate", "", "certificate, signed-token"),
            "What a message on the back channel shows besides its connection's certificate. With signed-token our answers are"
                    + " signed too; it needs kravbro.oir.security kombit-token, whose keys it uses."),
    CALLBACK_ENTITY_ID(
            "kravbro.callback.entity-id",
            Kind.NAME,
            "http://kravbro.example/service/tilbagemelding/1",
            "Our entityID, for which a sender's token must be. Used by signed-token."),
    CALLBACK_PLATFORM_CVRS(
            "kravbro.callback.platform-cvrs",
            Kind.CVRS,
            "",
            "Whose certificates may deliver on the back channel for every municipality: the platform that routes. Empty:"
                    + " nobody's."),
    CALLBACK_BODY_DEADLINE(
            "kravbro.callback.body-deadline",
            Kind.DURATION.within("PT20S", "PT1S", "PT5M"),
            "Limit for the arrival of a message's body, however it trickles; then the connection is closed."),

    ANSWERS_BATCH(
            "kravbro.answers.batch", Kind.WHOLE.within("5000", "1", "100000"), "Answers numbered in one transaction."),
    ANSWERS_LEASE(
            "kravbro.answers.lease",
            Kind.DURATION.within("PT10S", "PT2S", "PT10M"),
            "How long one node numbers answers before another may take over."),

    ALARM_CHECK_EVERY(
            "kravbro.alarm.check-every",
            Kind.DURATION.within("PT1M", "PT1S", "PT1H"),
            "How often a node looks for alarms."),
    ALARM_NO_RUN_SINCE(
            "kravbro.alarm.no-run-since",
            Kind.DURATION.within("PT26H", "PT1M", "P30D"),
            "Longest time in which no run of a live municipality ends; days on which none is planned do not count."),
    ALARM_NO_ANSWERS_SINCE(
            "kravbro.alarm.no-answers-since",
            Kind.DURATION.within("P4D", "PT1M", "P365D"),
            "Longest silence of a debtor system that has taken something in."),
    ALARM_IN_DOUBT(
            "kravbro.alarm.in-doubt-longer-than",
            Kind.DURATION.within("PT2H", "PT1M", "P30D"),
            "Longest time for which a delivery may be in doubt."),
    ALARM_ON_WORKLIST(
            "kravbro.alarm.on-worklist-longer-than",
            Kind.DURATION.within("P2D", "PT1M", "P365D"),
            "Longest time for which a delivery may wait for a person."),
    ALARM_UNSENT(
            "kravbro.alarm.oldest-unsent",
            Kind.DAYS.within("1,3,7", "1", "3650"),
            "Ages of the oldest unsent delivery at which an alarm begins and rises."),
    ALARM_LIMITATION(
            "kravbro.alarm.limitation-near",
            Kind.DAYS.within("180,90,30,7,0", "0", "3650"),
            "Days left before a limitation date at which an alarm begins and rises."),
    ALARM_CERTIFICATE(
            "kravbro.alarm.certificate-ends",
            Kind.DAYS.within("60,30,14,7", "0", "3650"),
            "Days left before the end of a certificate at which an alarm begins and rises."),
    LIMITATION_YEARS(
            "kravbro.alarm.limitation-years",
            Kind.WHOLE.within("3", "1", "30"),
            "Years from the last payment date to the limitation date."),

    MESSAGES_KEEP(
            "kravbro.messages.keep",
            Kind.CHOICE.within("all", "", "all, troubled, none"),
            "Of which calls the messages are kept, sealed: all, those that were not accepted, or none. Answers that do not fit"
                    + " are kept in any case."),
    MESSAGES_KEEP_DAYS(
            "kravbro.messages.keep-days",
            Kind.WHOLE.within("90", "1", "1830"),
            "Days for which messages are kept; those of the back channel from when they were applied. Not above"
                    + " messages.call-days."),
    MESSAGES_CALL_DAYS(
            "kravbro.messages.call-days",
            Kind.WHOLE.within("1830", "30", "3660"),
            "Days for which it is kept what is known of calls without personal data; up to a month more."),

    DATABASE_WAIT(
            "kravbro.database.wait",
            Kind.DURATION.within("PT60S", "PT0S", "PT15M"),
            "How long the start waits for the database to answer."),
    HEALTH_WAIT(
            "kravbro.health.wait", Kind.DURATION.within("PT2S", "PT0.1S", "PT30S"), "Limit for each readiness check."),
    HEALTH_SELF_CHECK(
            "kravbro.health.self-check",
            Kind.TRUTH,
            "true",
            "Whether readiness asks for proof that protected addresses refuse a caller without credentials.");

    private final String key;
    private final Kind kind;
    private final String standard;
    private final String least;
    private final String most;
    private final String meaning;

    /** Without bounds. */
    Setting(String key, Kind kind, String standard, String meaning) {
        this(key, kind.within(standard, "", ""), meaning);
    }

    Setting(String key, Kind.Bounds bounds, String meaning) {
        this.key = key;
        this.kind = bounds.kind();
        this.standard = bounds.standard();
        this.least = bounds.least();
        this.most = bounds.most();
        this.meaning = meaning;
    }

    /** The MicroProfile Config key. */
    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    /** The value that holds where none is given, as it would be written. */
    public String standard() {
        return standard;
    }

    public String meaning() {
        return meaning;
    }

    /** What a value must be, in words. */
    public String range() {
        return kind.range(least, most);
    }

    /** What is wrong with this value; empty if nothing is. */
    Optional<String> objection(String written) {
        return kind.allows(written, least, most)
                ? Optional.empty()
                : Optional.of(key + " is \"" + written + "\", must be " + kind.demand(least, most));
    }
}
