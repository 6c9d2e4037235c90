package dk.kravbro.web.api;

import dk.kravbro.audit.Actor;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.monitoring.MoneyProof;
import dk.kravbro.monitoring.MoneyProofs;
import dk.kravbro.monitoring.Tally;
import dk.kravbro.municipality.MunicipalityCode;
import dk.kravbro.settings.Settings;
import dk.kravbro.submission.DeliveryState;
import dk.kravbro.submission.RunFigures;
import dk.kravbro.submission.SubmissionRuns;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Submission runs and the money proof, for operations. */
@Path("/operations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class OperationsRunsResource {

    /** More municipalities than there are. */
    private static final int MOST_CODES = 200;

    private static final String PURPOSE = "operations";

    @Inject
    Callers callers;

    @Inject
    Settings settings;

    @Inject
    SubmissionRuns runs;

    @Inject
    MoneyProofs proofs;

    /**
     * Starts a run now.
     *
     * @param body {@code {"municipalities": ["0101", …]}}; every live one if it names none
     */
    @POST
    @Path("/runs")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "startRuns",
            summary = "Start submission runs now",
            description =
                    "For each municipality a run, or why there is none. A run that is open already serves the request.")
    @RequestBody(content = @Content(schema = @Schema(ref = "RunRequest")))
    @APIResponse(
            responseCode = "202",
            description = "Started, or why not",
            content = @Content(schema = @Schema(ref = "RunsStarted")))
    @Refuses(body = Refuses.Body.OBJECT, value = ProblemType.WRONG_TYPE)
    public Response start(InputStream body) throws IOException {
        Actor actor = callers.calling(PURPOSE);
        Optional<byte[]> text = Bodies.upTo(settings.intakeMaxBody(), body);
        if (text.isEmpty()) {
            return Problems.answer(ProblemType.BODY_TOO_LARGE);
        }
        Optional<JsonObject> request =
                text.get().length == 0 ? Optional.of(JsonValue.EMPTY_JSON_OBJECT) : Documents.object(text.get());
        if (request.isEmpty()) {
            return Problems.answer(ProblemType.MALFORMED_JSON);
        }
        Optional<List<MunicipalityCode>> codes = codes(request.get());
        if (codes.isEmpty()) {
            return Problems.answer(
                    ProblemType.WRONG_TYPE, "/municipalities", "An array of at most 200 four-digit codes is wanted.");
        }
        JsonArrayBuilder answer = Documents.anArray();
        for (SubmissionRuns.Started started : runs.start(actor, codes.get())) {
            JsonObjectBuilder line = Documents.anObject()
                    .add("kommunekode", started.municipality().value());
            if (started instanceof SubmissionRuns.Started.Running running) {
                line.add("runId", running.run());
            } else if (started instanceof SubmissionRuns.Started.NotStarted not) {
                line.addNull("runId").add("why", not.why());
            }
            answer.add(line);
        }
        return Response.accepted(answer.build().toString()).build();
    }

    /** The codes named; empty if they are not an array of codes. None named means every live municipality. */
    private static Optional<List<MunicipalityCode>> codes(JsonObject request) {
        JsonValue named = request.getOrDefault("municipalities", JsonValue.EMPTY_JSON_ARRAY);
        if (!(named instanceof JsonArray array) || array.size() > MOST_CODES) {
            return Optional.empty();
        }
        List<MunicipalityCode> codes = new ArrayList<>();
        for (JsonValue value : array) {
            if (!(value instanceof JsonString code) || !code.getString().matches("[0-9]{4}")) {
                return Optional.empty();
            }
            codes.add(new MunicipalityCode(code.getString()));
        }
        return Optional.of(codes);
    }

    /** The runs that are open now. */
    @GET
    @Path("/runs")
    @Operation(
            operationId = "getOpenRuns",
            summary = "Open runs with their figures",
            description = "Empty when no run is open.")
    @APIResponse(responseCode = "200", description = "The runs", content = @Content(schema = @Schema(ref = "Runs")))
    public Response open() {
        JsonArrayBuilder answer = Documents.anArray();
        runs.open(callers.calling(PURPOSE)).forEach(run -> answer.add(json(run)));
        return Response.ok(answer.build().toString()).build();
    }

    /** One run with its figures. */
    @GET
    @Path("/runs/{run: [0-9]{1,18}}")
    @Operation(
            operationId = "getRun",
            summary = "A run with its figures, counted from its deliveries",
            description = "Of a run that has ended, too.")
    @APIResponse(responseCode = "200", description = "The run", content = @Content(schema = @Schema(ref = "Run")))
    @Refuses(ProblemType.NOT_FOUND)
    public Response run(@PathParam("run") long run) {
        Optional<RunFigures> figures = runs.figures(callers.calling(PURPOSE), run);
        if (figures.isEmpty()) {
            return Problems.answer(ProblemType.NOT_FOUND);
        }
        return Response.ok(json(figures.get()).build().toString()).build();
    }

    private static JsonObjectBuilder json(RunFigures run) {
        JsonObjectBuilder json = Documents.anObject()
                .add("runId", run.run())
                .add("kommunekode", run.municipalityCode())
                .add("trigger", run.trigger().name())
                .add("slot", run.slot().toString())
                .add("startedAt", run.startedAt().toString());
        run.endedAt().ifPresentOrElse(ended -> json.add("endedAt", ended.toString()), () -> json.addNull("endedAt"));
        json.add("open", run.endedAt().isEmpty()).add("result", run.result());
        JsonObjectBuilder deliveries = Documents.anObject();
        Map<DeliveryState, RunFigures.Figure> inOrder = new TreeMap<>(run.byState());
        inOrder.forEach((state, figure) -> deliveries.add(
                state.name(), Documents.anObject().add("count", figure.count()).add("ore", figure.ore())));
        return json.add("deliveries", deliveries);
    }

    /** The money proof of every municipality that has claims. */
    @GET
    @Path("/money-proof")
    @Operation(
            operationId = "getMoneyProof",
            summary = "Money proof per municipality",
            description = "received = accepted + refused + netted + waiting + inDoubt, in count and in øre;"
                    + " outstandingOre = fbsOre - coverage - writeOff.")
    @APIResponse(
            responseCode = "200",
            description = "The proofs",
            content = @Content(schema = @Schema(ref = "MoneyProofs")))
    public Response moneyProof() {
        Actor actor = callers.calling(PURPOSE);
        JsonArrayBuilder answer = Documents.anArray();
        proofs.all(actor).forEach(proof -> answer.add(json(proof)));
        return Response.ok(answer.build().toString()).build();
    }

    private static JsonObjectBuilder json(MoneyProof proof) {
        MoneyProof.Deliveries deliveries = proof.deliveries();
        return Documents.anObject()
                .add("kommunekode", proof.kommunekode())
                .add("agencyId", proof.agencyId())
                .add("claims", proof.claims())
                .add("fbsOre", proof.fbsOre())
                .add("outstandingOre", proof.outstandingOre())
                .add(
                        "deliveries",
                        Documents.anObject()
                                .add("received", json(deliveries.received()))
                                .add("accepted", json(deliveries.accepted()))
                                .add("refused", json(deliveries.refused()))
                                .add("netted", json(deliveries.netted()))
                                .add("waiting", json(deliveries.waiting()))
                                .add("inDoubt", json(deliveries.inDoubt())))
                .add(
                        "answers",
                        Documents.anObject()
                                .add("coverage", json(proof.answers().coverage()))
                                .add("writeOff", json(proof.answers().writeOff()))
                                .add(
                                        "accountStatus",
                                        Documents.anObject()
                                                .add("count", proof.answers().accountStatus())));
    }

    private static JsonObjectBuilder json(Tally tally) {
        return Documents.anObject().add("count", tally.count()).add("ore", tally.ore());
    }
}
