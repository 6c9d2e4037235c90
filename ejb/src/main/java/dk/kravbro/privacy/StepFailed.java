package dk.kravbro.privacy;

import jakarta.ejb.ApplicationException;
import java.sql.SQLException;

/** A step was undone by the database; the next round does it again. Names the SQL state: the database's words may repeat a row. */
@ApplicationException(rollback = true)
class StepFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StepFailed(SQLException why) {
        super("SQL state " + why.getSQLState());
    }
}
