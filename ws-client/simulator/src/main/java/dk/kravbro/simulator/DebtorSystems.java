package dk.kravbro.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every debtor system this process plays: what they hold, in memory, and the journal it comes from. One lock orders all
 * changes; the wait for the disk is outside of it.
 */
final class DebtorSystems implements AutoCloseable {

    private final Clock clock;
    private final Journal journal;
    private final Map<String, Profile> profiles = new TreeMap<>();
    private final Map<String, Map<String, ClaimAccount>> claims = new TreeMap<>();
    private final Map<String, Map<UUID, RequestState>> requests = new HashMap<>();
    private final Map<String, JournalEntry.Message> unsent = new LinkedHashMap<>();
    private final Counts counts = new Counts();
    private boolean deduplicate = true;

    DebtorSystems(Path store, Clock clock) throws IOException {
        this.clock = clock;
        this.journal = new Journal(store, this::replay);
    }

    /** What is known of a request id; kept small, since there are many. */
    private static final class RequestState {
        private final Answer answer;
        private final String kind;
        private final String claimReference;
        private final long amountOre;
        private int effects;

        RequestState(Answer answer, String kind, String claimReference, long amountOre) {
            this.answer = answer;
            this.kind = kind;
            this.claimReference = claimReference;
            this.amountOre = amountOre;
        }
    }

    /**
     * A business answer.
     *
     * @param accepted yes or no
     * @param code of a refusal, else empty
     * @param text of a refusal, else empty
     */
    record Answer(boolean accepted, String code, String text) {

        static final Answer YES = new Answer(true, "", "");

        static Answer no(String code, String text) {
            return new Answer(false, code, text);
        }

        /** The receipt's id follows from the request's, so a repeat carries the same. */
        static String receiptId(String requestId) {
            return "KV-" + requestId;
        }
    }

    /** What an inquiry finds for one request id. */
    record Finding(
            String requestId, String result, @Nullable Answer answer, String claimReference, long amountOre) {}

    /** Totals since the store began. */
    static final class Counts {
        long requests;
        long effects;
        long repeated;
        long refused;
        long notCommitted;
        long doubled;
    }

    // ---- calls

    /** Takes a call: answers as before if the request is known, else by the rules; on return it is on disk. */
    Answer take(Incoming call, @Nullable String fault) {
        return take(call, null, fault);
    }

    /** Refuses a call because a fault rule says so; the refusal is recorded like any other. */
    Answer refuse(Incoming call, String code, String text) {
        return take(call, new ClaimRules.Refusal(code, text), "REFUSE");
    }

    private Answer take(Incoming call, ClaimRules.@Nullable Refusal forced, @Nullable String fault) {
        ClaimRules.Refusal wrong = ClaimRules.check(call, LocalDate.now(clock));
        Answer answer;
        Journal.Batch batch;
        synchronized (this) {
            RequestState known = known(call.municipalityCvr(), call.requestId());
            if (known != null && !sameContent(known, call)) {
                answer = Answer.no("REQUESTID_GENBRUGT", "RequestId er brugt til en anden besked");
                batch = add(entry(call, "REFUSED", true, false, answer, fault));
            } else if (known != null && (deduplicate || !known.answer.accepted())) {
                answer = known.answer;
                batch = add(entry(call, "REPEATED", true, false, answer, fault));
            } else {
                if (wrong == null) {
                    wrong = forced;
                }
                if (wrong == null && known == null) {
                    wrong = ClaimRules.check(call, find(call), profile(call.municipalityCvr()));
                }
                answer = wrong != null ? Answer.no(wrong.code(), wrong.text()) : Answer.YES;
                batch = add(entry(
                        call, answer.accepted() ? "ACCEPTED" : "REFUSED", true, answer.accepted(), answer, fault));
            }
        }
        batch.await();
        return answer;
    }

    private @Nullable RequestState known(String municipalityCvr, String requestId) {
        return requestId.isEmpty()
                ? null
                : requests.getOrDefault(municipalityCvr, Map.of()).get(UUID.fromString(requestId));
    }

    private static boolean sameContent(RequestState known, Incoming call) {
        return known.kind.equals(call.kind())
                && known.claimReference.equals(call.claimReference())
                && known.amountOre == call.amountOre();
    }

    /** Notes a call that was not taken: cut, or answered by a fault. */
    void note(Incoming call, String fault, @Nullable String code) {
        synchronized (this) {
            add(entry(call, "FAULT", false, false, Answer.no(code == null ? fault : code, ""), fault));
        }
    }

    /** Answers an inquiry. */
    List<Finding> inquire(Incoming call) {
        List<Finding> findings = new ArrayList<>();
        synchronized (this) {
            for (XmlNode each : call.content().all("RequestId")) {
                RequestState known = known(call.municipalityCvr(), each.text());
                if (known == null) {
                    findings.add(new Finding(each.text(), "UKENDT", null, "", 0));
                } else {
                    findings.add(new Finding(
                            each.text(),
                            known.answer.accepted() ? "FUNDET" : "AFVIST",
                            known.answer,
                            known.claimReference,
                            known.amountOre));
                }
            }
            add(entry(call, "ANSWERED", true, false, Answer.no("", ""), null));
        }
        return findings;
    }

    private JournalEntry.Request entry(
            Incoming call, String outcome, boolean committed, boolean effect, Answer answer, @Nullable String fault) {
        return new JournalEntry.Request(
                counts.requests + 1,
                now(),
                call.municipalityCvr(),
                call.operation(),
                call.requestId(),
                call.conversationId(),
                call.callId(),
                call.claimReference().isEmpty() ? null : call.claimReference(),
                call.kind(),
                call.amountOre(),
                outcome,
                committed,
                effect,
                answer.accepted() ? Answer.receiptId(call.requestId()) : null,
                answer.code().isEmpty() ? null : answer.code(),
                answer.text().isEmpty() ? null : answer.text(),
                fault);
    }

    private @Nullable ClaimAccount find(Incoming call) {
        return claims.getOrDefault(call.municipalityCvr(), Map.of()).get(call.claimReference());
    }

    // ---- the journal is the truth: what changes the state is replayed the same way after a restart

    private Journal.Batch add(JournalEntry entry) {
        replay(entry);
        return journal.append(entry);
    }

    private synchronized void replay(JournalEntry entry) {
        if (entry instanceof JournalEntry.Request request) {
            replay(request);
        } else if (entry instanceof JournalEntry.Municipality municipality) {
            profiles.put(municipality.municipalityCvr(), municipality.profile());
        } else if (entry instanceof JournalEntry.Message message) {
            unsent.put(message.messageId(), message);
            Map<String, ClaimAccount> held = claims.computeIfAbsent(message.municipalityCvr(), cvr -> new HashMap<>());
            message.notices().forEach(notice -> {
                ClaimAccount account = held.get(notice.claimReference());
                if (account != null) {
                    account.apply(notice);
                }
            });
        } else if (entry instanceof JournalEntry.Sent sent) {
            unsent.remove(sent.messageId());
        }
    }

    private void replay(JournalEntry.Request request) {
        counts.requests = Math.max(counts.requests, request.seq());
        counts.effects += request.effect() ? 1 : 0;
        counts.repeated += request.outcome().equals("REPEATED") ? 1 : 0;
        counts.refused += request.outcome().equals("REFUSED") ? 1 : 0;
        counts.notCommitted += request.committed() ? 0 : 1;
        String reference = request.claimReference();
        if (!request.committed() || reference == null || request.outcome().equals("REPEATED")) {
            return;
        }
        if (request.requestId().isEmpty()) {
            return;
        }
        RequestState state = requests.computeIfAbsent(request.municipalityCvr(), cvr -> new HashMap<>())
                .computeIfAbsent(UUID.fromString(request.requestId()), id -> state(request, reference));
        if (request.effect()) {
            counts.doubled += ++state.effects > 1 ? 1 : 0;
            claims.computeIfAbsent(request.municipalityCvr(), cvr -> new HashMap<>())
                    .computeIfAbsent(reference, ClaimAccount::new)
                    .apply(request.kind(), request.amountOre());
        }
    }

    private RequestState state(JournalEntry.Request request, String reference) {
        Answer answer = request.outcome().equals("ACCEPTED")
                ? Answer.YES
                : Answer.no(String.valueOf(request.code()), String.valueOf(request.text()));
        ClaimAccount account =
                claims.getOrDefault(request.municipalityCvr(), Map.of()).get(reference);
        // The account's own copy of the reference, where there is one.
        String shared = account == null ? reference : account.reference();
        return new RequestState(answer, request.kind().intern(), shared, request.amountOre());
    }

    // ---- control

    synchronized Profile profile(String municipalityCvr) {
        return profiles.getOrDefault(municipalityCvr, Profile.OPUS);
    }

    synchronized boolean isConfigured(String municipalityCvr) {
        return profiles.containsKey(municipalityCvr);
    }

    void configure(String municipalityCvr, Profile profile) {
        Journal.Batch batch;
        synchronized (this) {
            batch = add(new JournalEntry.Municipality(municipalityCvr, profile));
        }
        batch.await();
    }

    synchronized Map<String, Profile> profiles() {
        return new TreeMap<>(profiles);
    }

    synchronized void deduplicate(boolean on) {
        deduplicate = on;
    }

    synchronized boolean deduplicates() {
        return deduplicate;
    }

    /** Figures for the health answer. */
    synchronized Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("requests", counts.requests);
        figures.put("effects", counts.effects);
        figures.put("doubled", counts.doubled);
        figures.put("repeated", counts.repeated);
        figures.put("refused", counts.refused);
        figures.put("notCommitted", counts.notCommitted);
        figures.put("claims", claims.values().stream().mapToLong(Map::size).sum());
        figures.put("unreceiptedMessages", unsent.size());
        return figures;
    }

    // ---- the debtor's side

    /** Lets the planner look at the claims of each municipality and keeps the messages it makes; on disk on return. */
    List<JournalEntry.Message> plan(AnswerPlan planner, Predicate<String> chosen) {
        List<JournalEntry.Message> toSend = new ArrayList<>();
        Journal.Batch last = null;
        synchronized (this) {
            for (Map.Entry<String, Map<String, ClaimAccount>> each : claims.entrySet()) {
                if (chosen.test(each.getKey())) {
                    for (JournalEntry.Message message : planner.plan(
                            each.getKey(),
                            profile(each.getKey()),
                            each.getValue().values(),
                            now())) {
                        last = add(message);
                    }
                }
            }
            unsent.values().stream()
                    .filter(each -> chosen.test(each.municipalityCvr()))
                    .forEach(toSend::add);
        }
        if (last != null) {
            last.await();
        }
        return toSend;
    }

    void sent(JournalEntry.Sent sent) {
        Journal.Batch batch;
        synchronized (this) {
            batch = add(sent);
        }
        batch.await();
    }

    /** The claims as lines of the export. */
    synchronized List<ClaimAccount.Line> claimLines() {
        List<ClaimAccount.Line> lines = new ArrayList<>();
        claims.forEach((cvr, held) -> held.values().forEach(each -> lines.add(each.line(cvr))));
        return lines;
    }

    Journal journal() {
        return journal;
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
