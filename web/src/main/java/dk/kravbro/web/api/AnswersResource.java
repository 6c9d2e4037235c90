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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
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
            summary = "Answers after a number, in order",
            description =
                    "Keep `next` and ask with it again. Numbers are dense and never change; several readers do not"
                            + " disturb each other. A client that acts for some libraries only gets theirs: numbers are left"
                            + " out, and a page may be empty while `next` moves on. An amount is in kroner, below 0 for a reversal, and null where there is none.")
    @APIResponse(responseCode = "200", description = "The answers, at most `limit`, and `next`")
    @APIResponse(
            responseCode = "400",
            description = "A parameter is out of its range",
            content = @Content(mediaType = Problems.MEDIA_TYPE))
    public Response after(
            @Parameter(description = "The last number the reader has; 0 for the beginning")
                    @QueryParam("after")
                    @DefaultValue("0")
                    String after,
            @Parameter(description = "1 to 1000") @QueryParam("limit") @DefaultValue("" + USUAL) String limit) {
        Optional<Long> no = number(after, 0, Long.MAX_VALUE);
        Optional<Long> most = number(limit, 1, AnswerFeed.MOST);
        if (no.isEmpty() || most.isEmpty()) {
            return Problems.answer(ProblemType.PARAMETER_INVALID, "", "One of after and limit is not what it may be.");
        }
        Stretch stretch =
                feed.after(callers.calling("answers"), no.get(), most.get().intValue());
        return Response.ok(page(stretch).toString()).build();
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

    private static Optional<Long> number(String written, long least, long most) {
        if (!written.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        long number = Long.parseLong(written);
        return number < least || number > most ? Optional.empty() : Optional.of(number);
    }
}
