package dk.kravbro.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.testsupport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryStepsTest {

    private static DataSource database;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        Claims.insert(1, "0101", 11, 7000);
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(DeliveryState.values())
                .flatMap(from -> Arrays.stream(DeliveryState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("pairs")
    void the_database_allows_exactly_the_steps_of_the_table(DeliveryState from, DeliveryState to) throws SQLException {
        boolean legal = from == to || DeliverySteps.after(from).contains(to);

        assertThat(databaseAllows(from, to)).isEqualTo(legal);
        if (from != to && !legal) {
            assertThatThrownBy(() -> DeliverySteps.check(from, to))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(from.name())
                    .hasMessageContaining(to.name());
        }
    }

    private static boolean databaseAllows(DeliveryState from, DeliveryState to) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("delete from deliveries");
            statement.execute(Claims.delivery(1, 1, "0101", 1, "REGISTER", 7000, from.name()));
            try {
                statement.execute("update deliveries set state = '" + to + "' where id = 1");
                return true;
            } catch (SQLException e) {
                assertThat(e.getMessage()).contains("no step from " + from + " to " + to);
                return false;
            } finally {
                connection.rollback();
            }
        }
    }

    @Test
    void what_has_ended_has_no_next_step() {
        assertThat(Stream.of(DeliveryState.ACCEPTED, DeliveryState.NETTED, DeliveryState.REFUSED)
                        .map(DeliverySteps::after))
                .allMatch(java.util.Set::isEmpty);
    }
}
