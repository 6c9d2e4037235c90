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
    private final Details details;
    private final AccountBook book = new AccountBook();
    private final AccountQuestions questions;
    private final Map<String, Map<UUID, RequestState>> requests = new HashMap<>();
    private final Map<String, JournalEntry.Message> unsent = new LinkedHashMap<>();
    private final Counts counts = new Counts();
    private boolean deduplicate = true;

    DebtorSystems(Path store, Clock clock) throws IOException {
        this.clock = clock;
        this.journal = new Journal(store, this::replay);
        DebtorKeys debtors = new DebtorKeys(store);
        this.details = new Details(debtors);
        this.questions = new AccountQuestions(book, debtors);
    }

    /** What is known of a request id; kept small, since there are many. */
    private static final class RequestState {
        private final Answer answer;
        private final String mark;
        private final String claimReference;
        private final long amountOre;
        private int effects;

        RequestState(Answer answer, String mark, String claimReference, long amountOre) {
            this.answer = answer;
            this.mark = mark;
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
     * @param balanceOre what is left to pay, for an accepted payment
     */
    record Answer(
            boolean accepted,
            String code,
            String text,
            @Nullable Long balanceOre) {

        static final Answer YES = new Answer(true, "", "", null);

        static Answer no(String code, String text) {
            return new Answer(false, code, text, null);
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
                answer = wrong != null ? Answer.no(wrong.code(), wrong.text()) : yes(call);
                batch = add(entry(
                        call, answer.accepted() ? "ACCEPTED" : "REFUSED", true, answer.accepted(), answer, fault));
            }
        }
        batch.await();
        return answer;
    }

    private Answer yes(Incoming call) {
        ClaimAccount account = call.kind().equals("PAYMENT") ? find(call) : null;
        ClaimPart part = account == null ? null : account.part(call.subClaim());
        return part == null ? Answer.YES : new Answer(true, "", "", part.balanceOre() - call.amountOre());
    }

    private @Nullable RequestState known(String municipalityCvr, String requestId) {
        return requestId.isEmpty()
                ? null
                : requests.getOrDefault(municipalityCvr, Map.of()).get(UUID.fromString(requestId));
    }

    private static boolean sameContent(RequestState known, Incoming call) {
        return known.mark.equals(call.mark())
                && known.claimReference.equals(call.claimReference())
                && known.amountOre == call.amountOre();
    }

    /** Notes a call that was not taken: cut, or answered by a fault. On disk before the caller can tell. */
    void note(Incoming call, String fault, @Nullable String code) {
        Journal.Batch batch;
        synchronized (this) {
            batch = add(entry(call, "FAULT", false, false, Answer.no(code == null ? fault : code, ""), fault));
        }
        batch.await();
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

    /** Answers a question about accounts. */
    AccountQuestions.Reply ask(Incoming call) {
        synchronized (this) {
            AccountQuestions.Reply reply = questions.answer(call);
            add(entry(call, "ANSWERED", true, false, Answer.no(reply.code(), reply.text()), null));
            return reply;
        }
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
                fault,
                answer.balanceOre(),
                details.of(call, effect));
    }

    private @Nullable ClaimAccount find(Incoming call) {
        return book.find(call.municipalityCvr(), call.claimReference());
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
            message.notices().forEach(notice -> {
                ClaimAccount account = book.find(message.municipalityCvr(), notice.claimReference());
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
            book.apply(request, reference);
        }
    }

    private RequestState state(JournalEntry.Request request, String reference) {
        Answer answer = request.outcome().equals("ACCEPTED")
                ? new Answer(true, "", "", request.balanceOre())
                : Answer.no(String.valueOf(request.code()), String.valueOf(request.text()));
        ClaimAccount account = book.find(request.municipalityCvr(), reference);
        JournalEntry.Detail detail = request.detail();
        String what = detail == null ? null : detail.what();
        // The account's own copy of the reference, where there is one.
        String shared = account == null || !account.reference().equals(reference) ? reference : account.reference();
        String mark = what == null ? request.kind() : request.kind() + " " + what;
        return new RequestState(answer, mark.intern(), shared, request.amountOre());
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
        figures.put("claims", book.size());
        figures.put("unreceiptedMessages", unsent.size());
        return figures;
    }

    // ---- the debtor's side

    /** Lets the planner look at the claims of each municipality and keeps the messages it makes; on disk on return. */
    List<JournalEntry.Message> plan(AnswerPlan planner, Predicate<String> chosen) {
        List<JournalEntry.Message> toSend = new ArrayList<>();
        Journal.Batch last = null;
        synchronized (this) {
            List<JournalEntry.Message> made = new ArrayList<>();
            book.forEachMunicipality((cvr, held) -> {
                if (chosen.test(cvr)) {
                    made.addAll(planner.plan(cvr, profile(cvr), held, now()));
                }
            });
            for (JournalEntry.Message each : made) {
                last = add(each);
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
        book.forEachMunicipality((cvr, held) -> held.forEach(each -> lines.add(each.line(cvr))));
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
