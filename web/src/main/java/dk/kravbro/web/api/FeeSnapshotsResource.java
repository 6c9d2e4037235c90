package dk.kravbro.web.api;

import dk.kravbro.audit.Actor;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.reconciliation.DifferenceKind;
import dk.kravbro.reconciliation.FeeSnapshot;
import dk.kravbro.reconciliation.FeeSnapshots;
import dk.kravbro.reconciliation.SnapshotApplications;
import dk.kravbro.reconciliation.SnapshotDifference;
import dk.kravbro.reconciliation.SnapshotOutcome;
import dk.kravbro.settings.Settings;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** All open fees of an agency as FBS has them, held against what is here. */
@Path("/agencies/{agencyId}/fee-snapshots")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Batches")
public class FeeSnapshotsResource {

    @Inject
    FeeSnapshots snapshots;

    @Inject
    SnapshotApplications applications;

    @Inject
    Callers callers;

    @Inject
    LinePaces paces;

    @Inject
    StallGuards guards;

    @Inject
    Settings settings;

    /** Takes a list and compares it. */
    @POST
    @Consumes(LineOutput.MEDIA_TYPE)
    @Operation(
            operationId = "compareFees",
            summary = "All open fees of an agency, to be compared",
            description = "One fee per line, as in a batch (`op` and `agencyId` may be left out), and a last line"
                    + " `{\"end\": true, \"fees\": «lines before it», \"takenAt\": «instant as of which the list was made»}`."
                    + " Nothing is changed. The answer comes when the list is compared. A list without its last line was cut,"
                    + " and is not compared.")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "SnapshotLine")))
    @APIResponse(
            responseCode = "201",
            description = "Compared: counts and sums on both sides, and differences by kind; the snapshot at Location",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Snapshot")))
    @Refuses(
            body = Refuses.Body.LINES,
            value = {
                ProblemType.UNKNOWN_AGENCY,
                ProblemType.IDEMPOTENCY_KEY_MISSING,
                ProblemType.IDEMPOTENCY_KEY_MALFORMED,
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                ProblemType.STILL_RUNNING,
                ProblemType.SNAPSHOT_INCOMPLETE,
                ProblemType.SNAPSHOT_UNKNOWN
            })
    public Response receive(
            @PathParam("agencyId") String agencyId,
            @Parameter(description = "A key of your own for this list, 1 to 128 printable characters", required = true)
                    @HeaderParam("Idempotency-Key")
                    @Nullable
                    String key,
            @Context UriInfo address,
            @Context HttpHeaders headers,
            InputStream body)
            throws IOException {
        Actor actor = callers.calling("reconciliation");
        try (StallGuards.Watch watch = guards.watch()) {
            SnapshotOutcome outcome = snapshots.receive(
                    agencyId, watch.guarded(body), RequestKeys.given(key, headers), actor, paces.of(callers));
            if (outcome instanceof SnapshotOutcome.Refused refused) {
                return Problems.answer(List.of(refused.problem()));
            }
            FeeSnapshot snapshot = ((SnapshotOutcome.Done) outcome).snapshot();
            URI location = address.getAbsolutePathBuilder()
                    .path(snapshot.id().toString())
                    .build();
            return Response.created(location)
                    .entity(SnapshotDocuments.snapshot(snapshot).build().toString())
                    .build();
        }
    }

    /** A snapshot. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getSnapshot",
            summary = "A snapshot, and what was applied of it",
            description = "Counts and sums on both sides, and differences by kind. Kept for 30 days.")
    @APIResponse(
            responseCode = "200",
            description = "The snapshot",
            content = @Content(schema = @Schema(ref = "Snapshot")))
    @Refuses(ProblemType.SNAPSHOT_UNKNOWN)
    public Response find(@PathParam("agencyId") String agencyId, @PathParam("id") String id) {
        return found(agencyId, id)
                .map(snapshot -> Response.ok(
                                SnapshotDocuments.snapshot(snapshot).build().toString())
                        .build())
                .orElseGet(() -> Problems.answer(ProblemType.SNAPSHOT_UNKNOWN));
    }

    /** A snapshot's differences. */
    @GET
    @Path("/{id}/differences")
    @Produces(LineOutput.MEDIA_TYPE)
    @Operation(
            operationId = "getSnapshotDifferences",
            summary = "A snapshot's differences, in the order of fee numbers",
            description =
                    "One JSON object per fee. Without `limit` all of them, as a stream, and a last line with `end`:"
                            + " without it the stream was cut. With `limit` a page: ask again with the last `no` as `after`, until"
                            + " nothing comes.")
    @APIResponse(
            responseCode = "200",
            description = "Differences",
            content = @Content(mediaType = LineOutput.MEDIA_TYPE, schema = @Schema(ref = "SnapshotDifferenceLine")))
    @Refuses({ProblemType.SNAPSHOT_UNKNOWN, ProblemType.PARAMETER_INVALID})
    public Response differences(
            @PathParam("agencyId") String agencyId,
            @PathParam("id") String id,
            @Parameter(
                            description = "Differences after this one",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "999999999"))
                    @QueryParam("after")
                    @DefaultValue("0")
                    String after,
            @Parameter(description = "Only these", schema = @Schema(ref = "DifferenceKind"))
                    @QueryParam("kind")
                    @Nullable
                    String kind,
            @Parameter(
                            description = "Most differences in the answer; without it all",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "10000"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Context UriInfo address) {
        Optional<FeeSnapshot> snapshot = found(agencyId, id);
        if (snapshot.isEmpty()) {
            return Problems.answer(ProblemType.SNAPSHOT_UNKNOWN);
        }
        Optional<DifferenceKind> only = Arrays.stream(DifferenceKind.values())
                .filter(one -> BatchDocuments.word(one).equals(kind))
                .findFirst();
        String most = limit == null ? "1" : limit;
        if (!after.matches("[0-9]{1,9}")
                || !most.matches("[1-9][0-9]{0,4}")
                || Integer.parseInt(most) > FeeSnapshots.LONGEST_PAGE
                || (kind != null && only.isEmpty())) {
            return Problems.answer(
                    ProblemType.PARAMETER_INVALID, "", "One of after, kind and limit is not what it may be.");
        }
        int from = Integer.parseInt(after);
        LineList<SnapshotDifference> differences = new LineList<>(
                (last, many) -> snapshots.differences(snapshot.get(), last, only, many),
                SnapshotDifference::no,
                SnapshotDocuments::difference);
        if (limit != null) {
            return differences.page(from, Integer.parseInt(most), address);
        }
        return Response.ok(differences.stream(
                        from,
                        written -> Documents.anObject().add("end", "done").add("differences", written),
                        guards.watch()))
                .build();
    }

    /** Applies what the caller chose. */
    @POST
    @Path("/{id}/application")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "applySnapshot",
            summary = "Apply chosen kinds of differences",
            description = "`expected` names the kinds (missing-here, other-amount, other-debtor, other-version,"
                    + " missing-there), each with the number that the snapshot calls applicable: with other numbers nothing is"
                    + " done. Missing and other fees are taken as FBS listed them. What FBS does not list is cancelled only"
                    + " with `cancel`: `reason`, `date` and `expectedAmount` in kroner; refused above the limits of share and"
                    + " sum, and while a line does not say which fee it lists. Within a day of the comparison, once; the same"
                    + " request again is answered the same, or goes on with what broke off. Audited.")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "SnapshotChoice")))
    @APIResponse(
            responseCode = "200",
            description = "Applied; `application` has the counts, differences their outcomes",
            content = @Content(schema = @Schema(ref = "Snapshot")))
    @Refuses(
            body = Refuses.Body.OBJECT,
            value = {
                ProblemType.WRONG_TYPE,
                ProblemType.MISSING_FIELD,
                ProblemType.MISSPELLED_FIELD,
                ProblemType.UNKNOWN_VALUE,
                ProblemType.IMPOSSIBLE_DATE,
                ProblemType.DOES_NOT_BELONG,
                ProblemType.SNAPSHOT_UNKNOWN,
                ProblemType.SNAPSHOT_NOT_APPLICABLE,
                ProblemType.SNAPSHOT_COUNTS_DIFFER,
                ProblemType.SNAPSHOT_ABOVE_LIMIT,
                ProblemType.STILL_RUNNING
            })
    public Response apply(@PathParam("agencyId") String agencyId, @PathParam("id") String id, InputStream body)
            throws IOException {
        Actor actor = callers.calling("reconciliation");
        return Documents.answer(body, settings.intakeMaxBody(), request -> {
            ChosenDifferences chosen = new ChosenDifferences(request);
            if (!chosen.problems().isEmpty()) {
                return Problems.answer(chosen.problems());
            }
            Optional<FeeSnapshot> snapshot = found(agencyId, id);
            if (snapshot.isEmpty()) {
                return Problems.answer(ProblemType.SNAPSHOT_UNKNOWN);
            }
            SnapshotOutcome outcome =
                    applications.apply(agencyId, snapshot.get().id(), chosen.choice(), actor);
            return outcome instanceof SnapshotOutcome.Refused refused
                    ? Problems.answer(List.of(refused.problem()))
                    : Response.ok(SnapshotDocuments.snapshot(((SnapshotOutcome.Done) outcome).snapshot())
                                    .build()
                                    .toString())
                            .build();
        });
    }

    private Optional<FeeSnapshot> found(String agencyId, String id) {
        Actor actor = callers.calling("reconciliation");
        try {
            return snapshots.find(agencyId, UUID.fromString(id), actor);
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
