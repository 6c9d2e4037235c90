package dk.kravbro.benchmark;

import java.io.IOException;
import java.sql.SQLException;

/** One side of a comparison: works for a while and says how much it did per second. */
@FunctionalInterface
interface Side {

    /**
     * Takes a turn.
     *
     * @param turn 0 is thrown away
     */
    double rate(int turn) throws IOException, SQLException;
}
