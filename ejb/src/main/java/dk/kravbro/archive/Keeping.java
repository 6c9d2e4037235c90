package dk.kravbro.archive;

import dk.kravbro.debtorsystem.CallTrace;

/** Of which calls the installation keeps messages. */
enum Keeping {
    /** Of all. */
    ALL,
    /** Of those that were not accepted. */
    TROUBLED,
    /** Of none. */
    NONE;

    /** Whether the messages of such a call are kept: what does not fit is kept in any case (K5). */
    boolean keepsMessagesOf(CallTrace.End end) {
        return end.isUnfit() || this == ALL || (this == TROUBLED && isTrouble(end));
    }

    /** What is known of a troubled call is kept in any case: somebody will ask. */
    static boolean isTrouble(CallTrace.End end) {
        return end.kind() != CallTrace.Kind.ACCEPTED;
    }
}
