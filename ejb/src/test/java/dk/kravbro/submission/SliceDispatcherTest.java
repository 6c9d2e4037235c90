package dk.kravbro.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.municipality.Municipality.DebtorSystemProduct;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a dispatcher does with messages that are not what they should be. */
class SliceDispatcherTest {

    private final SliceDispatcher dispatcher = new OpusDispatcher();
    private final List<Long> worked = new ArrayList<>();
    private final List<String> aside = new ArrayList<>();

    @BeforeEach
    void open() {
        dispatcher.worker = new SliceWorker() {
            @Override
            void work(long slice, DebtorSystemProduct product) throws SQLException {
                if (slice == 13) {
                    throw new SQLException("away", "08006");
                }
                worked.add(slice);
            }
        };
        dispatcher.strays = new StrayMessages() {
            @Override
            void setAside(Message message, String why) {
                aside.add(why);
            }
        };
    }

    /** A message whose body is a text, nothing, or of another kind. */
    private static Message message(Object body) {
        return (Message) Proxy.newProxyInstance(
                Message.class.getClassLoader(), new Class<?>[] {Message.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getJMSMessageID")) {
                        return "ID:test";
                    }
                    if (body instanceof byte[]) {
                        throw new MessageFormatException("bytes");
                    }
                    return body;
                });
    }

    @Test
    void what_names_no_slice_is_set_aside_with_its_reason_and_the_next_is_worked() {
        for (Object body : new Object[] {null, "", "abc", "-1", "12; drop", "9".repeat(40), new byte[] {1}}) {
            dispatcher.onMessage(message(body));
        }
        dispatcher.onMessage(message("7"));

        assertThat(worked).containsExactly(7L);
        assertThat(aside).hasSize(7).endsWith("it is no number", "it is no text");
    }

    @Test
    void a_slice_that_cannot_be_begun_is_thrown_back() {
        assertThatThrownBy(() -> dispatcher.onMessage(message("13"))).isInstanceOf(IllegalStateException.class);
    }
}
