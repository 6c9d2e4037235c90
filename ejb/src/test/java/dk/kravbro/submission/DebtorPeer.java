package dk.kravbro.submission;

import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.CallTrace;
import dk.kravbro.debtorsystem.ClaimAdjustment;
import dk.kravbro.debtorsystem.ClaimRegistration;
import dk.kravbro.debtorsystem.DebtorSystem;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.debtorsystem.InquiryAnswer;
import dk.kravbro.debtorsystem.InquiryAnswer.Finding;
import dk.kravbro.debtorsystem.PartyChange;
import dk.kravbro.debtorsystem.Rehearsal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A debtor system in memory. It recognises no repeat, so that a doubled delivery is seen; it refuses what is impossible,
 * and notes that as wrong, for a correct engine never asks for it. What becomes of a call is told to it by the history.
 */
final class DebtorPeer implements DebtorSystem {

    /** Within the peer limit of 30 s. */
    private static final Duration LATE = Duration.ofSeconds(25);

    /** Within the quiet time of 120 s. */
    private static final Duration VERY_LATE = Duration.ofSeconds(110);

    /** A claim as it stands here. */
    record Account(long balanceOre, String party, boolean withdrawn, LocalDate dueOn) {}

    /** Something that this system has heard of. */
    private record Request(UUID id, String claim, DeliveryKind kind, long amountOre, String party, LocalDate dueOn) {}

    /** A change tells of no day of payment. */
    private static final LocalDate NO_DAY = LocalDate.MIN;

    private record Later(Duration at, Request request) {}

    /** A call that broke on our side. */
    static final class Broke extends RuntimeException {}

    /** What the history has in store for calls and inquiries. */
    interface Plan {
        Act.Call nextCall();

        /** What happens before the answer is seen; throws if the caller's node has died meanwhile. */
        void meanwhile(List<Act> acts);

        boolean answersInquiry();

        List<Act> whileInquiring();
    }

    final Map<String, Account> accounts = new HashMap<>();
    final Map<UUID, Integer> effects = new HashMap<>();
    /** Request ids with an effect, in the order of the effects, by claim. */
    final Map<String, List<UUID>> order = new LinkedHashMap<>();

    final Map<String, Integer> calls = new HashMap<>();
    final List<String> wrong = new ArrayList<>();
    private final Map<UUID, Request> had = new HashMap<>();
    private final Map<UUID, Request> refused = new HashMap<>();
    private final List<Later> later = new ArrayList<>();
    private final Supplier<Duration> now;
    private final Plan plan;
    private final boolean doubtIsTakenForNo;

    DebtorPeer(Supplier<Duration> now, Plan plan, boolean doubtIsTakenForNo) {
        this.now = now;
        this.plan = plan;
        this.doubtIsTakenForNo = doubtIsTakenForNo;
    }

    @Override
    public DeliveryOutcome register(CallIdentity call, ClaimRegistration what) {
        return called(new Request(
                call.requestId(),
                what.claimReference(),
                DeliveryKind.REGISTER,
                what.principalOre(),
                what.liable().identity(),
                what.lastPaymentOn()));
    }

    @Override
    public DeliveryOutcome adjust(CallIdentity call, ClaimAdjustment what) {
        DeliveryKind kind = switch (what.kind()) {
            case WRITE_UP -> DeliveryKind.WRITE_UP;
            case WRITE_DOWN -> DeliveryKind.WRITE_DOWN;
            case WITHDRAWAL -> DeliveryKind.WITHDRAW;
        };
        return called(new Request(call.requestId(), what.claimReference(), kind, what.amountOre(), "", NO_DAY));
    }

    @Override
    public DeliveryOutcome changeParty(CallIdentity call, PartyChange what) {
        return called(new Request(
                call.requestId(),
                what.claimReference(),
                DeliveryKind.CHANGE_PARTY,
                0,
                what.liable().identity(),
                NO_DAY));
    }

    @Override
    public Rehearsal rehearse(CallIdentity call, ClaimRegistration registration) {
        throw new UnsupportedOperationException("nobody rehearses here");
    }

    @Override
    public Rehearsal rehearse(CallIdentity call, ClaimAdjustment adjustment) {
        throw new UnsupportedOperationException("nobody rehearses here");
    }

    @Override
    public Rehearsal rehearse(CallIdentity call, PartyChange change) {
        throw new UnsupportedOperationException("nobody rehearses here");
    }

    /** Nothing goes over a wire here. */
    @Override
    public DebtorSystem tracedBy(Consumer<CallTrace> observer) {
        return this;
    }

    /** Nothing happens here between the last question and the first byte. */
    @Override
    public DebtorSystem onlyWhile(BooleanSupplier mayLeave) {
        return this;
    }

    private DeliveryOutcome called(Request request) {
        calls.merge(request.claim(), 1, Integer::sum);
        Act.Call call = plan.nextCall();
        boolean possible = true;
        switch (call.fate()) {
            case ACCEPTED, ANSWER_LOST -> possible = work(request);
            case LATE -> later.add(new Later(now.get().plus(LATE), request));
            case BROKE -> later.add(new Later(now.get().plus(VERY_LATE), request));
            case REFUSED, REFUSAL_LOST -> refused.put(request.id(), request);
            case NOT_DELIVERED, CUT -> {
                // Nothing arrives.
            }
        }
        plan.meanwhile(call.meanwhile());
        return switch (call.fate()) {
            case ACCEPTED ->
                possible
                        ? new DeliveryOutcome.Accepted("R-" + request.id(), List.of())
                        : new DeliveryOutcome.Refused("IMPOSSIBLE", "");
            case REFUSED -> new DeliveryOutcome.Refused("A1", "no");
            case NOT_DELIVERED -> new DeliveryOutcome.NotDelivered("CONNECT_REFUSED", "refused");
            case BROKE -> throw new Broke();
            default ->
                doubtIsTakenForNo
                        ? new DeliveryOutcome.NotDelivered("ANSWER_TIMED_OUT", "")
                        : new DeliveryOutcome.InDoubt("ANSWER_TIMED_OUT", "");
        };
    }

    /** Works on what was sent late and is due by now. */
    void catchUp() {
        List<Later> due = later.stream()
                .filter(each -> each.at().compareTo(now.get()) <= 0)
                .toList();
        later.removeAll(due);
        due.forEach(each -> work(each.request()));
    }

    private boolean work(Request request) {
        Account before = accounts.get(request.claim());
        Account after = worked(before, request);
        if (after == null) {
            wrong.add("impossible: " + request.kind() + " " + request.amountOre() + " on " + before);
            return false;
        }
        accounts.put(request.claim(), after);
        had.put(request.id(), request);
        if (effects.merge(request.id(), 1, Integer::sum) > 1) {
            wrong.add("a request with two effects: " + request.kind() + " of " + request.claim());
        }
        order.computeIfAbsent(request.claim(), claim -> new ArrayList<>()).add(request.id());
        return true;
    }

    /** The account after a request; null if that is impossible. */
    private static Account worked(Account before, Request request) {
        if (request.kind() == DeliveryKind.REGISTER) {
            return before == null ? new Account(request.amountOre(), request.party(), false, request.dueOn()) : null;
        }
        if (before == null || before.withdrawn()) {
            return null;
        }
        return switch (request.kind()) {
            case WRITE_UP ->
                new Account(before.balanceOre() + request.amountOre(), before.party(), false, before.dueOn());
            case WRITE_DOWN ->
                request.amountOre() > before.balanceOre()
                        ? null
                        : new Account(before.balanceOre() - request.amountOre(), before.party(), false, before.dueOn());
            case WITHDRAW -> new Account(0, before.party(), true, before.dueOn());
            default -> new Account(before.balanceOre(), request.party(), false, before.dueOn());
        };
    }

    @Override
    public InquiryAnswer inquire(CallIdentity call, List<UUID> requestIds) {
        catchUp();
        if (!plan.answersInquiry()) {
            plan.meanwhile(plan.whileInquiring());
            return new InquiryAnswer.Unanswered("TIMEOUT", "");
        }
        Map<UUID, Finding> findings = new HashMap<>();
        requestIds.forEach(id -> findings.put(id, finding(id)));
        plan.meanwhile(plan.whileInquiring());
        return new InquiryAnswer.Answered(findings);
    }

    private Finding finding(UUID id) {
        Request request = had.get(id);
        if (request != null) {
            boolean tellsAmount = request.kind() != DeliveryKind.CHANGE_PARTY;
            return new Finding.Found(
                    "R-" + id,
                    request.claim(),
                    tellsAmount ? OptionalLong.of(request.amountOre()) : OptionalLong.empty());
        }
        return refused.containsKey(id) ? new Finding.FoundRefused("A1", "no") : new Finding.NotFound();
    }
}
