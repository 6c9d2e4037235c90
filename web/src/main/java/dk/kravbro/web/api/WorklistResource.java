package dk.kravbro.web.api;

import dk.kravbro.audit.Actor;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.monitoring.Page;
import dk.kravbro.monitoring.WorklistRow;
import dk.kravbro.monitoring.WorklistViews;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Deliveries that wait for a person's decision. */
@Path("/operations/worklist")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class WorklistResource {

    @Inject
    WorklistViews worklist;

    @Inject
    Callers callers;

    /** A page of the work list. */
    @GET
    @Operation(
            operationId = "getWorklist",
            summary = "Deliveries that wait for a person, with both versions",
            description =
                    "told: what we told the debtor system, and our latest calls. answers: what it said when asked,"
                            + " latest first. seen goes back with the settlement. Newest first; ask on with after=next.")
    @APIResponse(
            responseCode = "200",
            description = "At most `limit` deliveries, and `next`; null on the last page",
            content = @Content(schema = @Schema(ref = "Worklist")))
    @Refuses(ProblemType.PARAMETER_INVALID)
    public Response page(
            @Parameter(description = "A municipality's code; every municipality without it")
                    @QueryParam("kommunekode")
                    @Nullable
                    String municipality,
            @Parameter(description = "`next` of the page before") @QueryParam("after") @Nullable String after,
            @Parameter(
                            description = "Most deliveries in the answer",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
                    @QueryParam("limit")
                    @DefaultValue("25")
                    String limit) {
        boolean wrong = (municipality != null && !municipality.matches("[0-9]{4}"))
                || (after != null && !after.matches("[0-9]{1,18}"))
                || !limit.matches("[1-9][0-9]?|100");
        if (wrong) {
            return Problems.answer(
                    ProblemType.PARAMETER_INVALID, "", "One of kommunekode, after and limit is not what it may be.");
        }
        Actor actor = callers.calling("operations");
        int size = Integer.parseInt(limit);
        Page<WorklistRow> page = municipality == null
                ? worklist.page(actor, after, size)
                : worklist.page(actor, municipality, after, size);
        JsonArrayBuilder rows = Documents.anArray();
        page.rows().forEach(row -> rows.add(json(row)));
        JsonObjectBuilder answer = Documents.anObject().add("deliveries", rows);
        add(answer, "next", page.next());
        return Response.ok(answer.build().toString()).build();
    }

    private static JsonObjectBuilder json(WorklistRow row) {
        JsonArrayBuilder answers = Documents.anArray();
        row.inquiries().forEach(inquiry -> answers.add(json(inquiry)));
        return Documents.anObject()
                .add("deliveryId", row.id())
                .add("kommunekode", row.municipalityCode())
                .add("reason", row.reason())
                .add("reasonText", row.reasonText())
                .add("since", row.since().toString())
                .add("seen", row.seen())
                .add("told", told(row))
                .add("answers", answers);
    }

    private static JsonObjectBuilder told(WorklistRow row) {
        JsonArrayBuilder attempts = Documents.anArray();
        row.attempts().forEach(attempt -> {
            JsonObjectBuilder line = Documents.anObject()
                    .add("callId", attempt.callId().toString())
                    .add("startedAt", attempt.startedAt().toString());
            add(line, "endedAt", attempt.endedAt());
            attempts.add(line.add("outcome", attempt.outcome()).add("code", attempt.code()));
        });
        return Documents.anObject()
                .add("kind", row.kind())
                .add("claimReference", row.claim().toString())
                .add("amountOre", row.amountOre())
                .add("version", row.version())
                .add("requestId", row.requestId().toString())
                .add("attempts", attempts);
    }

    private static JsonObjectBuilder json(WorklistRow.Inquiry inquiry) {
        JsonObjectBuilder line = Documents.anObject()
                .add("at", inquiry.at().toString())
                .add("finding", inquiry.finding())
                .add("claimReference", inquiry.claimReference());
        Long ore = inquiry.amountOre();
        if (ore == null) {
            line.addNull("amountOre");
        } else {
            line.add("amountOre", ore);
        }
        return line.add("receipt", inquiry.receipt()).add("code", inquiry.code());
    }

    private static void add(JsonObjectBuilder line, String name, @Nullable Object value) {
        if (value == null) {
            line.addNull(name);
        } else {
            line.add(name, value.toString());
        }
    }
}
