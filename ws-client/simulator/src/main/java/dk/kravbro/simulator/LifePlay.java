package dk.kravbro.simulator;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Plays one claim's life up to a day: what happens is said, the account itself is not touched. For one use. */
final class LifePlay {

    private static final int ORE_PER_KRONE = 100;
    private static final int REPOSTED_AFTER_DAYS = 2;
    private static final int PAID_BACK_AFTER_DAYS = 14;

    private final String municipalityCvr;
    private final ClaimAccount account;
    private final Profile profile;
    private final LocalDate today;
    private Consumer<Happening> teller = each -> {};
    private Consumer<JournalEntry.LifeStep> noter = each -> {};
    private long balance;
    private long covered;
    private LocalDate moved;

    LifePlay(String municipalityCvr, ClaimAccount account, Profile profile, LocalDate today) {
        this.municipalityCvr = municipalityCvr;
        this.account = account;
        this.profile = profile;
        this.today = today;
        this.balance = account.balanceOre();
        this.covered = account.coveredOre();
        this.moved = account.movedOn();
    }

    /**
     * @param told takes what a message tells of
     * @param untold takes steps that the contract has no message for, or that the profile does not tell
     */
    void play(Consumer<Happening> told, Consumer<JournalEntry.LifeStep> untold) {
        teller = told;
        noter = untold;
        AnswerPlan.told(account, profile, today).forEach(told);
        if (account.isLeftToItsFate()) {
            return;
        }
        reopen();
        even();
        if (account.withdrawn() || account.blocked()) {
            return;
        }
        List<Life.Step> steps = Life.of(account.reference()).steps(account.reference());
        for (int i = account.lifeSteps(); i < steps.size() && balance > 0; i++) {
            LocalDate on = dayOf(steps.get(i));
            if (on.isAfter(today)) {
                return;
            }
            take(steps.get(i).deed(), on, i + 1);
            even();
        }
    }

    /** A step's day; later if the claim was changed after it, since nothing is undone. */
    private LocalDate dayOf(Life.Step step) {
        LocalDate due = account.registeredOn().plusDays((long) profile.daysToBook() + step.day());
        if (step.deed() == Life.Deed.LIMITATION && profile.writesOffMonthly() && due.getDayOfMonth() != 1) {
            due = due.plusMonths(1).withDayOfMonth(1);
        }
        return due.isBefore(moved) ? moved : due;
    }

    private void take(Life.Deed deed, LocalDate on, int step) {
        switch (deed) {
            case REMINDER -> note(deed, on, step);
            case PART_PAYMENT -> cover("INDBETALING", share(2), on, step);
            case PAYMENT -> cover("INDBETALING", payment(), on, step);
            case COLLECTED_PART -> cover("INDDRIVELSE", share(3), on, step);
            case SET_OFF -> cover("MODREGNING", share(2), on, step);
            case COLLECTED -> cover("INDDRIVELSE", balance, on, step);
            case TO_COLLECTION -> status(deed, "TIL_INDDRIVELSE", on, step);
            case RETURNED -> status(deed, "RETUR", on, step);
            case REMISSION -> writeOff("EFTERGIVELSE", on, step);
            case LIMITATION -> writeOff("FORAELDELSE", on, step);
        }
    }

    /** So much of what is owed, at least one øre. */
    private long share(long parts) {
        return Math.max(1, balance / parts);
    }

    /** All that is owed; where whole kroner are paid, the nearest, but never nothing. */
    private long payment() {
        long rounded = (balance + ORE_PER_KRONE / 2) / ORE_PER_KRONE * ORE_PER_KRONE;
        return profile.roundsToKroner() && rounded > 0 ? rounded : balance;
    }

    /** An account that was closed is open again once something is owed on it. */
    private void reopen() {
        if (account.closed() && balance > 0 && profile.tellsAccountStatus()) {
            tell(Happening.ACCOUNT_STATUS, 0, "AABEN", moved, null);
        }
    }

    /** Rounding differences are reposted, and what was paid too much is paid back, where the profile does so. */
    private void even() {
        long most = ORE_PER_KRONE / 2;
        if (covered != 0 && balance != 0 && profile.roundsToKroner() && Math.abs(balance) <= most) {
            evenOut(balance, moved.plusDays(REPOSTED_AFTER_DAYS));
        } else if (balance < 0 && covered > 0 && profile.paysBack()) {
            evenOut(Math.max(balance, -covered), moved.plusDays(PAID_BACK_AFTER_DAYS));
        }
    }

    private void evenOut(long ore, LocalDate on) {
        if (!on.isAfter(today)) {
            cover("OMPOSTERING", ore, on, null);
        }
    }

    private void cover(String code, long ore, LocalDate on, @Nullable Integer step) {
        balance -= ore;
        covered += ore;
        tell(Happening.COVERAGE, ore, code, on, step);
        closeIfSettled(on, step);
    }

    private void writeOff(String cause, LocalDate on, int step) {
        long ore = balance;
        balance = 0;
        tell(Happening.WRITE_OFF, ore, cause, on, step);
        closeIfSettled(on, step);
    }

    private void closeIfSettled(LocalDate on, @Nullable Integer step) {
        if (balance == 0 && profile.tellsAccountStatus()) {
            tell(Happening.ACCOUNT_STATUS, 0, "LUKKET", on, step);
        }
    }

    private void status(Life.Deed deed, String code, LocalDate on, int step) {
        if (profile.tellsAccountStatus()) {
            tell(Happening.ACCOUNT_STATUS, 0, code, on, step);
        } else {
            note(deed, on, step);
        }
    }

    private void tell(String kind, long ore, String code, LocalDate on, @Nullable Integer step) {
        moved = on;
        teller.accept(new Happening(on, kind, account.reference(), ore, code, null, step));
    }

    private void note(Life.Deed deed, LocalDate on, int step) {
        moved = on;
        noter.accept(new JournalEntry.LifeStep(municipalityCvr, account.reference(), step, deed.name(), on.toString()));
    }
}
