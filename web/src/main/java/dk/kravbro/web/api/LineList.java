package dk.kravbro.web.api;

import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * A list of numbered rows that is answered line by line: whole, as a stream with a last line that says so, or a page of it.
 * A stream is read from the database page by page, each by itself: a slow reader holds no transaction.
 */
final class LineList<T> {

    private static final int PAGE = 2_000;

    /** Reads rows in their order. */
    interface Reading<T> {

        /**
         * At most {@code limit} rows.
         *
         * @param after those behind the row with this number
         */
        List<T> read(int after, int limit);
    }

    private final Reading<T> rows;
    private final ToIntFunction<T> number;
    private final Function<T, JsonObjectBuilder> line;

    LineList(Reading<T> rows, ToIntFunction<T> number, Function<T, JsonObjectBuilder> line) {
        this.rows = rows;
        this.number = number;
        this.line = line;
    }

    /** A page, with a link to the next one. */
    Response page(int after, int limit, UriInfo address) {
        List<T> page = rows.read(after, limit);
        StringBuilder text = new StringBuilder();
        page.forEach(row -> text.append(line.apply(row).build()).append('\n'));
        return Pages.linked(
                Response.ok(text.toString()),
                address,
                page.size() < limit ? null : Integer.toString(number.applyAsInt(page.get(page.size() - 1))));
    }

    /**
     * All rows.
     *
     * @param end makes the last line, of how many there were
     * @param watch closed when the answer has ended
     */
    StreamingOutput stream(int after, IntFunction<JsonObjectBuilder> end, StallGuards.Watch watch) {
        return output -> write(after, end, watch, output);
    }

    private void write(int after, IntFunction<JsonObjectBuilder> end, StallGuards.Watch watch, OutputStream output) {
        try (watch) {
            LineOutput lines = new LineOutput(watch.guarded(output));
            try {
                lines.line(end.apply(all(after, lines)));
            } catch (RuntimeException failure) {
                lines.line(Documents.anObject()
                        .add("end", "interrupted")
                        .add("problem", Problems.document(Refusals.typeOf(failure))));
            }
            lines.flush();
        } catch (IOException gone) {
            ApiLog.LOG.callerGone(gone.getClass().getSimpleName());
        }
    }

    private int all(int after, LineOutput lines) throws IOException {
        int last = after;
        int written = 0;
        List<T> page = rows.read(last, PAGE);
        while (!page.isEmpty()) {
            for (T row : page) {
                lines.line(line.apply(row));
                last = number.applyAsInt(row);
            }
            written += page.size();
            page = rows.read(last, PAGE);
        }
        return written;
    }
}
