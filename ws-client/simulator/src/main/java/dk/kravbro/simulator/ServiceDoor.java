package dk.kravbro.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dk.kravbro.simulator.security.WholeBody;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** The SOAP services: reads, troubles, answers. */
final class ServiceDoor implements HttpHandler {

    static final String REGISTRATION = "/service/OIR/DebitorRegistreringAfsend/1";
    static final String INQUIRY = "/service/OIR/DebitorForespoergsel/1";
    static final String PAYMENT = "/service/OIR/DebitorIndbetaling/1";

    private static final int LONGEST_BODY = 1_000_000;
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
    private final Desk desk;
    private final Troubles troubles;
    private final SoapReader reader = new SoapReader();

    ServiceDoor(DebtorSystems systems, FaultScript faults, HeldAnswers held, boolean strictRoutes) {
        this.systems = systems;
        this.faults = faults;
        this.strictRoutes = strictRoutes;
        this.desk = new Desk(systems);
        this.troubles = new Troubles(systems, desk, held);
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
        FaultRule last = null;
        for (FaultRule each : faults.striking(call)) {
            if (each.action() == FaultAction.DELAY) {
                Waiting.millis(each.delay());
            } else {
                last = each;
            }
        }
        if (last == null) {
            HttpText.xml(exchange, soap12, 200, desk.serve(soap12, call, null));
        } else {
            troubles.play(exchange, soap12, call, last);
        }
    }

    private static void fault(HttpExchange exchange, boolean soap12, String code, String text) throws IOException {
        HttpText.xml(exchange, soap12, 500, SoapWriter.fault(soap12, true, code, text));
    }
}
