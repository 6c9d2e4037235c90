package dk.kravbro.web.api;

import dk.kravbro.intake.ProblemType;
import dk.kravbro.monitoring.HeldRow;
import dk.kravbro.monitoring.HeldViews;
import dk.kravbro.monitoring.Page;
import dk.kravbro.readiness.ClaimFinding;
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

/** Claims that are kept here because they break a readiness rule. */
@Path("/operations/held-claims")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class HeldClaimsResource {

    @Inject
    HeldViews heldClaims;

    @Inject
    Callers callers;

    /** A page of a municipality's. */
    @GET
    @Operation(
            operationId = "getHeldClaims",
            summary = "Claims that are not ready to be handed over",
            description =
                    "Those that a readiness rule keeps here, whatever else they wait for, with the rules that stop them."
                            + " Latest claim first; ask on with after=next.")
    @APIResponse(
            responseCode = "200",
            description = "At most `limit` claims, `count` of all, and `next`; null on the last page",
            content = @Content(schema = @Schema(ref = "HeldClaims")))
    @Refuses(ProblemType.PARAMETER_INVALID)
    public Response page(
            @Parameter(description = "The municipality's code", required = true) @QueryParam("kommunekode") @Nullable
                    String municipality,
            @Parameter(description = "`next` of the page before") @QueryParam("after") @Nullable String after,
            @Parameter(
                            description = "Most claims in the answer",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
                    @QueryParam("limit")
                    @DefaultValue("25")
                    String limit) {
        if (municipality == null
                || !municipality.matches("[0-9]{4}")
                || (after != null && !after.matches("[0-9]{1,18}"))
                || !limit.matches("[1-9][0-9]?|100")) {
            return Problems.answer(
                    ProblemType.PARAMETER_INVALID, "", "One of kommunekode, after and limit is not what it may be.");
        }
        var actor = callers.calling("operations");
        Page<HeldRow> page = heldClaims.page(actor, municipality, after, Integer.parseInt(limit));
        JsonArrayBuilder rows = Documents.anArray();
        page.rows().forEach(row -> rows.add(json(row)));
        JsonObjectBuilder answer = Documents.anObject()
                .add("count", heldClaims.count(actor, municipality))
                .add("claims", rows);
        Pages.next(answer, page.next());
        return Response.ok(answer.build().toString()).build();
    }

    private static JsonObjectBuilder json(HeldRow row) {
        JsonArrayBuilder rules = Documents.anArray();
        row.findings().stream()
                .map(ClaimFinding::rule)
                .forEach(rule -> rules.add(Documents.anObject()
                        .add("rule", rule.name())
                        .add("danish", rule.danish())
                        .add("english", rule.english())
                        .add("source", rule.source())));
        return Documents.anObject()
                .add("claimReference", row.claim().toString())
                .add("amountOre", row.amountOre())
                .add("since", row.since().toString())
                .add("rules", rules);
    }
}
