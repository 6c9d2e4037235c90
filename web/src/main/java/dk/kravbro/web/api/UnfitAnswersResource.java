package dk.kravbro.web.api;

import dk.kravbro.archive.ArchiveFigures;
import dk.kravbro.archive.UnfitAnswers;
import dk.kravbro.audit.Actor;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.settings.Settings;
import dk.kravbro.submission.WorklistSettlement;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Answers that do not fit, and how much of messages is kept. */
@Path("/operations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class UnfitAnswersResource {

    @Inject
    UnfitAnswers unfit;

    @Inject
    ArchiveFigures figures;

    @Inject
    Callers callers;

    @Inject
    Settings settings;

    /** What waits for a person. */
    @GET
    @Path("/unfit-answers")
    @Operation(
            operationId = "getUnfitAnswers",
            summary = "Answers that do not fit the contract or their call, and that nobody has looked at",
            description =
                    "By municipality: how many, and the latest ten. Their calls are settled like any other doubt; what came"
                            + " is kept and may be read by an auditor.")
    @APIResponse(
            responseCode = "200",
            description = "By municipality; empty if nothing waits",
            content = @Content(schema = @Schema(ref = "UnfitAnswers")))
    public Response waiting() {
        JsonArrayBuilder answer = Documents.anArray();
        for (UnfitAnswers.Waiting each : unfit.waiting(callers.calling("operations"))) {
            JsonArrayBuilder calls = Documents.anArray();
            each.calls()
                    .forEach(call -> calls.add(Documents.anObject()
                            .add("callId", call.callId().toString())
                            .add("at", call.at().toString())
                            .add("cause", call.cause())));
            answer.add(Documents.anObject()
                    .add("kommunekode", each.municipalityCode())
                    .add("count", each.count())
                    .add("oldest", each.oldest().toString())
                    .add("latest", each.latest().toString())
                    .add("calls", calls));
        }
        return Response.ok(answer.build().toString()).build();
    }

    /** Says that a municipality's were looked at. */
    @POST
    @Path("/unfit-answers/acknowledgement")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "acknowledgeUnfitAnswers",
            summary = "Says that a municipality's answers that do not fit were looked at",
            description =
                    "upTo is `latest` as the list gave it: what came since waits on. reason: 1 to 500 characters without"
                            + " identity numbers. Audited; the alarm ends at its next look.")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "UnfitAnswersSeen")))
    @APIResponse(
            responseCode = "200",
            description = "How many no longer wait",
            content = @Content(schema = @Schema(ref = "Seen")))
    @Refuses(
            body = Refuses.Body.OBJECT,
            value = {
                ProblemType.WRONG_TYPE,
                ProblemType.TEXT_LENGTH,
                ProblemType.UNPRINTABLE_TEXT,
                ProblemType.IDENTITY_IN_TEXT
            })
    public Response seen(InputStream body) throws IOException {
        Actor actor = callers.calling("operations");
        return Documents.answer(body, settings.intakeMaxBody(), sent -> seen(actor, sent));
    }

    private Response seen(Actor actor, JsonObject sent) {
        String code = text(sent, "kommunekode");
        Optional<Instant> upTo = instant(text(sent, "upTo"));
        String reason = text(sent, "reason").strip();
        if (!code.matches("[0-9]{4}")) {
            return Problems.answer(ProblemType.WRONG_TYPE, "/kommunekode", "A four-digit code is wanted.");
        }
        if (upTo.isEmpty()) {
            return Problems.answer(ProblemType.WRONG_TYPE, "/upTo", "An instant as the list gave it is wanted.");
        }
        if (reason.isEmpty() || reason.length() > UnfitAnswers.MAX_REASON) {
            return Problems.answer(
                    ProblemType.TEXT_LENGTH,
                    "/reason",
                    "It must have 1 to " + UnfitAnswers.MAX_REASON + " characters.");
        }
        if (reason.codePoints().anyMatch(Character::isISOControl)) {
            return Problems.answer(ProblemType.UNPRINTABLE_TEXT, "/reason", "There is a control character in it.");
        }
        if (WorklistSettlement.holdsIdentity(reason)) {
            return Problems.answer(
                    ProblemType.IDENTITY_IN_TEXT, "/reason", "Something like an identity number stands in it.");
        }
        return Response.ok(Documents.anObject()
                        .add("seen", unfit.seen(actor, code, upTo.get(), reason))
                        .build()
                        .toString())
                .build();
    }

    private static String text(JsonObject sent, String name) {
        return sent.get(name) instanceof JsonString text ? text.getString() : "";
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /** How much is kept, and how far back. */
    @GET
    @Path("/message-archive")
    @Operation(
            operationId = "getMessageArchive",
            summary = "How much of messages is kept, and how far back",
            description =
                    "oldestDay not older than keepDays says that old messages really go; bytes are those on disk.")
    @APIResponse(
            responseCode = "200",
            description = "The archive's figures",
            content = @Content(schema = @Schema(ref = "ArchiveFigures")))
    public Response figures() {
        ArchiveFigures.Figures now = figures.now(callers.calling("operations"));
        JsonObjectBuilder messages =
                Documents.anObject().add("keep", now.keep()).add("keepDays", now.keepDays());
        add(messages, "oldestDay", now.oldestDay());
        JsonObjectBuilder calls = Documents.anObject().add("keepDays", now.callDays());
        add(calls, "oldestMonth", now.oldestMonth());
        return Response.ok(Documents.anObject()
                        .add("messages", messages.add("bytes", now.messageBytes()))
                        .add("calls", calls.add("bytes", now.callBytes()))
                        .build()
                        .toString())
                .build();
    }

    private static void add(JsonObjectBuilder json, String name, Optional<LocalDate> day) {
        day.ifPresentOrElse(there -> json.add(name, there.toString()), () -> json.addNull(name));
    }
}
