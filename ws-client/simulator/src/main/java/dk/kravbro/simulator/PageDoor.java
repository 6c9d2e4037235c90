package dk.kravbro.simulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dk.kravbro.simulator.page.Overview;
import dk.kravbro.simulator.page.OverviewPage;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The page at the root of the control API's address: shows, changes nothing. */
final class PageDoor implements HttpHandler {

    private static final int LONGEST_QUERY = 1_000;

    private final DebtorSystems systems;
    private final FaultScript faults;

    PageDoor(DebtorSystems systems, FaultScript faults) {
        this.systems = systems;
        this.faults = faults;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String raw = exchange.getRequestURI().getRawQuery();
        String query = raw == null ? "" : raw;
        if (!exchange.getRequestURI().getPath().equals("/")) {
            HttpText.empty(exchange, 404);
        } else if (!exchange.getRequestMethod().equals("GET")) {
            HttpText.empty(exchange, 405);
        } else if (query.length() > LONGEST_QUERY) {
            HttpText.empty(exchange, 414);
        } else {
            show(exchange, asked(query));
        }
    }

    private void show(HttpExchange exchange, Map<String, String> asked) throws IOException {
        List<Overview.Rule> rules = faults.status().stream()
                .map(each -> new Overview.Rule(HttpText.json(each.rule()), each.matched(), each.played()))
                .toList();
        Overview overview =
                systems.overview(asked.getOrDefault("ref", "").strip(), asked.getOrDefault("after", ""), rules);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Security-Policy", OverviewPage.CONTENT_SECURITY_POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        HttpText.html(exchange, OverviewPage.write(overview));
    }

    /** What the query says; of a name that comes twice, the first. What cannot be read is not asked. */
    private static Map<String, String> asked(String query) {
        Map<String, String> asked = new HashMap<>();
        for (String each : query.split("&", -1)) {
            int sign = each.indexOf('=');
            if (sign > 0) {
                asked.putIfAbsent(each.substring(0, sign), decoded(each.substring(sign + 1)));
            }
        }
        return asked;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException halfAnEscape) {
            return "";
        }
    }
}
