package dk.kravbro.web.api;

import dk.kravbro.intake.FeeLookup;
import dk.kravbro.intake.FeeState;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.settings.Settings;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
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

    private static final int LONGEST_NUMBER = 13;

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
        return Documents.answer(body, settings.intakeMaxBody(), this::find);
    }

    private Response find(JsonObject wanted) {
        JsonValue identity = wanted.getOrDefault("debtorIdentity", JsonValue.NULL);
        if (identity == JsonValue.NULL) {
            return Problems.answer(ProblemType.MISSING_FIELD, "/debtorIdentity", "The field is missing.");
        }
        if (!(identity instanceof JsonString number)) {
            return Problems.answer(ProblemType.WRONG_TYPE, "/debtorIdentity", "It must be a text.");
        }
        if (number.getString().isBlank() || number.getString().length() > LONGEST_NUMBER) {
            return Problems.answer(ProblemType.TEXT_LENGTH, "/debtorIdentity", "The number has 1 to 13 characters.");
        }
        List<FeeState> found = lookup.search(number.getString(), callers.calling("search by debtor"));
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
