package dk.kravbro.web.api;

import dk.kravbro.audit.Actor;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.privacy.Erasures;
import dk.kravbro.privacy.PersonalDataKeys;
import dk.kravbro.settings.Settings;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The keys of personal data, and what is erased when. Nothing here tells of anybody. */
@Path("/operations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class PersonalDataResource {

    private static final int HIGHEST_KEY = 255;

    @Inject
    PersonalDataKeys keys;

    @Inject
    Erasures erasures;

    @Inject
    Callers callers;

    @Inject
    Settings settings;

    /** What the keys hold. */
    @GET
    @Path("/personal-data-keys")
    @Operation(
            operationId = "getPersonalDataKeys",
            summary = "What each key of personal data still holds, and how far a change of keys has come",
            description =
                    "rows counts the values that were written with the key and are still there; newest is what all nodes write"
                            + " with once they have been restarted. Counting takes seconds for millions of claims. change is"
                            + " null before the first.")
    @APIResponse(
            responseCode = "200",
            description = "The keys, by kind and number",
            content = @Content(schema = @Schema(ref = "PersonalDataKeys")))
    public Response held() {
        Actor actor = callers.calling("operations");
        JsonArrayBuilder all = Documents.anArray();
        for (PersonalDataKeys.Held key : keys.held(actor)) {
            all.add(Documents.anObject()
                    .add("kind", key.kind().name().toLowerCase(Locale.ROOT))
                    .add("number", key.number())
                    .add("newest", key.newest())
                    .add("rows", key.rows()));
        }
        JsonObjectBuilder answer = Documents.anObject().add("keys", all);
        keys.progress(actor)
                .ifPresentOrElse(
                        change -> answer.add(
                                "change",
                                Documents.anObject()
                                        .add("upToClaim", change.upToClaim())
                                        .add("ofClaims", change.ofClaims())
                                        .add("rewritten", change.rewritten())
                                        .add("ended", change.ended())),
                        () -> answer.addNull("change"));
        return Response.ok(answer.build().toString()).build();
    }

    /** Retires a key. */
    @POST
    @Path("/personal-data-keys/retirement")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "retirePersonalDataKey",
            summary = "Retires a key that holds nothing any more",
            description =
                    "kind is data or lookup. From then on no node demands the key, and it may be taken out of every node's"
                            + " credential store. Refused while anything is written with it, while it is the newest, or while"
                            + " a node is up that started before the newest was there. Audited.")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "PersonalDataKey")))
    @APIResponse(responseCode = "204", description = "It is retired")
    @Refuses(
            body = Refuses.Body.OBJECT,
            value = {
                ProblemType.UNKNOWN_VALUE,
                ProblemType.OUT_OF_RANGE,
                ProblemType.KEY_UNKNOWN,
                ProblemType.KEY_IN_USE
            })
    public Response retire(InputStream body) throws IOException {
        Actor actor = callers.calling("operations");
        return Documents.answer(body, settings.intakeMaxBody(), sent -> retire(actor, sent));
    }

    private Response retire(Actor actor, JsonObject sent) {
        Optional<PersonalDataKeys.Kind> kind = kind(sent.get("kind"));
        if (kind.isEmpty()) {
            return Problems.answer(ProblemType.UNKNOWN_VALUE, "/kind", "It is data or lookup.");
        }
        if (!(sent.get("number") instanceof JsonNumber number)
                || !number.isIntegral()
                || number.longValue() < 1
                || number.longValue() > HIGHEST_KEY) {
            return Problems.answer(ProblemType.OUT_OF_RANGE, "/number", "It is a whole number from 1 to 255.");
        }
        return switch (keys.retire(kind.get(), number.intValue(), actor)) {
            case RETIRED -> Response.noContent().build();
            case UNKNOWN -> Problems.answer(ProblemType.KEY_UNKNOWN);
            case NEWEST ->
                Problems.answer(
                        ProblemType.KEY_IN_USE,
                        "/number",
                        "It is the newest of its kind: everything is written with it.");
            case IN_USE ->
                Problems.answer(
                        ProblemType.KEY_IN_USE, "/number", "Something that was written with it is still there.");
            case OLD_NODE ->
                Problems.answer(
                        ProblemType.KEY_IN_USE,
                        "/number",
                        "A node is up that started before the newest key was there: restart it first.");
        };
    }

    private static Optional<PersonalDataKeys.Kind> kind(@Nullable JsonValue sent) {
        return sent instanceof JsonString text
                ? Arrays.stream(PersonalDataKeys.Kind.values())
                        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text.getString()))
                        .findFirst()
                : Optional.empty();
    }

    /** What is to be erased. */
    @GET
    @Path("/erasures")
    @Operation(
            operationId = "getErasures",
            summary = "How many claims' people the next night erases",
            description =
                    "By municipality: keepsSettledYears is its choice, settledUpTo the last year whose settled claims' time is"
                            + " over, over how many of them there are now, erased how many were erased so far. Claims that are"
                            + " open in any way are never counted. Counting takes seconds for millions of claims.")
    @APIResponse(
            responseCode = "200",
            description = "All municipalities, by code",
            content = @Content(schema = @Schema(ref = "Erasures")))
    public Response erasures() {
        JsonArrayBuilder all = Documents.anArray();
        for (Erasures.Figure figure : erasures.figures(callers.calling("operations"))) {
            all.add(Documents.anObject()
                    .add("kommunekode", figure.municipalityCode())
                    .add("keepsSettledYears", figure.keepsSettledYears())
                    .add("settledUpTo", figure.settledUpTo())
                    .add("over", figure.over())
                    .add("erased", figure.erased()));
        }
        return Response.ok(all.build().toString()).build();
    }
}
