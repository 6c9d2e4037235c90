package dk.kravbro.web.api;

import dk.kravbro.alarms.Alarm;
import dk.kravbro.alarms.Alarms;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What should have happened and has not. */
@Path("/operations/alarms")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class AlarmsResource {

    @Inject
    Alarms alarms;

    @Inject
    Callers callers;

    /** The alarms that are on. */
    @GET
    @Operation(
            operationId = "getAlarms",
            summary = "The alarms that are on, the most pressing kind first",
            description = "Worked out at this moment. figure: days left for LIMITATION_NEAR (0: today is the last day),"
                    + " else seconds after since.")
    @APIResponse(
            responseCode = "200",
            description = "As they are now",
            content = @Content(schema = @Schema(ref = "Alarms")))
    public Response all() {
        JsonArrayBuilder answer = Documents.anArray();
        alarms.all(callers.calling("operations")).forEach(alarm -> answer.add(json(alarm)));
        return Response.ok(answer.build().toString()).build();
    }

    private static JsonObjectBuilder json(Alarm alarm) {
        JsonObjectBuilder json = Documents.anObject().add("kind", alarm.kind().name());
        orNull(json, "kommunekode", alarm.municipalityCode());
        orNull(json, "node", alarm.node());
        return json.add("step", alarm.step())
                .add("since", alarm.since().toString())
                .add("figure", alarm.figure());
    }

    private static void orNull(JsonObjectBuilder json, String name, String value) {
        if (value.isEmpty()) {
            json.addNull(name);
        } else {
            json.add(name, value);
        }
    }
}
