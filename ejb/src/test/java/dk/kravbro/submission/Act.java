package dk.kravbro.submission;

import java.time.Duration;
import java.util.List;

/**
 * What may happen to the submission engine: one step of a random history. Numbers of claims, nodes, municipalities and
 * messages are taken modulo what there is, so that a shrunk history still means something. What cannot happen at that
 * moment (a dead node sweeps) happens not.
 */
sealed interface Act {

    /** What FBS says of a claim; of one that it has not spoken of yet, each but the last two is a registration. */
    enum Word {
        AMOUNT,
        PARTY,
        BOTH,
        WITHDRAW,
        /** Another last day of payment, which no change carries. */
        DETAILS,
        /** The latest version again. */
        REPEAT,
        /** A version that was overtaken. */
        OLDER
    }

    /** Where a conductor's node dies. */
    enum Death {
        NOT,
        BEFORE_PICK,
        AFTER_PICK
    }

    /** What becomes of a call. */
    enum Fate {
        ACCEPTED,
        /** The work is done, the answer is lost. */
        ANSWER_LOST,
        /** Certain that it did not arrive. */
        NOT_DELIVERED,
        REFUSED,
        REFUSAL_LOST,
        /** Nobody knows, and it never arrived. */
        CUT,
        /** Nobody knows, and it is worked on within the peer's limit. */
        LATE,
        /** The call breaks on our side and is worked on within the quiet time. */
        BROKE
    }

    /** A call: its fate, and what happens between the work and the answer. */
    record Call(Fate fate, List<Act> meanwhile) {}

    record Says(int claim, Word word, int choice) implements Act {}

    record Start(int node, int municipality, boolean planned) implements Act {}

    record Conduct(int node, Death death) implements Act {}

    /**
     * A node gets a slice's message.
     *
     * @param keep whether the message comes again
     * @param calls what becomes of its calls, in turn; further ones are accepted
     * @param recorded false: the database is away when the outcomes are recorded
     */
    record Work(int node, int message, boolean keep, List<Act> afterBegin, List<Call> calls, boolean recorded)
            implements Act {}

    record LoseMessage(int message) implements Act {}

    record Sweep(int node) implements Act {}

    /** A node asks about doubts; between the finding and its writing down other things may happen. */
    record Inquire(int node, boolean answered, List<Act> meanwhile) implements Act {}

    record Die(int node) implements Act {}

    record Freeze(int node) implements Act {}

    record Wake(int node, boolean beatsFirst) implements Act {}

    /** A node is started: after its death, or in the place of one that stands still. */
    record ComeUp(int node) implements Act {}

    record Pause(int municipality, boolean paused) implements Act {}

    /** The day of going live becomes none, a day long ago or one to come. */
    record GoLive(int municipality, int choice) implements Act {}

    record Pass(Duration time) implements Act {}
}
