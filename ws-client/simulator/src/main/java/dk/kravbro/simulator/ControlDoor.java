package dk.kravbro.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dk.kravbro.simulator.security.WholeBody;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The control API: what the simulator plays, its troubles, its store. JSON; errors as {"error": "..."}. */
final class ControlDoor implements HttpHandler {

    private static final int LONGEST_BODY = 100_000;
    private static final String MUNICIPALITIES = "/control/municipalities";

    private final DebtorSystems systems;
    private final FaultScript faults;
    private final PlatformWatch watch;
    private final @Nullable URI usualTarget;
    private final ClockControl clock;
    private final LifeControl lives;

    ControlDoor(
            DebtorSystems systems,
            FaultScript faults,
            PlatformWatch watch,
            BackChannel backChannel,
            @Nullable URI usualTarget) {
        this.systems = systems;
        this.faults = faults;
        this.watch = watch;
        this.usualTarget = usualTarget;
        this.clock = new ClockControl(systems);
        this.lives = new LifeControl(systems, backChannel);
    }

    /** A demand that cannot be met, with words for the caller. */
    private static final class BadDemand extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        BadDemand(int status, String what) {
            super(what);
            this.status = status;
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            String demand =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            if (demand.equals("GET /control/store")) {
                export(exchange);
            } else {
                HttpText.json(exchange, 200, serve(exchange, demand));
            }
        } catch (BadDemand wrong) {
            HttpText.json(exchange, wrong.status, Map.of("error", String.valueOf(wrong.getMessage())));
        } catch (IllegalArgumentException | JsonProcessingException wrong) {
            HttpText.json(exchange, 400, Map.of("error", firstLine(wrong)));
        }
    }

    private Object serve(HttpExchange exchange, String demand) throws IOException, BadDemand {
        if (demand.startsWith("PUT " + MUNICIPALITIES + "/")) {
            return configure(demand.substring(("PUT " + MUNICIPALITIES + "/").length()), json(exchange));
        }
        return switch (demand) {
            case "GET /control/health" -> health();
            case "GET " + MUNICIPALITIES -> systems.profiles();
            case "PUT /control/faults" -> {
                JsonNode demanded = json(exchange);
                JsonNode rules = demanded.isArray() ? demanded : demanded.path("rules");
                yield replaced(Journal.JSON.convertValue(rules, new TypeReference<List<FaultRule>>() {}));
            }
            case "GET /control/faults" -> faults.status();
            case "DELETE /control/faults" -> replaced(List.of());
            case "PUT /control/settings" -> {
                JsonNode deduplicate = json(exchange).path("deduplicate");
                if (!deduplicate.isBoolean()) {
                    throw new BadDemand(400, "deduplicate is true or false");
                }
                systems.deduplicate(deduplicate.booleanValue());
                yield Map.of("deduplicate", systems.deduplicates());
            }
            case "GET /control/settings" -> Map.of("deduplicate", systems.deduplicates());
            case "GET /control/clock" -> clock.told();
            case "PUT /control/clock" -> looked(clock.set(json(exchange)));
            case "DELETE /control/clock" -> looked(clock.reset());
            case "POST /control/answers" -> {
                JsonNode demanded = json(exchange);
                yield lives.answers(demanded, target(demanded));
            }
            case "POST /control/life" -> {
                JsonNode demanded = json(exchange);
                yield looked(lives.life(demanded, target(demanded)));
            }
            default -> throw new BadDemand(404, "no such place; see docs/simulator.md");
        };
    }

    private Object replaced(List<FaultRule> rules) {
        watch.demand(rules);
        faults.replace(rules);
        return looked(faults.status());
    }

    /** What depends on rules or clock is as they say when the answer leaves. */
    private Object looked(Object answer) {
        watch.look();
        return answer;
    }

    private Object health() {
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("status", "UP");
        health.putAll(systems.figures());
        health.put("deduplicate", systems.deduplicates());
        health.put("faultRules", faults.status().size());
        return health;
    }

    private Object configure(String cvr, JsonNode demanded) throws BadDemand {
        if (!cvr.matches("[0-9]{8}") || !ClaimRules.isCvr(cvr)) {
            throw new BadDemand(400, "a CVR number has eight digits and right check digits");
        }
        Profile profile = Profile.valueOf(demanded.path("profile").asText());
        systems.configure(cvr, profile);
        return Map.of("municipalityCvr", cvr, "profile", profile);
    }

    private URI target(JsonNode demanded) throws BadDemand {
        if (demanded.path("callbackUrl").isTextual()) {
            return URI.create(demanded.path("callbackUrl").asText());
        }
        if (usualTarget == null) {
            throw new BadDemand(400, "callbackUrl is missing, and the simulator was started without --callback-url");
        }
        return usualTarget;
    }

    private void export(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
            systems.journal().copyTo(out);
            for (ClaimAccount.Line each : systems.claimLines()) {
                out.write(Journal.JSON.writeValueAsBytes(each));
                out.write('\n');
            }
        }
    }

    private static JsonNode json(HttpExchange exchange) throws IOException, BadDemand {
        byte[] body = WholeBody.read(exchange, LONGEST_BODY);
        if (body == null) {
            throw new BadDemand(413, "a body has at most " + LONGEST_BODY + " bytes");
        }
        return body.length == 0 ? Journal.JSON.createObjectNode() : Journal.JSON.readTree(body);
    }

    /** Our own words, where it was we who refused: the JSON reader wraps them into words of its own. */
    private static String firstLine(Exception wrong) {
        String words = String.valueOf(wrong.getMessage());
        for (Throwable each = wrong; each != null; each = each.getCause()) {
            if (each instanceof IllegalArgumentException) {
                words = String.valueOf(each.getMessage());
            }
        }
        int end = words.indexOf('\n');
        return end < 0 ? words : words.substring(0, end);
    }
}
