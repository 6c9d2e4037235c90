package dk.kravbro.web.api;

import dk.kravbro.audit.Actor;
import dk.kravbro.intake.FeeRecheck;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.municipality.MunicipalityCode;
import dk.kravbro.readiness.ClaimTypeDesk;
import dk.kravbro.readiness.ClaimTypeRule;
import dk.kravbro.settings.Settings;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What holds for a municipality's claim types, and its waiting claims looked at again. */
@Path("/operations/municipalities")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class ClaimTypesResource {

    @Inject
    ClaimTypeDesk desk;

    @Inject
    FeeRecheck fees;

    @Inject
    Callers callers;

    @Inject
    Settings settings;

    /** All rows. */
    @GET
    @Path("/{code}/claim-types")
    @Operation(
            operationId = "getClaimTypes",
            summary = "What holds for a municipality's claim types",
            description = "In the order in which the first that fits counts: its own rows before the common ones, the"
                    + " latest validFrom before earlier ones, the last added before others of the same day.")
    @APIResponse(
            responseCode = "200",
            description = "The rows",
            content = @Content(schema = @Schema(ref = "ClaimTypes")))
    @Refuses(ProblemType.MUNICIPALITY_UNKNOWN)
    public Response all(@PathParam("code") String code) {
        Actor actor = callers.calling("operations");
        return known(code)
                .flatMap(there -> desk.rows(there, actor))
                .map(ClaimTypesResource::answer)
                .orElseGet(() -> Problems.answer(ProblemType.MUNICIPALITY_UNKNOWN));
    }

    /** Adds a row. */
    @POST
    @Path("/{code}/claim-types")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "addClaimType",
            summary = "Says what holds for a claim type from a day on",
            description =
                    "Adds a row of the municipality's own, at most 100; nothing is changed or taken away. claimType"
                            + " is LATE_FEE, COMPENSATION_ACKNOWLEDGED, COMPENSATION_UNACKNOWLEDGED or OTHER; daysToPay is 0 to"
                            + " 365, limitationYears 1 to 30, periodFrom AFTER_LOAN_DUE, LOAN_DUE or CREATION. It holds for what"
                            + " FBS says from now on of claims that arose on validFrom or later; ask for a readiness check"
                            + " afterwards, so that it holds for waiting claims too. Audited.")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "ClaimTypeTerms")))
    @APIResponse(
            responseCode = "201",
            description = "All rows as they are now",
            content = @Content(schema = @Schema(ref = "ClaimTypes")))
    @Refuses(
            body = Refuses.Body.OBJECT,
            value = {
                ProblemType.MISSPELLED_FIELD,
                ProblemType.MISSING_FIELD,
                ProblemType.WRONG_TYPE,
                ProblemType.UNKNOWN_VALUE,
                ProblemType.OUT_OF_RANGE,
                ProblemType.DOES_NOT_BELONG,
                ProblemType.TEXT_LENGTH,
                ProblemType.MUNICIPALITY_UNKNOWN
            })
    public Response add(@PathParam("code") String code, InputStream body) throws IOException {
        Actor actor = callers.calling("operations");
        return Documents.answer(body, settings.intakeMaxBody(), sent -> add(code, new ClaimTypeFields(sent), actor));
    }

    private Response add(String code, ClaimTypeFields fields, Actor actor) {
        if (fields.terms().isEmpty()) {
            return Problems.answer(fields.problems());
        }
        Optional<MunicipalityCode> there = known(code);
        ClaimTypeDesk.Added added = there.map(
                        known -> desk.add(known, fields.terms().get(), actor))
                .orElse(ClaimTypeDesk.Added.MUNICIPALITY_UNKNOWN);
        return switch (added) {
            case MUNICIPALITY_UNKNOWN -> Problems.answer(ProblemType.MUNICIPALITY_UNKNOWN);
            case TOO_MANY ->
                Problems.answer(
                        ProblemType.OUT_OF_RANGE,
                        "",
                        "A municipality has at most " + ClaimTypeDesk.MOST_ROWS + " rows of its own.");
            case DONE ->
                Response.status(Response.Status.CREATED)
                        .entity(list(desk.rows(there.orElseThrow(), actor).orElseThrow()))
                        .build();
        };
    }

    /** Looks at waiting claims again. */
    @POST
    @Path("/{code}/readiness-check")
    @Operation(
            operationId = "checkReadiness",
            summary = "Looks at the municipality's waiting claims again",
            description =
                    "After a change of claim types. What is ready now goes with the next run. At most 100,000 claims"
                            + " at a time: ask on with after=goOnAfter, until that is null.")
    @APIResponse(
            responseCode = "200",
            description = "looked, stopped and goOnAfter",
            content = @Content(schema = @Schema(ref = "ReadinessCheck")))
    @Refuses({ProblemType.PARAMETER_INVALID, ProblemType.MUNICIPALITY_UNKNOWN})
    public Response check(
            @PathParam("code") String code,
            @Parameter(
                            description = "goOnAfter of the answer before",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
                    @QueryParam("after")
                    @DefaultValue("0")
                    String after) {
        Actor actor = callers.calling("operations");
        if (!after.matches("[0-9]{1,18}")) {
            return Problems.answer(ProblemType.PARAMETER_INVALID, "", "after is goOnAfter of the answer before.");
        }
        Optional<MunicipalityCode> there =
                known(code).filter(known -> desk.rows(known, actor).isPresent());
        if (there.isEmpty()) {
            return Problems.answer(ProblemType.MUNICIPALITY_UNKNOWN);
        }
        FeeRecheck.Done done = fees.recheck(there.get(), Long.parseLong(after), actor);
        JsonObjectBuilder answer =
                Documents.anObject().add("looked", done.looked()).add("stopped", done.stopped());
        done.goOnAfter().ifPresentOrElse(last -> answer.add("goOnAfter", last), () -> answer.addNull("goOnAfter"));
        return Response.ok(answer.build().toString()).build();
    }

    private static Optional<MunicipalityCode> known(String code) {
        return code.matches("[0-9]{4}") ? Optional.of(new MunicipalityCode(code)) : Optional.empty();
    }

    private static Response answer(List<ClaimTypeRule> rows) {
        return Response.ok(list(rows)).build();
    }

    private static String list(List<ClaimTypeRule> rows) {
        JsonArrayBuilder list = Documents.anArray();
        rows.forEach(row -> list.add(ClaimTypeFields.json(row)));
        return Documents.anObject().add("claimTypes", list).build().toString();
    }
}
