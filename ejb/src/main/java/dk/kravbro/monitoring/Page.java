package dk.kravbro.monitoring;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param rows at most as many as asked for
 * @param next where the next page begins, to be handed back as it is; null on the last page
 */
public record Page<T>(List<T> rows, @Nullable String next) {

    public Page {
        rows = List.copyOf(rows);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The id to stay below: where a list that is keyed by id alone ended, or above all. */
    static long before(@Nullable String after) {
        return after != null && after.matches("[0-9]{1,18}") ? Long.parseLong(after) : Long.MAX_VALUE;
    }

    /** Cuts the row too many that says whether there is more. */
    static <T> Page<T> of(List<T> oneMore, int size, Function<T, String> cursor) {
        if (oneMore.size() <= size) {
            return new Page<>(oneMore, null);
        }
        List<T> rows = oneMore.subList(0, size);
        return new Page<>(rows, cursor.apply(rows.get(size - 1)));
    }
}
