package dk.kravbro.answers;

import jakarta.ejb.ApplicationException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The database did not do its part; nothing was numbered. An application exception, so that the container does not add a
 * stack trace to the log each second of an outage.
 */
@ApplicationException(rollback = true)
final class NumberingFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NumberingFailure(SQLException cause) {
        super(Optional.ofNullable(cause.getSQLState())
                .map(state -> "SQL state " + state)
                .orElse("no connection"));
    }
}
