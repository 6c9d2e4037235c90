package dk.kravbro.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers calls by the rules: what changes something, an inquiry, a question about accounts. */
final class Desk {

    private final DebtorSystems systems;

    Desk(DebtorSystems systems) {
        this.systems = systems;
    }

    /**
     * Does the work and writes the answer; what changed is on disk on return.
     *
     * @param fault the action of the fault rule that is played, null if none
     */
    byte[] serve(boolean soap12, Incoming call, @Nullable String fault) {
        if (call.kind().equals("INQUIRY")) {
            return SoapWriter.findings(soap12, call, systems.inquire(call));
        }
        if (call.asks()) {
            return SoapWriter.reply(soap12, call, systems.ask(call));
        }
        return receipt(soap12, call, systems.take(call, fault));
    }

    /** The answer to somebody else's call: a yes, or what was asked, under ids that this caller did not use. */
    byte[] misled(boolean soap12, Incoming call, Incoming other) {
        if (call.kind().equals("INQUIRY")) {
            return SoapWriter.findings(soap12, other, List.of());
        }
        if (call.asks()) {
            return SoapWriter.reply(
                    soap12, other, AccountQuestions.Reply.no("FORDRING_UKENDT", "Fordringen findes ikke"));
        }
        return receipt(soap12, other, Answer.YES);
    }

    byte[] receipt(boolean soap12, Incoming call, Answer answer) {
        return SoapWriter.answer(soap12, call, answer, systems.profile(call.municipalityCvr()));
    }
}
