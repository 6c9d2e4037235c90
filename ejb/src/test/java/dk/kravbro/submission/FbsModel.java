package dk.kravbro.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.intake.FeeOutcome;
import dk.kravbro.intake.IntakeStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The reference: per claim, the plain list of what FBS said. It speaks to the real intake and knows what must come back. */
final class FbsModel {

    static final int CLAIMS = 4;

    private static final List<String> AGENCIES = List.of("DK-710100", "DK-775100");
    private static final List<String> PARTIES = List.of("0206793776", "0707614285", "1009620683");

    /** One thing that FBS said. */
    record Word(int version, long amountOre, String party, boolean withdrawn, LocalDate dueOn) {}

    private static final LocalDate DUE_ON = LocalDate.of(2026, 11, 18);

    private final List<List<Word>> said = new ArrayList<>();
    private final IntakeStore intake;
    private long firstFee;

    FbsModel(IntakeStore intake, long firstFee) {
        this.intake = intake;
        this.firstFee = firstFee;
        for (int i = 0; i < CLAIMS; i++) {
            said.add(new ArrayList<>());
        }
    }

    /** A claim by the number that debtor systems know it by. */
    String reference(int claim) {
        return agency(claim) + "-" + (firstFee + claim);
    }

    /** The last claim is another municipality's. */
    private static String agency(int claim) {
        return AGENCIES.get(claim == CLAIMS - 1 ? 1 : 0);
    }

    boolean knows(int claim) {
        return !said.get(claim).isEmpty();
    }

    Word last(int claim) {
        List<Word> words = said.get(claim);
        return words.get(words.size() - 1);
    }

    int words() {
        return said.stream().mapToInt(List::size).sum();
    }

    /** Says it, and holds intake to what it must answer. */
    void says(int claim, Act.Word word, int choice) {
        List<Word> words = said.get(claim);
        boolean again = word == Act.Word.REPEAT || word == Act.Word.OLDER;
        if (words.isEmpty()) {
            if (!again) {
                news(claim, new Word(1, amount(choice), party(choice / 4), false, DUE_ON));
            }
            return;
        }
        Word last = last(claim);
        switch (word) {
            case REPEAT -> assertThat(send(claim, last)).isInstanceOf(FeeOutcome.Unchanged.class);
            case OLDER -> {
                if (words.size() > 1) {
                    assertThat(send(claim, words.get(choice % (words.size() - 1))))
                            .isInstanceOf(FeeOutcome.Refused.class);
                }
            }
            default -> news(claim, next(last, word, choice));
        }
    }

    private void news(int claim, Word next) {
        FeeOutcome outcome = send(claim, next);
        boolean over = knows(claim) && last(claim).withdrawn();
        if (over) {
            // A withdrawal said again under a later number is a repeat, anything else comes too late.
            assertThat(outcome).isNotInstanceOf(FeeOutcome.Taken.class);
            return;
        }
        assertThat(outcome).isInstanceOf(FeeOutcome.Taken.class);
        said.get(claim).add(next);
    }

    private static Word next(Word last, Act.Word word, int choice) {
        return switch (word) {
            case AMOUNT -> new Word(last.version() + 1, amount(choice), last.party(), false, last.dueOn());
            case PARTY -> new Word(last.version() + 1, last.amountOre(), party(choice), false, last.dueOn());
            case BOTH -> new Word(last.version() + 1, amount(choice), party(choice / 4), false, last.dueOn());
            case DETAILS ->
                new Word(last.version() + 1, last.amountOre(), last.party(), false, DUE_ON.plusDays(choice % 3));
            default -> new Word(last.version() + 1, last.amountOre(), last.party(), true, last.dueOn());
        };
    }

    private static long amount(int choice) {
        return (choice % 4 + 1) * 5_000L;
    }

    private static String party(int choice) {
        return PARTIES.get(choice % PARTIES.size());
    }

    private FeeOutcome send(int claim, Word word) {
        String fee = String.valueOf(firstFee + claim);
        if (word.withdrawn()) {
            return intake.cancel(
                    agency(claim),
                    fee,
                    "{\"version\": " + word.version() + ", \"reason\": \"waived\", \"date\": \"2026-11-20\"}");
        }
        return intake.put(agency(claim), fee, fee(word));
    }

    private static String fee(Word word) {
        return "{\"version\": " + word.version() + ", \"type\": \"fee\", \"reasonMessage\": \"Gebyr (for sent)\","
                + " \"amount\": " + word.amountOre() / 100 + ", \"loan\": {\"loanDate\": \"2026-09-16\","
                + " \"dueDate\": \"2026-10-16\", \"returnDate\": \"2026-10-19\"}, \"materials\":"
                + " [{\"materialItemNumber\": \"4996901420\"}], \"creationDate\": \"2026-10-19\", \"dueDate\":"
                + " \"" + word.dueOn() + "\", \"debtor\": {\"kind\": \"person\", \"cpr\": \"" + word.party()
                + "\", \"name\": \"Mette Testrup\"}}";
    }
}
