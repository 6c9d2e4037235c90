package dk.kravbro.web.api;

import dk.kravbro.audit.Actor;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.submission.RunHold;
import dk.kravbro.submission.RunSteering;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * What people do with a run that is open: stop it, release it. The same root path as {@link OperationsRunsResource}: a longer
 * one would hide that one's addresses, since the class is chosen first.
 */
@Path("/operations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class RunSteeringResource {

    private static final String PURPOSE = "operations";

    @Inject
    Callers callers;

    @Inject
    RunSteering steering;

    /** Asks a run to stop. */
    @POST
    @Path("/runs/{run: [0-9]{1,18}}/stop")
    @Operation(
            operationId = "stopRun",
            summary = "Stop a run",
            description = "What is being sent is finished; what is only queued stays due for the next run. Audited.")
    @APIResponse(responseCode = "202", description = "The run stops")
    @Refuses({ProblemType.NOT_FOUND, ProblemType.RUN_ENDED})
    public Response stop(@PathParam("run") long run) {
        return answer(steering.stop(callers.calling(PURPOSE), run));
    }

    /** Releases a held run. */
    @POST
    @Path("/runs/{run: [0-9]{1,18}}/release")
    @Operation(
            operationId = "releaseRun",
            summary = "Release a held run",
            description = "It goes on when two different people have released it. Audited.")
    @APIResponse(responseCode = "202", description = "Taken; see the holds for what is still needed")
    @Refuses({ProblemType.NOT_FOUND, ProblemType.RUN_ENDED, ProblemType.RUN_NOT_HELD, ProblemType.RELEASED_BY_YOU})
    public Response release(@PathParam("run") long run) {
        return answer(steering.release(callers.calling(PURPOSE), run));
    }

    private static Response answer(RunSteering.Outcome outcome) {
        return switch (outcome) {
            case DONE -> Response.accepted().build();
            case UNKNOWN -> Problems.answer(ProblemType.NOT_FOUND);
            case ENDED -> Problems.answer(ProblemType.RUN_ENDED);
            case NOT_HELD -> Problems.answer(ProblemType.RUN_NOT_HELD);
            case SAME_PERSON -> Problems.answer(ProblemType.RELEASED_BY_YOU);
        };
    }

    /** What has held a run. */
    @GET
    @Path("/runs/{run: [0-9]{1,18}}/holds")
    @Operation(
            operationId = "getRunHolds",
            summary = "What has held a run",
            description = "found and allowed are øre for TOTAL_AMOUNT, percent for REFUSED_SHARE.")
    @APIResponse(
            responseCode = "200",
            description = "The holds",
            content = @Content(schema = @Schema(ref = "RunHolds")))
    @Refuses(ProblemType.NOT_FOUND)
    public Response holds(@PathParam("run") long run) {
        Actor actor = callers.calling(PURPOSE);
        JsonArrayBuilder list = Documents.anArray();
        steering.holds(actor, run).forEach(hold -> list.add(json(hold)));
        return Response.ok(list.build().toString()).build();
    }

    private static JsonObjectBuilder json(RunHold hold) {
        JsonObjectBuilder json = Documents.anObject()
                .add("cause", hold.cause().name())
                .add("found", hold.found())
                .add("allowed", hold.allowed())
                .add("heldAt", hold.heldAt().toString())
                .add("open", hold.isOpen());
        hold.firstRelease().ifPresentOrElse(by -> json.add("firstReleaseBy", by), () -> json.addNull("firstReleaseBy"));
        String second = hold.secondReleaseBy();
        return second == null ? json.addNull("secondReleaseBy") : json.add("secondReleaseBy", second);
    }
}
