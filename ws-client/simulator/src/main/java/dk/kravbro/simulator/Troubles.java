package dk.kravbro.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Plays a fault rule on a call. */
final class Troubles {

    private static final String REFUSED = "SIM_AFVIST";
    private static final String BY_RULE = "Afvist af en fejlregel";
    private static final int ORE_PER_KRONE = 100;

    private final DebtorSystems systems;
    private final Desk desk;
    private final HeldAnswers held;

    Troubles(DebtorSystems systems, Desk desk, HeldAnswers held) {
        this.systems = systems;
        this.desk = desk;
        this.held = held;
    }

    void play(HttpExchange exchange, boolean soap12, Incoming call, FaultRule rule) throws IOException {
        String name = rule.action().name();
        switch (rule.action()) {
            case REFUSE -> refuse(exchange, soap12, call, rule, rule.codeOr(REFUSED));
            case FAULT -> fault(exchange, soap12, call, rule, rule.codeOr("INTERNAL_ERROR"));
            case RATE_LIMIT -> fault(exchange, soap12, call, rule, "THROTTLED");
            case HTTP -> {
                int status = rule.status() == null ? 500 : rule.status();
                systems.note(call, name, "HTTP_" + status);
                HttpText.empty(exchange, status);
            }
            case CUT -> hangUp(exchange, call, rule);
            case ANSWER_LOST -> {
                desk.serve(soap12, call, name);
                Waiting.millis(rule.hold());
                exchange.close();
            }
            case ANSWER_AFTER -> {
                byte[] answer = desk.serve(soap12, call, name);
                held.after(rule.delay(), exchange, () -> HttpText.xml(exchange, soap12, 200, answer));
            }
            case GARBLED -> {
                desk.serve(soap12, call, name);
                HttpText.xml(exchange, soap12, 200, "<html>".getBytes(StandardCharsets.UTF_8));
            }
            case WRONG_ROUTE -> misroute(exchange, soap12, call, rule);
            case UNKNOWN_CODE -> unknownCode(exchange, soap12, call, rule);
            case UNKNOWN_ELEMENT -> {
                byte[] answer = desk.serve(soap12, call, name);
                HttpText.xml(
                        exchange,
                        soap12,
                        200,
                        rule.is(FaultAction.HEAD)
                                ? AnswerDrift.elementInHead(answer)
                                : AnswerDrift.elementAtEnd(answer));
            }
            case OUTAGE -> {
                if (rule.is(FaultAction.CONNECTION_REFUSED)) {
                    hangUp(exchange, call, rule);
                } else {
                    fault(exchange, soap12, call, rule, FaultAction.RECEIVER_UNREACHABLE);
                }
            }
            case CONTRADICT, FORGET, DIFFER ->
                HttpText.xml(
                        exchange,
                        soap12,
                        200,
                        SoapWriter.findings(soap12, call, untrue(rule.action(), systems.inquire(call))));
            case DELAY, TOKEN_EXPIRED, CERTIFICATE_EXPIRED, LATE, OUT_OF_ORDER ->
                throw new IllegalStateException(name + " is not played on a call");
        }
    }

    private void refuse(HttpExchange exchange, boolean soap12, Incoming call, FaultRule rule, String code)
            throws IOException {
        if (call.asks()) {
            systems.note(call, rule.action().name(), code);
            AccountQuestions.Reply no = AccountQuestions.Reply.no(code, rule.textOr(BY_RULE));
            HttpText.xml(exchange, soap12, 200, SoapWriter.reply(soap12, call, no));
            return;
        }
        Answer answer =
                systems.refuse(call, code, rule.textOr(BY_RULE), rule.action().name());
        HttpText.xml(exchange, soap12, 200, desk.receipt(soap12, call, answer));
    }

    private void fault(HttpExchange exchange, boolean soap12, Incoming call, FaultRule rule, String code)
            throws IOException {
        systems.note(call, rule.action().name(), code);
        HttpText.xml(exchange, soap12, 500, SoapWriter.fault(soap12, false, code, rule.textOr("a fault rule")));
    }

    private void hangUp(HttpExchange exchange, Incoming call, FaultRule rule) {
        systems.note(call, rule.action().name(), null);
        Waiting.millis(rule.hold());
        exchange.close();
    }

    /** Another municipality's system answered, or nobody's: this one was never told. */
    private void misroute(HttpExchange exchange, boolean soap12, Incoming call, FaultRule rule) throws IOException {
        if (rule.is(FaultAction.ROUTE_UNKNOWN)) {
            fault(exchange, soap12, call, rule, FaultAction.ROUTE_UNKNOWN);
            return;
        }
        systems.note(call, rule.action().name(), rule.way());
        String other = UUID.randomUUID().toString();
        Incoming elsewhere = rule.is(FaultAction.OTHER_REQUEST)
                ? call.answeredAs(call.conversationId(), other)
                : call.answeredAs(other, "");
        HttpText.xml(exchange, soap12, 200, desk.misled(soap12, call, elsewhere));
    }

    private void unknownCode(HttpExchange exchange, boolean soap12, Incoming call, FaultRule rule) throws IOException {
        if (rule.is(FaultAction.REFUSAL)) {
            refuse(exchange, soap12, call, rule, rule.codeOr(AnswerDrift.CODE));
            return;
        }
        byte[] answer = desk.serve(soap12, call, rule.action().name());
        HttpText.xml(
                exchange,
                soap12,
                200,
                rule.is(FaultAction.REMARK) ? AnswerDrift.remark(answer) : AnswerDrift.state(answer));
    }

    private static List<Finding> untrue(FaultAction action, List<Finding> findings) {
        List<Finding> untrue = new ArrayList<>();
        for (Finding each : findings) {
            Finding forgotten = Finding.unknown(each.requestId());
            switch (action) {
                case CONTRADICT -> untrue.addAll(List.of(each, forgotten));
                case FORGET -> untrue.add(forgotten);
                default ->
                    untrue.add(new Finding(
                            each.requestId(),
                            each.result(),
                            each.answer(),
                            each.claimReference(),
                            each.amountOre() + ORE_PER_KRONE));
            }
        }
        return untrue;
    }
}
