package dk.kravbro.web.api;

import dk.kravbro.archive.CallReadings;
import dk.kravbro.archive.CallRecord;
import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.settlement.MessageReadings;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Calls to debtor systems, and raw messages both ways, for those who look into one. */
@Path("/operations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class CallsResource {

    private static final String UUID_FORM = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final String NO_STORE = "no-store";
    private static final String REASON =
            "Why, in 3 to 200 printable ASCII characters without identity numbers. It goes into the audit trail.";

    @Inject
    CallReadings calls;

    @Inject
    MessageReadings inbox;

    @Inject
    Callers callers;

    /** What is known of a call. */
    @GET
    @Path("/calls/{callId: " + UUID_FORM + "}")
    @Operation(
            operationId = "getCall",
            summary = "What is known of a call, and what its help desk asks for",
            description =
                    "No personal data. supportBundle is plain text to be copied; null if the call was accepted. Roles"
                            + " operator, and municipality or auditor for their own. Nothing is kept of accepted calls if the"
                            + " installation keeps no messages of them.")
    @APIResponse(responseCode = "200", description = "The call", content = @Content(schema = @Schema(ref = "Call")))
    @Refuses({ProblemType.CALL_UNKNOWN, ProblemType.NOT_FOUND})
    public Response call(
            @Parameter(description = "CallersServiceCallIdentifier: the attempt, as log and work list name it")
                    @PathParam("callId")
                    String callId) {
        return calls.find(callers.calling("operations"), UUID.fromString(callId))
                .map(call -> uncached(json(call)))
                .orElseGet(() -> Problems.answer(ProblemType.CALL_UNKNOWN));
    }

    /** A call's messages in clear. */
    @GET
    @Path("/calls/{callId: " + UUID_FORM + "}/messages")
    @Operation(
            operationId = "getCallMessages",
            summary = "A call's messages as they went over the wire",
            description =
                    "Role auditor, for the municipalities it is given. They hold people: each reading is written into the"
                            + " audit trail before it is answered, a refused one too. note says what is left out of a message: a"
                            + " security token always is. Empty if no message is kept, or no more.")
    @APIResponse(
            responseCode = "200",
            description = "At most two messages, the request first",
            content = @Content(schema = @Schema(ref = "Messages")))
    @Refuses({ProblemType.REASON_MISSING, ProblemType.REASON_MALFORMED, ProblemType.CALL_UNKNOWN, ProblemType.NOT_FOUND
    })
    public Response messages(
            @PathParam("callId") String callId,
            @Parameter(description = REASON) @HeaderParam(GivenReason.HEADER) @Nullable String reason) {
        Actor actor = callers.calling("raw messages");
        Optional<Response> objection = objection(actor, reason);
        if (objection.isPresent()) {
            return objection.get();
        }
        CallReadings.Reading reading = calls.read(actor, UUID.fromString(callId), stated(reason));
        if (reading instanceof CallReadings.Reading.Shown shown) {
            JsonArrayBuilder messages = Documents.anArray();
            shown.messages()
                    .forEach(message -> messages.add(Documents.anObject()
                            .add("direction", message.direction())
                            .add("contentType", message.contentType())
                            .add("note", message.note())
                            .add("text", message.text())));
            return uncached(Documents.anObject().add("callId", callId).add("messages", messages));
        }
        return refusal(reading instanceof CallReadings.Reading.Refused);
    }

    /** A message of the back channel in clear. */
    @GET
    @Path("/settlement-messages/{id: [0-9]{1,18}}")
    @Operation(
            operationId = "getSettlementMessage",
            summary = "A message of the back channel as it came",
            description =
                    "As a call's messages. text is null once the message was applied long ago. What could not be read is"
                            + " no municipality's: only an auditor who is an operator too sees it.")
    @APIResponse(
            responseCode = "200",
            description = "The message",
            content = @Content(schema = @Schema(ref = "SettlementMessage")))
    @Refuses({ProblemType.REASON_MISSING, ProblemType.REASON_MALFORMED, ProblemType.CALL_UNKNOWN, ProblemType.NOT_FOUND
    })
    public Response settlementMessage(
            @Parameter(description = "Our number of it, as log and work list name it") @PathParam("id") long id,
            @Parameter(description = REASON) @HeaderParam(GivenReason.HEADER) @Nullable String reason) {
        Actor actor = callers.calling("raw messages");
        Optional<Response> objection = objection(actor, reason);
        if (objection.isPresent()) {
            return objection.get();
        }
        MessageReadings.Reading reading = inbox.read(actor, id, stated(reason));
        if (reading instanceof MessageReadings.Reading.Shown shown) {
            JsonObjectBuilder json = Documents.anObject()
                    .add("settlementMessage", id)
                    .add("state", shown.state())
                    .add("reason", shown.reason())
                    .add("receivedAt", shown.receivedAt().toString());
            String text = shown.text();
            return uncached(text == null ? json.addNull("text") : json.add("text", text));
        }
        return refusal(reading instanceof MessageReadings.Reading.Refused);
    }

    /** Who is no auditor is refused for that, and it is written down, whatever the reason says. */
    private static Optional<Response> objection(Actor actor, @Nullable String reason) {
        return actor.is(Role.AUDITOR) ? GivenReason.objection(reason) : Optional.empty();
    }

    private static String stated(@Nullable String reason) {
        return reason == null ? "" : reason.strip();
    }

    private static Response refusal(boolean isRefused) {
        return Problems.answer(isRefused ? ProblemType.NOT_ALLOWED : ProblemType.CALL_UNKNOWN);
    }

    private static Response uncached(JsonObjectBuilder json) {
        return Response.ok(json.build().toString())
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .build();
    }

    private static JsonObjectBuilder json(CallRecord call) {
        JsonObjectBuilder json = Documents.anObject()
                .add("callId", call.ids().callId().toString())
                .add("requestId", call.ids().requestId().toString())
                .add("conversationId", call.ids().conversationId().toString())
                .add("kommunekode", call.municipalityCode());
        if (call.delivery().isPresent()) {
            json.add("deliveryId", call.delivery().getAsLong());
        } else {
            json.addNull("deliveryId");
        }
        json.add("operation", call.operation())
                .add("outcome", call.outcome())
                .add("cause", call.cause())
                .add("why", call.why())
                .add("unfit", call.isUnfit())
                .add("beganAt", call.beganAt().toString())
                .add("endedAt", call.endedAt().toString())
                .add("httpStatus", call.httpStatus())
                .add("requestBytes", call.sentBytes())
                .add("answerBytes", call.receivedBytes())
                .add("keptMessages", Documents.anArray(call.messages()));
        return call.isTrouble() ? json.add("supportBundle", call.supportBundle()) : json.addNull("supportBundle");
    }
}
