package dk.kravbro.web.api;

import dk.kravbro.audit.Actor;
import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.municipality.Municipality;
import dk.kravbro.municipality.MunicipalityCode;
import dk.kravbro.municipality.MunicipalityOnboarding;
import dk.kravbro.settings.Settings;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the municipalities chose. */
@Path("/operations/municipalities")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class MunicipalitiesResource {

    @Inject
    MunicipalityOnboarding onboarding;

    @Inject
    Callers callers;

    @Inject
    Settings settings;

    /** Every municipality. */
    @GET
    @Operation(
            operationId = "getMunicipalities",
            summary = "Every municipality and what it chose, by code",
            description = "All of them, in one answer.")
    @APIResponse(
            responseCode = "200",
            description = "The municipalities",
            content = @Content(schema = @Schema(ref = "Municipalities")))
    public Response all() {
        JsonArrayBuilder list = Documents.anArray();
        onboarding
                .all(callers.calling("operations"))
                .forEach(municipality -> list.add(ChosenDocument.of(municipality)));
        return Response.ok(
                        Documents.anObject().add("municipalities", list).build().toString())
                .build();
    }

    /** One municipality. */
    @GET
    @Path("/{code}")
    @Operation(
            operationId = "getMunicipality",
            summary = "A municipality and what it chose",
            description = "What it did not choose is null.")
    @APIResponse(
            responseCode = "200",
            description = "The municipality",
            content = @Content(schema = @Schema(ref = "Municipality")))
    @Refuses(ProblemType.MUNICIPALITY_UNKNOWN)
    public Response find(@PathParam("code") String code) {
        Actor actor = callers.calling("operations");
        return known(code)
                .flatMap(there -> onboarding.find(there, actor))
                .map(MunicipalitiesResource::answer)
                .orElseGet(() -> Problems.answer(ProblemType.MUNICIPALITY_UNKNOWN));
    }

    /** Changes what a municipality chose. */
    @PUT
    @Path("/{code}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "chooseForMunicipality",
            summary = "Changes what a municipality chose",
            description =
                    "A field that is left out stays as it is; null takes a day, the window or a limit away. runDays is an"
                            + " array of MON to SUN; sendsFrom and sendsUntil are HH:MM, both or none, and may go over"
                            + " midnight; closings is an array of at most 100 {firstOn, lastOn, reason} without a day in"
                            + " common; mostPerMinute is 1 to 1,000,000, holdAboveOre 1 to 1,000,000,000,000,"
                            + " holdAboveRefusedPercent 1 to 99; senders is an array of at most 10 CVR numbers that may"
                            + " deliver on the back channel besides the municipality and the platform. givesReceipts says"
                            + " whether its libraries give a receipt at return, namesMaterials whether a description may"
                            + " name the group and record number of what was lent. keepsSettledYears, 1 to 30, says for how"
                            + " many years after the one in which a claim was settled its people are kept. readiness is an object of readiness"
                            + " rules with ERROR, NOTICE, OFF, or null for what the product makes of it; rules that are"
                            + " left out stay. Audited.")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "MunicipalityChoices")))
    @APIResponse(
            responseCode = "200",
            description = "The municipality as it is now",
            content = @Content(schema = @Schema(ref = "Municipality")))
    @Refuses(
            body = Refuses.Body.OBJECT,
            value = {
                ProblemType.MISSPELLED_FIELD,
                ProblemType.MISSING_FIELD,
                ProblemType.WRONG_TYPE,
                ProblemType.UNKNOWN_VALUE,
                ProblemType.OUT_OF_RANGE,
                ProblemType.DOES_NOT_BELONG,
                ProblemType.DATES_CONTRADICT,
                ProblemType.TEXT_LENGTH,
                ProblemType.UNPRINTABLE_TEXT,
                ProblemType.IDENTITY_IN_TEXT,
                ProblemType.MUNICIPALITY_UNKNOWN
            })
    public Response choose(@PathParam("code") String code, InputStream body) throws IOException {
        Actor actor = callers.calling("operations");
        return Documents.answer(body, settings.intakeMaxBody(), sent -> choose(code, new Choices(sent), actor));
    }

    private Response choose(String code, Choices choices, Actor actor) {
        List<Problem> problems = choices.problems();
        if (!problems.isEmpty()) {
            return Problems.answer(problems);
        }
        return known(code)
                .flatMap(there -> onboarding.choose(there, choices, actor))
                .map(MunicipalitiesResource::answer)
                .orElseGet(() -> Problems.answer(ProblemType.MUNICIPALITY_UNKNOWN));
    }

    private static Optional<MunicipalityCode> known(String code) {
        return code.matches("[0-9]{4}") ? Optional.of(new MunicipalityCode(code)) : Optional.empty();
    }

    private static Response answer(Municipality municipality) {
        return Response.ok(ChosenDocument.of(municipality).build().toString()).build();
    }
}
