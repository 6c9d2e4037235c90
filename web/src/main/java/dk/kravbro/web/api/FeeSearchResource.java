package dk.kravbro.web.api;

import dk.kravbro.intake.FeeCursor;
import dk.kravbro.intake.FeeLookup;
import dk.kravbro.intake.FeeReader;
import dk.kravbro.intake.FeeState;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.intake.ReadSearch;
import dk.kravbro.settings.Settings;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
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
import org.jspecify.annotations.Nullable;

/** Fees by debtor. A POST, since an identity number never stands in an address. */
@Path("/fees/search")
@Tag(name = "Fees")
public class FeeSearchResource {

    @Inject
    FeeLookup lookup;

    @Inject
    Callers callers;

    @Inject
    Settings settings;

    /** The fees of a debtor. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "searchFees",
            summary = "The fees of a debtor, the one that changed last first",
            description = "By CPR, CVR, P number or GLN. Every search is audited. Roles fbs and operator.")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "FeeSearch")))
    @APIResponse(
            responseCode = "200",
            description = "The fees",
            content = @Content(schema = @Schema(ref = "FeesFound")))
    @Refuses(
            body = Refuses.Body.OBJECT,
            value = {
                ProblemType.EMPTY_BODY,
                ProblemType.MISSING_FIELD,
                ProblemType.WRONG_TYPE,
                ProblemType.TEXT_LENGTH,
                ProblemType.BAD_IDENTITY,
                ProblemType.PARAMETER_INVALID
            })
    public Response search(
            @Parameter(description = "`next` of the page before") @QueryParam("after") @Nullable String after,
            @Parameter(
                            description = "Most fees in the answer",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200"))
                    @QueryParam("limit")
                    @DefaultValue("" + FeeLookup.MOST_FOUND)
                    String limit,
            @Context UriInfo address,
            InputStream body)
            throws IOException {
        Optional<FeeCursor> from = Optional.ofNullable(after).flatMap(FeeCursor::of);
        Optional<Long> most = Pages.number(limit, 1, FeeLookup.MOST_FOUND);
        if ((after != null && from.isEmpty()) || most.isEmpty()) {
            return Problems.answer(ProblemType.PARAMETER_INVALID, "", "One of after and limit is not what it may be.");
        }
        Optional<byte[]> wanted = Bodies.upTo(settings.intakeMaxBody(), body);
        if (wanted.isEmpty()) {
            return Problems.answer(ProblemType.BODY_TOO_LARGE);
        }
        ReadSearch read = FeeReader.search(wanted.get());
        return read instanceof ReadSearch.Understood sound
                ? find(sound.identity(), from, most.get().intValue(), address)
                : Problems.answer(((ReadSearch.NotUnderstood) read).problems());
    }

    private Response find(String identity, Optional<FeeCursor> from, int size, UriInfo address) {
        List<FeeState> found = lookup.search(identity, from, size, callers.calling("search by debtor"));
        JsonArrayBuilder fees = Documents.anArray();
        found.forEach(fee -> fees.add(FeeAnswers.state(fee)));
        String next = found.size() < size ? null : found.get(size - 1).cursor().toString();
        JsonObjectBuilder answer = Documents.anObject().add("fees", fees).add("more", next != null);
        Pages.next(answer, next);
        return Pages.linked(Response.ok(answer.build().toString()), address, next);
    }
}
