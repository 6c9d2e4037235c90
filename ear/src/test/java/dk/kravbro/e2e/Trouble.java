package dk.kravbro.e2e;

/** What may happen to a connection through a {@link TcpProxy}. */
enum Trouble {
    NONE(false),
    /** Both directions end at once, in the middle of whatever was under way. */
    CUT(false),
    /** The caller sees the end of the answers; its own direction stays open. */
    ANSWERS_END(true),
    /** Answers are swallowed; nothing is ever seen to end. */
    ANSWERS_SWALLOWED(true),
    /**
     * From here on this direction passes 100 bytes a second; a request of which something is left after three seconds is
     * thrown away, since nobody waits for it any more.
     */
    TRICKLE(false),
    /** Nothing passes in this direction any more, and nothing ends. */
    FROZEN(false);

    private final boolean ofAnswers;

    Trouble(boolean ofAnswers) {
        this.ofAnswers = ofAnswers;
    }

    /** It comes in the answers only; others in a direction that chance chooses. */
    boolean isOfAnswers() {
        return ofAnswers;
    }
}
