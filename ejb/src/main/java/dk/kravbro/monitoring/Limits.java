package dk.kravbro.monitoring;

/** What this room gives at most, in one place. */
final class Limits {

    /** Rows of a page when nobody says otherwise. */
    static final int PAGE = 25;
    /** Rows of a page at most. */
    static final int PAGE_MAX = 100;
    /** A search's hits are counted up to here; beyond it is "more than". */
    static final int COUNTED_HITS = 1000;
    /** Names that begin alike, opened for one search; the last changed first. */
    static final int NAMES = 20_000;
    /** Rows of each kind in one claim's timeline. */
    static final int TIMELINE = 500;
    /** Seconds a query may take: a page that takes longer is of no use to anybody. */
    static final int QUERY_SECONDS = 15;

    private Limits() {}

    static int page(int wanted) {
        return wanted < 1 ? PAGE : Math.min(wanted, PAGE_MAX);
    }
}
