package dk.kravbro.web.api;

import dk.kravbro.answers.Answer;
import dk.kravbro.answers.AnswerFeed;
import dk.kravbro.answers.Stretch;
import dk.kravbro.intake.ProblemType;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What became of the fees: receipts, refusals, coverages, write-offs and account status, in a gap-free order. */
@Path("/answers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Answers")
public class AnswersResource {

    private static final int USUAL = 100;

    @Inject
    AnswerFeed feed;

    @Inject
    Callers callers;

    /**
     * A stretch of the feed.
     *
     * @param after the last number the reader has; the answer's {@code next} is the one to ask with next time
     */
    @GET
    @Operation(
            operationId = "getAnswers",
            summary = "Answers after a number, in order",
            description =
                    "Keep `next` and ask with it again. Numbers are dense and never change; several readers do not"
                            + " disturb each other. A client that acts for some libraries only gets theirs: numbers are left"
                            + " out, and a page may be empty while `next` moves on. An amount is in kroner, below 0 for a reversal, and null where there is none.")
    @APIResponse(responseCode = "200", description = "The answers, at most `limit`, and `next`")
    @APIResponse(
            responseCode = "200",
            description = "The answers, at most `limit`, and `next`",
            content = @Content(schema = @Schema(ref = "Answers")))
    @Refuses(ProblemType.PARAMETER_INVALID)
    public Response after(
            @Parameter(
                            description = "The last number the reader has; 0 for the beginning",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
                    @QueryParam("after")
                    @DefaultValue("0")
                    String after,
            @Parameter(
                            description = "Most answers at once",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000"))
                    @QueryParam("limit")
                    @DefaultValue("" + USUAL)
                    String limit,
            @Context UriInfo address) {
        Optional<Long> no = Pages.number(after, 0, Long.MAX_VALUE);
        Optional<Long> most = Pages.number(limit, 1, AnswerFeed.MOST);
        if (no.isEmpty() || most.isEmpty()) {
            return Problems.answer(ProblemType.PARAMETER_INVALID, "", "One of after and limit is not what it may be.");
        }
        Stretch stretch =
                feed.after(callers.calling("answers"), no.get(), most.get().intValue());
        // A full stretch is followed by another; of one that is not, the reader asks on when it likes.
        return Pages.linked(
                Response.ok(page(stretch).toString()),
                address,
                stretch.next() - no.get() < most.get() ? null : Long.toString(stretch.next()));
    }

    private static JsonObject page(Stretch stretch) {
        JsonArrayBuilder lines = Documents.anArray();
        stretch.answers().forEach(answer -> lines.add(line(answer)));
        return Documents.anObject()
                .add("answers", lines)
                .add("next", stretch.next())
                .build();
    }

    private static JsonObjectBuilder line(Answer answer) {
        JsonObjectBuilder line = Documents.anObject()
                .add("no", answer.no())
                .add("kind", answer.kind())
                .add("agencyId", answer.agencyId())
                .add("feeId", answer.feeId())
                .add("at", answer.at().toString());
        Long ore = answer.ore();
        if (ore == null) {
            line.addNull("amount");
        } else {
            line.add("amount", BigDecimal.valueOf(ore, 2));
        }
        return line.add("detail", answer.detail());
    }
}
