package dk.kravbro.simulator;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What debtors do with their claims: by the hash of the claim's reference, so always the same for the same claim. Of 100
 * claims with something owed about 35 are paid in full, 10 in part (every second of them in two payments), 5 are written
 * off (every second of them after a part payment); the rest wait.
 */
final class AnswerPlan {

    static final int MOST_LINES = 1_000;

    private final LocalDate valueOn;
    private final int linesPerMessage;
    private final boolean statusApart;

    /** Without account states in messages of their own. */
    AnswerPlan(LocalDate valueOn, int linesPerMessage) {
        this(valueOn, linesPerMessage, false);
    }

    /**
     * A plan.
     *
     * @param valueOn the day that everything counts from
     * @param linesPerMessage at most {@link #MOST_LINES}
     * @param statusApart whether account states come in messages of their own, after all others
     */
    AnswerPlan(LocalDate valueOn, int linesPerMessage, boolean statusApart) {
        if (linesPerMessage < 1 || linesPerMessage > MOST_LINES) {
            throw new IllegalArgumentException("linesPerMessage is 1 to " + MOST_LINES);
        }
        this.valueOn = valueOn;
        this.linesPerMessage = linesPerMessage;
        this.statusApart = statusApart;
    }

    /** One thing that happens to a claim. */
    private record Event(
            String kind,
            String claimReference,
            long amountOre,
            String code,
            @Nullable String ofRequest) {

        boolean isStatus() {
            return kind.equals("ACCOUNT_STATUS");
        }
    }

    List<JournalEntry.Message> plan(
            String municipalityCvr, Profile profile, Collection<ClaimAccount> accounts, String now) {
        List<Event> events = new ArrayList<>();
        accounts.stream()
                .sorted(Comparator.comparing(ClaimAccount::reference))
                .forEach(each -> events.addAll(events(each, profile)));
        List<JournalEntry.Message> messages = new ArrayList<>();
        if (!statusApart) {
            messages(messages, municipalityCvr, events, now, null);
            return messages;
        }
        messages(
                messages,
                municipalityCvr,
                events.stream().filter(each -> !each.isStatus()).toList(),
                now,
                null);
        messages(
                messages,
                municipalityCvr,
                events.stream().filter(Event::isStatus).toList(),
                now,
                true);
        return messages;
    }

    private void messages(
            List<JournalEntry.Message> messages,
            String municipalityCvr,
            List<Event> events,
            String now,
            @Nullable Boolean apart) {
        for (int from = 0; from < events.size(); from += linesPerMessage) {
            String messageId = UUID.randomUUID().toString();
            List<JournalEntry.Notice> lines = new ArrayList<>();
            for (Event each : events.subList(from, Math.min(from + linesPerMessage, events.size()))) {
                lines.add(new JournalEntry.Notice(
                        messageId + ":" + (lines.size() + 1),
                        each.kind(),
                        each.claimReference(),
                        each.amountOre(),
                        each.code(),
                        valueOn.toString(),
                        each.ofRequest()));
            }
            messages.add(new JournalEntry.Message(
                    messageId, UUID.randomUUID().toString(), now, municipalityCvr, List.copyOf(lines), apart));
        }
    }

    /** Payments that were registered are told first; then the debtor acts, once. */
    private static List<Event> events(ClaimAccount account, Profile profile) {
        List<Event> events = new ArrayList<>();
        for (JournalEntry.Request each : account.untoldPayments()) {
            events.add(new Event("COVERAGE", account.reference(), each.amountOre(), "INDBETALING", each.requestId()));
        }
        boolean paidUp = !events.isEmpty() && account.balanceOre() == 0;
        if (paidUp && profile.tellsAccountStatus()) {
            events.add(new Event("ACCOUNT_STATUS", account.reference(), 0, "LUKKET", null));
        }
        if (!account.answered() && !account.withdrawn() && account.balanceOre() > 0) {
            events.addAll(fate(account, profile));
        }
        return events;
    }

    private static List<Event> fate(ClaimAccount account, Profile profile) {
        String reference = account.reference();
        long balance = account.balanceOre();
        long hash = hash(reference);
        long lot = hash % 100;
        boolean second = hash / 100 % 2 == 0;
        List<Event> events = new ArrayList<>();
        long left = balance;
        if (lot < 35) {
            events.add(payment(reference, balance));
            left = 0;
        } else if (lot < 45 && balance > 3) {
            long part = balance / 4;
            events.add(payment(reference, part));
            left -= part;
            if (second) {
                events.add(payment(reference, part));
                left -= part;
            }
        } else if (lot >= 45 && lot < 50) {
            if (second && balance > 1) {
                events.add(payment(reference, balance / 2));
                left -= balance / 2;
            }
            events.add(new Event("WRITE_OFF", reference, left, "FORAELDELSE", null));
            left = 0;
        }
        if (left == 0 && profile.tellsAccountStatus()) {
            events.add(new Event("ACCOUNT_STATUS", reference, 0, "LUKKET", null));
        }
        return events;
    }

    private static Event payment(String reference, long amountOre) {
        return new Event("COVERAGE", reference, amountOre, "INDBETALING", null);
    }

    private static long hash(String reference) {
        CRC32 crc = new CRC32();
        crc.update(reference.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
