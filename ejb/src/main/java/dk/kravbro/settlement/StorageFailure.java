package dk.kravbro.settlement;

import jakarta.ejb.ApplicationException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The database did not do its part; the step is rolled back and may be tried again. Carries the SQL state only: the driver's
 * own message may hold the row, and with it people. An application exception, so that the container does not add a stack
 * trace to the log for each look during an outage.
 */
@ApplicationException(rollback = true)
public final class StorageFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StorageFailure(String step, SQLException cause) {
        super(step + ": "
                + Optional.ofNullable(cause.getSQLState())
                        .map(state -> "SQL state " + state)
                        .orElse("no connection"));
    }
}
