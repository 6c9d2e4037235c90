package dk.kravbro.web.api;

import dk.kravbro.audit.Actor;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.municipality.MunicipalityCode;
import dk.kravbro.settings.Settings;
import dk.kravbro.submission.DryRun;
import dk.kravbro.submission.DryRunLine;
import dk.kravbro.submission.DryRuns;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Dry runs: what a municipality's next run would send. */
@Path("/operations/dry-runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class DryRunsResource {

    private static final String PURPOSE = "dry run";

    @Inject
    Callers callers;

    @Inject
    Settings settings;

    @Inject
    DryRuns dryRuns;

    /**
     * Starts a dry run.
     *
     * @param body {@code {"municipality": "0101"}}
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "startDryRun",
            summary = "Work out what a municipality's next run would send",
            description = "Writes every message and holds it against the contract; sends none, changes no delivery. One"
                    + " at a time for a municipality: a request that comes meanwhile gets the one under way.")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "DryRunRequest")))
    @APIResponse(
            responseCode = "202",
            description = "It is being worked out; ask at Location how far it is",
            content = @Content(schema = @Schema(ref = "DryRun")))
    @Refuses(
            body = Refuses.Body.OBJECT,
            value = {ProblemType.WRONG_TYPE, ProblemType.MUNICIPALITY_UNKNOWN})
    public Response start(@Context UriInfo address, InputStream body) throws IOException {
        Actor actor = callers.calling(PURPOSE);
        return Documents.answer(body, settings.intakeMaxBody(), request -> start(actor, address, request));
    }

    private Response start(Actor actor, UriInfo address, JsonObject request) {
        if (!(request.get("municipality") instanceof JsonString code)
                || !code.getString().matches("[0-9]{4}")) {
            return Problems.answer(ProblemType.WRONG_TYPE, "/municipality", "A four-digit code is wanted.");
        }
        Optional<DryRun> dryRun = dryRuns.request(actor, new MunicipalityCode(code.getString()));
        if (dryRun.isEmpty()) {
            return Problems.answer(ProblemType.MUNICIPALITY_UNKNOWN);
        }
        URI location = address.getBaseUriBuilder()
                .path(DryRunsResource.class)
                .path(Long.toString(dryRun.get().id()))
                .build();
        return Response.accepted(json(dryRun.get()).build().toString())
                .location(location)
                .build();
    }

    /** How far a dry run is, and its totals. */
    @GET
    @Path("/{id: [0-9]{1,18}}")
    @Operation(
            operationId = "getDryRun",
            summary = "A dry run: how far it is, and its totals",
            description = "`state` is RUNNING, DONE, FAILED or ABANDONED (its server stopped over it: ask for another)."
                    + " Totals are there once it is DONE. `linesLeftOut` are counted in the totals but have no line.")
    @APIResponse(
            responseCode = "200",
            description = "The dry run",
            content = @Content(schema = @Schema(ref = "DryRun")))
    @Refuses(ProblemType.NOT_FOUND)
    public Response find(@PathParam("id") long id) {
        return dryRuns.find(callers.calling(PURPOSE), id)
                .map(found -> Response.ok(json(found).build().toString()).build())
                .orElseGet(() -> Problems.answer(ProblemType.NOT_FOUND));
    }

    /** A dry run's lines. */
    @GET
    @Path("/{id: [0-9]{1,18}}/lines")
    @Operation(
            operationId = "getDryRunLines",
            summary = "What would be sent, delivery by delivery",
            description = "At most 500 lines. Ask again with the last `line` as `after`, until nothing comes.")
    @APIResponse(responseCode = "200", description = "Lines", content = @Content(schema = @Schema(ref = "DryRunLines")))
    @Refuses({ProblemType.PARAMETER_INVALID, ProblemType.NOT_FOUND})
    public Response lines(
            @PathParam("id") long id,
            @Parameter(description = "Lines after this one", schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
                    @QueryParam("after")
                    @DefaultValue("0")
                    String after,
            @Parameter(description = "Only these", schema = @Schema(enumeration = "invalid"))
                    @QueryParam("only")
                    @Nullable
                    String only) {
        Actor actor = callers.calling(PURPOSE);
        if (!after.matches("[0-9]{1,18}") || (only != null && !only.equals("invalid"))) {
            return Problems.answer(ProblemType.PARAMETER_INVALID, "", "One of after and only is not what it may be.");
        }
        Optional<DryRun> dryRun = dryRuns.find(actor, id);
        if (dryRun.isEmpty()) {
            return Problems.answer(ProblemType.NOT_FOUND);
        }
        JsonArrayBuilder lines = Documents.anArray();
        dryRuns.lines(actor, dryRun.get(), Long.parseLong(after), only != null).forEach(line -> lines.add(json(line)));
        return Response.ok(lines.build().toString()).build();
    }

    private static JsonObjectBuilder json(DryRun dryRun) {
        JsonObjectBuilder json = Documents.anObject()
                .add("dryRunId", dryRun.id())
                .add("kommunekode", dryRun.municipalityCode())
                .add("state", dryRun.state().name())
                .add("requestedBy", dryRun.requestedBy())
                .add("requestedAt", dryRun.requestedAt().toString());
        dryRun.endedAt().ifPresentOrElse(at -> json.add("endedAt", at.toString()), () -> json.addNull("endedAt"));
        json.add("claims", dryRun.claims())
                .add("claimsDone", dryRun.claimsDone())
                .add("lines", dryRun.linesKept())
                .add("linesLeftOut", dryRun.lines() - dryRun.linesKept())
                .add("failure", dryRun.failure());
        if (dryRun.state() == DryRun.State.DONE) {
            json.add(
                    "totals",
                    Documents.anObject()
                            .add("toSend", json(dryRun, DryRun.Heading.TO_SEND))
                            .add("netted", json(dryRun, DryRun.Heading.NETTED))
                            .add("heldBack", json(dryRun, DryRun.Heading.HELD_BACK))
                            .add("invalid", json(dryRun, DryRun.Heading.INVALID))
                            .add("told", json(dryRun, DryRun.Heading.TOLD)));
        }
        return json;
    }

    private static JsonObjectBuilder json(DryRun dryRun, DryRun.Heading heading) {
        JsonObjectBuilder byName = Documents.anObject();
        List<DryRun.Total> totals = dryRun.under(heading);
        totals.forEach(total -> {
            JsonObjectBuilder one =
                    Documents.anObject().add("count", total.count()).add("ore", total.ore());
            if (heading == DryRun.Heading.TO_SEND) {
                one.add("bytes", total.bytes());
            }
            byName.add(total.name(), one);
        });
        return byName;
    }

    private static JsonObjectBuilder json(DryRunLine line) {
        JsonObjectBuilder json = Documents.anObject()
                .add("line", line.number())
                .add("claim", line.claimReference())
                .add("kind", line.kind().name())
                .add("ore", line.amountOre());
        add(json, "toldBeforeOre", line.toldBefore());
        add(json, "toldAfterOre", line.toldAfter());
        return json.add("partyChanged", line.partyChanged())
                .add("bytes", line.bytes())
                .add("violations", Documents.anArray(line.violations()));
    }

    private static void add(JsonObjectBuilder json, String name, OptionalLong ore) {
        if (ore.isPresent()) {
            json.add(name, ore.getAsLong());
        } else {
            json.addNull(name);
        }
    }
}
