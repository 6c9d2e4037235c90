package dk.kravbro.web.api;

import dk.kravbro.intake.FeeLookup;
import dk.kravbro.intake.FeeReader;
import dk.kravbro.intake.FeeState;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.intake.ReadSearch;
import dk.kravbro.settings.Settings;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

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
            summary = "The fees of a debtor, the latest first, at most 200",
            description = "By CPR, CVR, P number or GLN. Every search is audited. Roles fbs and operator.")
    @RequestBody(
            content =
                    @Content(examples = @ExampleObject(name = "by CVR", value = "{\"debtorIdentity\": \"85892908\"}")))
    @APIResponse(responseCode = "200", description = "The fees")
    @APIResponse(
            responseCode = "400",
            description = "Cannot be read",
            content = @Content(mediaType = Problems.MEDIA_TYPE))
    public Response search(InputStream body) throws IOException {
        Optional<byte[]> wanted = Bodies.upTo(settings.intakeMaxBody(), body);
        if (wanted.isEmpty()) {
            return Problems.answer(ProblemType.BODY_TOO_LARGE);
        }
        ReadSearch read = FeeReader.search(wanted.get());
        return read instanceof ReadSearch.Understood sound
                ? find(sound.identity())
                : Problems.answer(((ReadSearch.NotUnderstood) read).problems());
    }

    private Response find(String identity) {
        List<FeeState> found = lookup.search(identity, callers.calling("search by debtor"));
        JsonArrayBuilder fees = Documents.anArray();
        found.forEach(fee -> fees.add(FeeAnswers.state(fee)));
        return Response.ok(Documents.anObject()
                        .add("fees", fees)
                        .add("more", found.size() == FeeLookup.MOST_FOUND)
                        .build()
                        .toString())
                .build();
    }
}
