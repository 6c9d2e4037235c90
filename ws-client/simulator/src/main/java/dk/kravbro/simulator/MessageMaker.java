package dk.kravbro.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of the back channel.
 *
 * @param linesPerMessage at most {@link #MOST_LINES}
 * @param statusApart whether account states come in messages of their own, after all others
 */
record MessageMaker(int linesPerMessage, boolean statusApart) {

    static final int MOST_LINES = 1_000;

    MessageMaker {
        if (linesPerMessage < 1 || linesPerMessage > MOST_LINES) {
            throw new IllegalArgumentException("linesPerMessage is 1 to " + MOST_LINES);
        }
    }

    /** @param at when the messages are made, UTC, ISO 8601 */
    List<JournalEntry.Message> messages(String municipalityCvr, List<Happening> happenings, String at) {
        List<JournalEntry.Message> messages = new ArrayList<>();
        if (!statusApart) {
            add(messages, municipalityCvr, happenings, at, null);
            return messages;
        }
        add(
                messages,
                municipalityCvr,
                happenings.stream().filter(each -> !each.isStatus()).toList(),
                at,
                null);
        add(
                messages,
                municipalityCvr,
                happenings.stream().filter(Happening::isStatus).toList(),
                at,
                true);
        return messages;
    }

    private void add(
            List<JournalEntry.Message> messages,
            String municipalityCvr,
            List<Happening> happenings,
            String at,
            @Nullable Boolean apart) {
        for (int from = 0; from < happenings.size(); from += linesPerMessage) {
            String messageId = UUID.randomUUID().toString();
            List<JournalEntry.Notice> lines = new ArrayList<>();
            for (Happening each : happenings.subList(from, Math.min(from + linesPerMessage, happenings.size()))) {
                lines.add(new JournalEntry.Notice(
                        messageId + ":" + (lines.size() + 1),
                        each.kind(),
                        each.claimReference(),
                        each.amountOre(),
                        each.code(),
                        each.on().toString(),
                        each.ofRequest(),
                        each.step()));
            }
            messages.add(new JournalEntry.Message(
                    messageId, UUID.randomUUID().toString(), at, municipalityCvr, List.copyOf(lines), apart));
        }
    }
}
