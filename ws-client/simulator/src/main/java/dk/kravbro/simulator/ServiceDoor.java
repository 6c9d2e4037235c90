package dk.kravbro.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dk.kravbro.simulator.security.WholeBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The SOAP services: reads, troubles, answers. */
final class ServiceDoor implements HttpHandler {

    static final String REGISTRATION = "/service/OIR/DebitorRegistreringAfsend/1";
    static final String INQUIRY = "/service/OIR/DebitorForespoergsel/1";
    static final String PAYMENT = "/service/OIR/DebitorIndbetaling/1";

    private static final int LONGEST_BODY = 1_000_000;
    private static final String REFUSED = "SIM_AFVIST";
    private static final String BY_RULE = "Afvist af en fejlregel";
    private static final int ORE_PER_KRONE = 100;
    private static final Map<String, Set<String>> MESSAGES = Map.of(
            REGISTRATION,
                    Set.of(
                            "OpretDebitorkonto_I",
                            "RetFordring_I",
                            "RetFordringTilstand_I",
                            "RetPart_I",
                            "OverdragDebitorkonto_I",
                            "AfslutHæftelse_I",
                            "AfslutAdministrator_I",
                            "AfslutLigestillingspartner_I",
                            "AfslutGældendeAdresseAdministrator_I",
                            "AfslutGældendeAdresseJuridiskAnsvarlig_I",
                            "AfslutGældendeAdresseJuridiskMedhæfter_I",
                            "AfslutMaterialeabonnementAdministrator_I",
                            "AfslutMaterialeabonnementJuridiskAnsvarlig_I",
                            "AfslutMaterialeabonnementJuridiskMedhæfter_I"),
            INQUIRY, Set.of("HentDebitorregistrering_I", "HentDebitorkonto_I", "SøgDebitorkonto_I"),
            PAYMENT, Set.of("SøgDelfordringTilIndbetaling_I", "ForetagIndbetaling_I"));
    private static final String NO_SECURITY_MODEL = "Security model for the called operation was not provided. "
            + "The following are supported: [AuthorityContext]";

    private final DebtorSystems systems;
    private final FaultScript faults;
    private final boolean strictRoutes;
    private final SoapReader reader = new SoapReader();

    ServiceDoor(DebtorSystems systems, FaultScript faults, boolean strictRoutes) {
        this.systems = systems;
        this.faults = faults;
        this.strictRoutes = strictRoutes;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Set<String> messages = MESSAGES.get(exchange.getRequestURI().getPath());
        if (messages == null) {
            HttpText.empty(exchange, 404);
            return;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            HttpText.empty(exchange, 405);
            return;
        }
        byte[] body = WholeBody.read(exchange, LONGEST_BODY);
        if (body == null) {
            HttpText.empty(exchange, 413);
            return;
        }
        SoapMessage message;
        try {
            message = reader.read(body);
        } catch (SoapReader.Unreadable wrong) {
            fault(exchange, wrong.soap12(), "SCHEMA", String.valueOf(wrong.getMessage()));
            return;
        }
        if (!messages.contains(message.body().name())) {
            fault(exchange, message.soap12(), "SCHEMA", "the service has no such operation");
            return;
        }
        serve(exchange, message.soap12(), Incoming.of(message.body()));
    }

    private void serve(HttpExchange exchange, boolean soap12, Incoming call) throws IOException {
        if (call.municipalityCvr().isEmpty()) {
            systems.note(call, "NO_SECURITY_MODEL", "SECURITY_MODEL_MISSING");
            fault(exchange, soap12, "SECURITY_MODEL_MISSING", NO_SECURITY_MODEL);
            return;
        }
        if (!ClaimRules.isCvr(call.municipalityCvr())
                || (strictRoutes && !systems.isConfigured(call.municipalityCvr()))) {
            systems.note(call, "NO_ROUTE", "ROUTE_UNKNOWN");
            fault(exchange, soap12, "ROUTE_UNKNOWN", "no receiver is registered for the municipality");
            return;
        }
        List<FaultRule> striking = faults.striking(call);
        FaultRule last = null;
        for (FaultRule each : striking) {
            if (each.action() == FaultRule.Action.DELAY) {
                Waiting.millis(each.delay());
            } else {
                last = each;
            }
        }
        if (last == null) {
            answer(exchange, soap12, call);
        } else {
            trouble(exchange, soap12, call, last);
        }
    }

    private void trouble(HttpExchange exchange, boolean soap12, Incoming call, FaultRule rule) throws IOException {
        String name = rule.action().name();
        switch (rule.action()) {
            case REFUSE -> {
                if (call.asks()) {
                    systems.note(call, name, rule.codeOr(REFUSED));
                    AccountQuestions.Reply no = AccountQuestions.Reply.no(rule.codeOr(REFUSED), rule.textOr(BY_RULE));
                    HttpText.xml(exchange, soap12, 200, SoapWriter.reply(soap12, call, no));
                    return;
                }
                Answer answer = systems.refuse(call, rule.codeOr(REFUSED), rule.textOr(BY_RULE));
                HttpText.xml(
                        exchange,
                        soap12,
                        200,
                        SoapWriter.answer(soap12, call, answer, systems.profile(call.municipalityCvr())));
            }
            case FAULT -> {
                String code = rule.codeOr("INTERNAL_ERROR");
                systems.note(call, name, code);
                HttpText.xml(exchange, soap12, 500, SoapWriter.fault(soap12, false, code, rule.textOr("a fault rule")));
            }
            case HTTP -> {
                int status = rule.status() == null ? 500 : rule.status();
                systems.note(call, name, "HTTP_" + status);
                HttpText.empty(exchange, status);
            }
            case CUT -> {
                systems.note(call, name, null);
                Waiting.millis(rule.hold());
                exchange.close();
            }
            case ANSWER_LOST -> {
                work(call, name);
                Waiting.millis(rule.hold());
                exchange.close();
            }
            case GARBLED -> {
                work(call, name);
                HttpText.xml(exchange, soap12, 200, "<html>".getBytes(StandardCharsets.UTF_8));
            }
            case CONTRADICT, FORGET, DIFFER ->
                HttpText.xml(
                        exchange,
                        soap12,
                        200,
                        SoapWriter.findings(soap12, call, untrue(rule.action(), systems.inquire(call))));
            case DELAY -> answer(exchange, soap12, call);
        }
    }

    private static List<Finding> untrue(FaultRule.Action action, List<Finding> findings) {
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

    private void work(Incoming call, String fault) {
        if (call.kind().equals("INQUIRY")) {
            systems.inquire(call);
        } else if (call.asks()) {
            systems.ask(call);
        } else {
            systems.take(call, fault);
        }
    }

    private void answer(HttpExchange exchange, boolean soap12, Incoming call) throws IOException {
        if (call.kind().equals("INQUIRY")) {
            HttpText.xml(exchange, soap12, 200, SoapWriter.findings(soap12, call, systems.inquire(call)));
            return;
        }
        if (call.asks()) {
            HttpText.xml(exchange, soap12, 200, SoapWriter.reply(soap12, call, systems.ask(call)));
            return;
        }
        Answer answer = systems.take(call, null);
        HttpText.xml(
                exchange,
                soap12,
                200,
                SoapWriter.answer(soap12, call, answer, systems.profile(call.municipalityCvr())));
    }

    private static void fault(HttpExchange exchange, boolean soap12, String code, String text) throws IOException {
        HttpText.xml(exchange, soap12, 500, SoapWriter.fault(soap12, true, code, text));
    }
}
