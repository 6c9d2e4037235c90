package dk.kravbro.web.api;

import dk.kravbro.audit.Actor;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.municipality.Municipality.DebtorSystemProduct;
import dk.kravbro.settings.Settings;
import dk.kravbro.submission.DebtorSystemSteering;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Debtor system products as a whole: paused or not, and how fast. */
@Path("/operations/debtor-systems")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class DebtorSystemsResource {

    private static final String PURPOSE = "operations";
    private static final int MOST_PER_MINUTE = 1_000_000;

    @Inject
    Callers callers;

    @Inject
    Settings settings;

    @Inject
    DebtorSystemSteering steering;

    /** Every product. */
    @GET
    @Operation(
            operationId = "getDebtorSystems",
            summary = "Debtor system products: paused, throttled, away",
            description = "How many municipalities each does not answer for now.")
    @APIResponse(
            responseCode = "200",
            description = "As they are now",
            content = @Content(schema = @Schema(ref = "DebtorSystems")))
    public Response all() {
        JsonArrayBuilder list = Documents.anArray();
        steering.all(callers.calling(PURPOSE)).forEach(each -> list.add(json(each)));
        return Response.ok(list.build().toString()).build();
    }

    /** Steers one product. */
    @PUT
    @Path("/{product}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "steerDebtorSystem",
            summary = "Pause or throttle a debtor system product on all nodes",
            description =
                    "{\"paused\": true, \"mostPerMinute\": 600}; both must be there, null takes the throttle away."
                            + " Audited.")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "DebtorSystemSteering")))
    @APIResponse(
            responseCode = "200",
            description = "The product as it is now",
            content = @Content(schema = @Schema(ref = "DebtorSystem")))
    @Refuses(
            body = Refuses.Body.OBJECT,
            value = {ProblemType.NOT_FOUND, ProblemType.MISSING_FIELD, ProblemType.WRONG_TYPE, ProblemType.OUT_OF_RANGE
            })
    public Response steer(@PathParam("product") String product, InputStream body) throws IOException {
        Actor actor = callers.calling(PURPOSE);
        Optional<DebtorSystemProduct> known = Arrays.stream(DebtorSystemProduct.values())
                .filter(each -> each.name().equals(product))
                .findFirst();
        if (known.isEmpty()) {
            return Problems.answer(ProblemType.NOT_FOUND);
        }
        return Documents.answer(body, settings.intakeMaxBody(), sent -> steer(actor, known.get(), sent));
    }

    private Response steer(Actor actor, DebtorSystemProduct product, JsonObject sent) {
        if (!sent.keySet().equals(Set.of("paused", "mostPerMinute"))) {
            return Problems.answer(ProblemType.MISSING_FIELD, "", "paused and mostPerMinute are wanted, and no more.");
        }
        JsonValue paused = sent.get("paused");
        if (paused != JsonValue.TRUE && paused != JsonValue.FALSE) {
            return Problems.answer(ProblemType.WRONG_TYPE, "/paused", "It must be true or false.");
        }
        OptionalInt most = OptionalInt.empty();
        if (!sent.isNull("mostPerMinute")) {
            if (!(sent.get("mostPerMinute") instanceof JsonNumber number) || !number.isIntegral()) {
                return Problems.answer(ProblemType.WRONG_TYPE, "/mostPerMinute", "It must be a whole number or null.");
            }
            if (number.bigDecimalValue().intValue() < 1
                    || number.bigDecimalValue().compareTo(java.math.BigDecimal.valueOf(MOST_PER_MINUTE)) > 0) {
                return Problems.answer(ProblemType.OUT_OF_RANGE, "/mostPerMinute", "It must be 1 to 1,000,000.");
            }
            most = OptionalInt.of(number.intValue());
        }
        return steering.steer(actor, product, paused == JsonValue.TRUE, most)
                .map(each -> Response.ok(json(each).build().toString()).build())
                .orElseGet(() -> Problems.answer(ProblemType.NOT_FOUND));
    }

    private static JsonObjectBuilder json(DebtorSystemSteering.Steered steered) {
        JsonObjectBuilder json = Documents.anObject()
                .add("product", steered.product().name())
                .add("paused", steered.paused())
                .add("awayMunicipalities", steered.awayMunicipalities());
        return steered.mostPerMinute().isPresent()
                ? json.add("mostPerMinute", steered.mostPerMinute().getAsInt())
                : json.addNull("mostPerMinute");
    }
}
