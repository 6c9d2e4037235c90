package dk.kravbro.web.api;

import dk.kravbro.municipality.Municipality;
import dk.kravbro.municipality.MunicipalityChoices;
import dk.kravbro.municipality.SendingWindow;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;

/** A municipality and what it chose, as JSON: with the names under which an operator sends it. */
final class ChosenDocument {

    private ChosenDocument() {}

    static JsonObjectBuilder of(Municipality municipality) {
        JsonObjectBuilder fields = Documents.anObject()
                .add("kommunekode", municipality.code().value())
                .add("name", municipality.name())
                .add("cvr", municipality.cvr());
        return add(fields, municipality.choices());
    }

    /** All choices, each a field; what was not chosen is null. */
    static JsonObjectBuilder add(JsonObjectBuilder fields, MunicipalityChoices chosen) {
        fields.add("debtorSystem", chosen.debtorSystem().name());
        text(fields, "liveOn", chosen.liveOn());
        text(fields, "earliestFeeOn", chosen.earliestFeeOn());
        fields.add("guardianPolicy", chosen.guardianPolicy().name())
                .add("runAt", chosen.runAt().toString())
                .add("paused", chosen.paused());
        JsonArrayBuilder days = Documents.anArray();
        chosen.runDays().names().forEach(days::add);
        fields.add("runDays", days);
        text(fields, "sendsFrom", chosen.window().map(SendingWindow::from));
        text(fields, "sendsUntil", chosen.window().map(SendingWindow::until));
        JsonArrayBuilder closings = Documents.anArray();
        chosen.closings()
                .forEach(closing -> closings.add(Documents.anObject()
                        .add("firstOn", closing.firstOn().toString())
                        .add("lastOn", closing.lastOn().toString())
                        .add("reason", closing.reason())));
        fields.add("closings", closings);
        number(fields, "mostPerMinute", chosen.limits().mostPerMinute());
        number(fields, "holdAboveOre", chosen.limits().holdAboveOre());
        number(fields, "holdAboveRefusedPercent", chosen.limits().holdAboveRefusedPercent());
        JsonArrayBuilder senders = Documents.anArray();
        chosen.senders().forEach(sender -> senders.add(sender.value()));
        JsonObjectBuilder readiness = Documents.anObject();
        chosen.claims().readiness().forEach((rule, severity) -> readiness.add(rule, severity.name()));
        return fields.add("senders", senders)
                .add("givesReceipts", chosen.claims().givesReceipts())
                .add("namesMaterials", chosen.claims().namesMaterials())
                .add("keepsSettledYears", chosen.claims().keepsSettledYears())
                .add("readiness", readiness);
    }

    private static void text(JsonObjectBuilder fields, String name, Optional<?> value) {
        value.ifPresentOrElse(there -> fields.add(name, there.toString()), () -> fields.addNull(name));
    }

    private static void number(JsonObjectBuilder fields, String name, Optional<? extends Number> value) {
        value.ifPresentOrElse(there -> fields.add(name, there.longValue()), () -> fields.addNull(name));
    }
}
