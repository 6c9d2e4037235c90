package dk.kravbro.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.submission.Netting.Planned;
import dk.kravbro.submission.Netting.Said;
import dk.kravbro.submission.Netting.Told;
import dk.kravbro.submission.Netting.Unsent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a run sends after netting is the fewest messages that lead from told to said: compared with trying them all. */
class FewestMessagesTest {

    private static final List<Long> AMOUNTS = List.of(1L, 2L, 3L, 4L);
    private static final List<String> PARTIES = List.of("p", "q", "r");

    /** A claim as a debtor system has it; withdrawn is for ever. */
    private record Account(boolean known, boolean withdrawn, long amountOre, String party) {}

    /** A message as FBS or a run would put it. */
    private record Message(DeliveryKind kind, long amountOre, String party) {}

    /** What was told, and what FBS has said since. */
    record Story(boolean told, long amountOre, String party, List<Integer> words, boolean withdrawn) {}

    @Provide
    Arbitrary<Story> stories() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of(AMOUNTS),
                        Arbitraries.of(PARTIES),
                        Arbitraries.integers()
                                .between(0, AMOUNTS.size() + PARTIES.size() - 1)
                                .list()
                                .ofMaxSize(5),
                        Arbitraries.of(true, false))
                .as(Story::new);
    }

    @Property
    void what_is_sent_is_the_fewest_messages_that_lead_from_told_to_said(@ForAll("stories") Story story) {
        Account told = story.told() ? new Account(true, false, story.amountOre(), story.party()) : NOTHING;
        List<Message> unsent = new ArrayList<>();
        Account said = speak(story, told, unsent);
        if (unsent.isEmpty()) {
            return;
        }

        Optional<List<Planned>> replacement = replacement(told, said, unsent);

        int sent = replacement.map(List::size).orElse(unsent.size());
        assertThat(sent).isEqualTo(fewest(told, said));
        Account after = told;
        for (Planned planned : replacement.orElse(List.of())) {
            after = heard(after, new Message(planned.kind(), planned.amountOre(), said.party()));
            assertThat(after).isNotNull();
        }
        if (replacement.isPresent()) {
            assertThat(alike(after, said)).as("%s is %s", after, said).isTrue();
        }
    }

    private static final Account NOTHING = new Account(false, false, 0, "");

    /** The messages that intake would leave, none of them sent. */
    private static Account speak(Story story, Account told, List<Message> unsent) {
        Account now = told;
        if (!told.known()) {
            now = say(now, new Message(DeliveryKind.REGISTER, story.amountOre(), story.party()), unsent);
        }
        for (int word : story.words()) {
            long amount = word < AMOUNTS.size() ? AMOUNTS.get(word) : now.amountOre();
            String party = word < AMOUNTS.size() ? now.party() : PARTIES.get(word - AMOUNTS.size());
            if (!party.equals(now.party())) {
                now = say(now, new Message(DeliveryKind.CHANGE_PARTY, 0, party), unsent);
            }
            if (amount > now.amountOre()) {
                now = say(now, new Message(DeliveryKind.WRITE_UP, amount - now.amountOre(), ""), unsent);
            } else if (amount < now.amountOre()) {
                now = say(now, new Message(DeliveryKind.WRITE_DOWN, now.amountOre() - amount, ""), unsent);
            }
        }
        return story.withdrawn() ? say(now, new Message(DeliveryKind.WITHDRAW, now.amountOre(), ""), unsent) : now;
    }

    private static Account say(Account before, Message message, List<Message> unsent) {
        unsent.add(message);
        Account after = heard(before, message);
        assertThat(after).isNotNull();
        return after;
    }

    private static Optional<List<Planned>> replacement(Account told, Account said, List<Message> unsent) {
        List<Unsent> rows = new ArrayList<>();
        for (Message message : unsent) {
            rows.add(new Unsent(rows.size(), message.kind(), message.amountOre()));
        }
        return Netting.replacement(
                new Told(told.known(), told.amountOre(), told.party()),
                new Said(said.withdrawn(), said.amountOre(), said.party()),
                rows,
                null);
    }

    /** The account after a message; null if a debtor system would refuse it. */
    private static Account heard(Account before, Message message) {
        if (before.known() == (message.kind() == DeliveryKind.REGISTER) || before.withdrawn()) {
            return null;
        }
        return switch (message.kind()) {
            case REGISTER -> new Account(true, false, message.amountOre(), message.party());
            case WRITE_UP -> new Account(true, false, before.amountOre() + message.amountOre(), before.party());
            case WRITE_DOWN ->
                message.amountOre() > before.amountOre()
                        ? null
                        : new Account(true, false, before.amountOre() - message.amountOre(), before.party());
            case WITHDRAW -> new Account(true, true, 0, before.party());
            case CHANGE_PARTY -> new Account(true, false, before.amountOre(), message.party());
        };
    }

    /** Nothing is owed on a withdrawn claim, nor on one that was never told of; who does not owe it does not matter. */
    private static boolean alike(Account one, Account other) {
        boolean oneOwes = one.known() && !one.withdrawn();
        boolean otherOwes = other.known() && !other.withdrawn();
        return oneOwes == otherOwes
                && (!oneOwes
                        || one.amountOre() == other.amountOre() && one.party().equals(other.party()));
    }

    /** Tries all sequences of messages, short ones first. */
    private static int fewest(Account told, Account said) {
        Set<Account> reached = Set.of(told);
        for (int length = 0; ; length++) {
            if (reached.stream().anyMatch(account -> alike(account, said))) {
                return length;
            }
            Set<Account> next = new HashSet<>();
            for (Account account : reached) {
                for (Message message : allMessages()) {
                    Account after = heard(account, message);
                    if (after != null) {
                        next.add(after);
                    }
                }
            }
            reached = next;
        }
    }

    private static List<Message> allMessages() {
        List<Message> all = new ArrayList<>();
        for (long amount : AMOUNTS) {
            all.add(new Message(DeliveryKind.WRITE_UP, amount, ""));
            all.add(new Message(DeliveryKind.WRITE_DOWN, amount, ""));
            PARTIES.forEach(party -> all.add(new Message(DeliveryKind.REGISTER, amount, party)));
        }
        PARTIES.forEach(party -> all.add(new Message(DeliveryKind.CHANGE_PARTY, 0, party)));
        all.add(new Message(DeliveryKind.WITHDRAW, 0, ""));
        return all;
    }
}
