package dk.kravbro.simulator;

import dk.kravbro.simulator.page.Overview;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every debtor system this process plays: what they hold, in memory, and the journal it comes from. One lock orders all
 * changes; the wait for the disk is outside of it.
 */
final class DebtorSystems implements AutoCloseable {

    private final SettableClock clock;
    private final Journal journal;
    private final Map<String, Profile> profiles = new TreeMap<>();
    private final Details details;
    private final AccountBook book = new AccountBook();
    private final AccountQuestions questions;
    private final RequestBook requests = new RequestBook();
    private final Map<String, JournalEntry.Message> unsent = new LinkedHashMap<>();
    private final Counts counts = new Counts();
    private final OverviewMaker overviews = new OverviewMaker(book, profiles);
    private boolean deduplicate = true;

    DebtorSystems(Path store, Clock clock) throws IOException {
        this.clock = new SettableClock(clock);
        this.journal = new Journal(store, this::replay);
        DebtorKeys debtors = new DebtorKeys(store);
        this.details = new Details(debtors);
        this.questions = new AccountQuestions(book, debtors);
    }

    // ---- calls

    /** Takes a call: answers as before if the request is known, else by the rules; on return it is on disk. */
    Answer take(Incoming call, @Nullable String fault) {
        return take(call, null, fault);
    }

    /** Refuses a call because a fault rule says so; the refusal is recorded like any other. */
    Answer refuse(Incoming call, String code, String text, String fault) {
        return take(call, new ClaimRules.Refusal(code, text), fault);
    }

    private Answer take(Incoming call, ClaimRules.@Nullable Refusal forced, @Nullable String fault) {
        ClaimRules.Refusal wrong = ClaimRules.check(call, LocalDate.now(clock));
        Answer answer;
        Journal.Batch batch;
        synchronized (this) {
            RequestBook.Known known = requests.known(call.municipalityCvr(), call.requestId());
            if (known != null && !known.isOf(call)) {
                answer = Answer.no("REQUESTID_GENBRUGT", "RequestId er brugt til en anden besked");
                batch = add(entry(call, "REFUSED", true, false, answer, fault));
            } else if (known != null && (deduplicate || !known.answer().accepted())) {
                answer = known.answer();
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
        synchronized (this) {
            List<Finding> findings = requests.find(call);
            add(entry(call, "ANSWERED", true, false, Answer.no("", ""), null));
            return findings;
        }
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
                counts.requests() + 1,
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
        } else if (entry instanceof JournalEntry.LifeStep step) {
            ClaimAccount account = book.find(step.municipalityCvr(), step.claimReference());
            if (account != null) {
                account.apply(step);
            }
        } else if (entry instanceof JournalEntry.ClockSet set) {
            clock.set(Duration.ofMillis(set.aheadMs()));
        }
    }

    private void replay(JournalEntry.Request request) {
        counts.count(request);
        overviews.note(request);
        String reference = request.claimReference();
        if (!request.committed() || reference == null || request.outcome().equals("REPEATED")) {
            return;
        }
        if (request.requestId().isEmpty()) {
            return;
        }
        int effects = requests.note(request, reference, book.find(request.municipalityCvr(), reference));
        if (request.effect()) {
            if (effects > 1) {
                counts.doubled();
            }
            book.apply(request, reference);
        }
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
        Map<String, Object> figures = counts.figures();
        figures.put("claims", book.size());
        figures.put("unreceiptedMessages", unsent.size());
        return figures;
    }

    /** The time that everything is dated by. */
    SettableClock clock() {
        return clock;
    }

    /** Sets the clock to a time that is not before its own, for as long as the store lives. */
    void setClock(Instant at) {
        Journal.Batch batch;
        synchronized (this) {
            batch = add(ahead(clock.aheadAt(at)));
        }
        batch.await();
    }

    /** Real time again, though that is earlier than what was recorded meanwhile. */
    void resetClock() {
        Journal.Batch batch;
        synchronized (this) {
            batch = add(ahead(Duration.ZERO));
        }
        batch.await();
    }

    private JournalEntry.ClockSet ahead(Duration ahead) {
        // Rounded up: a part of a millisecond less would set it back.
        return new JournalEntry.ClockSet(
                clock.realInstant().toString(), ahead.plusNanos(999_999).toMillis());
    }

    /** What the page shows; the rules are of the fault script. */
    synchronized Overview overview(String filter, String after, List<Overview.Rule> rules) {
        return new Overview(
                new Overview.Clock(clock.instant(), clock.ahead()),
                counts.shown(unsent.size(), deduplicate),
                overviews.towns(),
                overviews.latest(),
                overviews.claims(filter, after),
                rules);
    }

    // ---- the debtor's side

    /**
     * What a plan brought.
     *
     * @param toSend its messages, and those of earlier plans that were not receipted
     * @param untold how many steps it took that no message tells of
     */
    record Planned(List<JournalEntry.Message> toSend, long untold) {}

    /**
     * Lets a plan look at the claims of each municipality and keeps what it brings; on disk on return.
     *
     * @param chosen CVR numbers, empty for all
     */
    Planned plan(DebtorPlan plan, Set<String> chosen) {
        List<JournalEntry.Message> toSend = new ArrayList<>();
        long untold = 0;
        Journal.Batch last = null;
        synchronized (this) {
            List<JournalEntry> made = new ArrayList<>();
            book.forEachMunicipality((cvr, held) -> {
                if (chosen.isEmpty() || chosen.contains(cvr)) {
                    made.addAll(plan.plan(cvr, profile(cvr), held, now()));
                }
            });
            for (JournalEntry each : made) {
                last = add(each);
                untold += each instanceof JournalEntry.LifeStep ? 1 : 0;
            }
            unsent.values().stream()
                    .filter(each -> chosen.isEmpty() || chosen.contains(each.municipalityCvr()))
                    .forEach(toSend::add);
        }
        if (last != null) {
            last.await();
        }
        return new Planned(toSend, untold);
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
