package dk.kravbro.simulator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What debtors do with their claims, all at once: by the hash of the claim's reference, so always the same for the same
 * claim. Of 100 claims with something owed about 35 are paid in full, 10 in part (every second of them in two payments), 5
 * are written off (every second of them after a part payment); the rest wait.
 *
 * @param valueOn the day that everything counts from
 */
record AnswerPlan(LocalDate valueOn, MessageMaker messages) implements DebtorPlan {

    @Override
    public List<JournalEntry> plan(
            String municipalityCvr, Profile profile, Collection<ClaimAccount> accounts, String now) {
        List<Happening> happenings = new ArrayList<>();
        accounts.stream()
                .sorted(Comparator.comparing(ClaimAccount::reference))
                .forEach(each -> happenings.addAll(happenings(each, profile)));
        return List.copyOf(messages.messages(municipalityCvr, happenings, now));
    }

    /** Payments that were registered are told first; then the debtor acts, once. */
    private List<Happening> happenings(ClaimAccount account, Profile profile) {
        List<Happening> happenings = told(account, profile, valueOn);
        if (!account.answered() && !account.withdrawn() && account.balanceOre() > 0) {
            happenings.addAll(fate(account, profile));
        }
        return happenings;
    }

    /** The payments that were registered and not told yet, and that the account is closed if they were all that was owed. */
    static List<Happening> told(ClaimAccount account, Profile profile, LocalDate on) {
        List<Happening> happenings = new ArrayList<>();
        for (JournalEntry.Request each : account.untoldPayments()) {
            happenings.add(new Happening(
                    on,
                    Happening.COVERAGE,
                    account.reference(),
                    each.amountOre(),
                    "INDBETALING",
                    each.requestId(),
                    null));
        }
        boolean paidUp = !happenings.isEmpty() && account.balanceOre() == 0;
        if (paidUp && profile.tellsAccountStatus()) {
            happenings.add(new Happening(on, Happening.ACCOUNT_STATUS, account.reference(), 0, "LUKKET", null, null));
        }
        return happenings;
    }

    private List<Happening> fate(ClaimAccount account, Profile profile) {
        long balance = account.balanceOre();
        long hash = Life.hash(account.reference());
        long lot = hash % 100;
        boolean second = hash / 100 % 2 == 0;
        List<Happening> happenings = new ArrayList<>();
        long left = balance;
        if (lot < 35) {
            happenings.add(payment(account, balance));
            left = 0;
        } else if (lot < 45 && balance > 3) {
            long part = balance / 4;
            happenings.add(payment(account, part));
            left -= part;
            if (second) {
                happenings.add(payment(account, part));
                left -= part;
            }
        } else if (lot >= 45 && lot < 50) {
            if (second && balance > 1) {
                happenings.add(payment(account, balance / 2));
                left -= balance / 2;
            }
            happenings.add(happening(account, Happening.WRITE_OFF, left, "FORAELDELSE"));
            left = 0;
        }
        if (left == 0 && profile.tellsAccountStatus()) {
            happenings.add(happening(account, Happening.ACCOUNT_STATUS, 0, "LUKKET"));
        }
        return happenings;
    }

    private Happening payment(ClaimAccount account, long amountOre) {
        return happening(account, Happening.COVERAGE, amountOre, "INDBETALING");
    }

    private Happening happening(ClaimAccount account, String kind, long amountOre, String code) {
        return new Happening(valueOn, kind, account.reference(), amountOre, code, null, null);
    }
}
