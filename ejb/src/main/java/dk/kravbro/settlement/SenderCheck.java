package dk.kravbro.settlement;

import dk.kravbro.audit.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.UnaryOperator;

/**
 * Who a message on the back channel is from, and how its answer leaves: as the installation has it, the certificate of the
 * connection says so, or the token in whose name the message is signed.
 */
@ApplicationScoped
public class SenderCheck {

    @Inject
    BackChannel backChannel;

    /**
     * A message whose sender is known.
     *
     * @param actor the sender
     * @param text what to read: the message as it came, or where it is signed the tree that was proved, written anew
     * @param seal makes the answer what leaves
     */
    public record Checked(Actor actor, String text, UnaryOperator<String> seal) {
        /** Never prints a message. */
        @Override
        public String toString() {
            return "Checked[" + actor.name() + "]";
        }
    }

    /**
     * Finds out who a message is from.
     *
     * @param raw the message as it came
     * @param connection whoever the connection's certificate names
     * @throws NotProved if anybody could have written it
     */
    public Checked check(String raw, Actor connection) throws NotProved {
        try {
            return backChannel
                    .prove(raw)
                    .map(signed -> new Checked(
                            new Actor(
                                    signed.municipalityCvr(),
                                    connection.roles(),
                                    connection.municipalities(),
                                    "back channel, signed"),
                            signed.text(),
                            signed.seal()))
                    .orElseGet(() -> new Checked(connection, raw, UnaryOperator.identity()));
        } catch (NotProved anybodys) {
            SettlementLog.LOG.notProved(connection.name(), String.valueOf(anybodys.getMessage()));
            throw anybodys;
        }
    }

    /** Anybody could have written the message; says in which respect, with nothing of its content. */
    public static final class NotProved extends Exception {
        private static final long serialVersionUID = 1L;

        NotProved(String seen) {
            super(seen);
        }
    }
}
