package dk.kravbro.web.api;

import dk.kravbro.audit.Actor;
import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.settings.Settings;
import dk.kravbro.submission.WorklistDesk;
import dk.kravbro.submission.WorklistSettlement;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A person's decision about a delivery on the work list. */
@Path("/operations/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class SettlementsResource {

    @Inject
    WorklistDesk desk;

    @Inject
    Callers callers;

    @Inject
    Settings settings;

    /** Settles one delivery, if it still is as it was seen. */
    @POST
    @Path("/{delivery: [0-9]{1,18}}/settlement")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "settleDelivery",
            summary = "Settles a delivery on the work list",
            description =
                    "action: accepted (the debtor system has it; optional receipt), refused (it will not have it),"
                            + " again (it never had it: due again under the same request id, unless its last answer said that it"
                            + " has it). seen is what the work list gave: if the delivery has moved on since, nothing is done."
                            + " reason: 1 to 500 characters without identity numbers. Audited.")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "Settlement")))
    @APIResponse(
            responseCode = "200",
            description = "It is settled: its state now",
            content = @Content(schema = @Schema(ref = "Settled")))
    @Refuses(
            body = Refuses.Body.OBJECT,
            value = {
                ProblemType.MISSPELLED_FIELD,
                ProblemType.MISSING_FIELD,
                ProblemType.WRONG_TYPE,
                ProblemType.UNKNOWN_VALUE,
                ProblemType.DOES_NOT_BELONG,
                ProblemType.TEXT_LENGTH,
                ProblemType.UNPRINTABLE_TEXT,
                ProblemType.IDENTITY_IN_TEXT,
                ProblemType.DELIVERY_UNKNOWN,
                ProblemType.DELIVERY_CHANGED,
                ProblemType.DELIVERY_FOUND,
                ProblemType.NOT_FOUND
            })
    public Response settle(@PathParam("delivery") long delivery, InputStream body) throws IOException {
        Actor actor = callers.calling("operations");
        return Documents.answer(body, settings.intakeMaxBody(), sent -> settle(actor, delivery, sent));
    }

    private Response settle(Actor actor, long delivery, JsonObject sent) {
        SettlementDocument document = new SettlementDocument(sent);
        List<Problem> problems = document.problems();
        return problems.isEmpty()
                ? answer(delivery, desk.settle(actor, delivery, document.settlement()))
                : Problems.answer(problems);
    }

    private static Response answer(long delivery, WorklistSettlement.Result result) {
        if (result instanceof WorklistSettlement.Result.Settled settled) {
            return Response.ok(Documents.anObject()
                            .add("deliveryId", delivery)
                            .add("state", settled.now().name())
                            .build()
                            .toString())
                    .build();
        }
        if (result instanceof WorklistSettlement.Result.TooLate late) {
            String by = late.settledBy().isEmpty() ? "" : ", settled by " + late.settledBy();
            return Problems.answer(
                    ProblemType.DELIVERY_CHANGED,
                    "/seen",
                    "The delivery is " + late.now() + " now (" + late.seen() + by + ").");
        }
        return Problems.answer(
                result instanceof WorklistSettlement.Result.HasIt
                        ? ProblemType.DELIVERY_FOUND
                        : ProblemType.DELIVERY_UNKNOWN);
    }
}
