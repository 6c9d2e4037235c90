package dk.kravbro.web.api;

import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists in pages, in one manner everywhere: {@code after} and {@code limit} in the address; the next page is {@code next} in
 * the answer and {@code rel="next"} in the header Link (RFC 8288).
 */
final class Pages {

    /** Digits that fit a long. */
    private static final String NUMBER = "[0-9]{1,18}";

    private Pages() {}

    /** A number of an address; empty if it is none within these limits. */
    static Optional<Long> number(String written, long least, long most) {
        if (!written.matches(NUMBER)) {
            return Optional.empty();
        }
        long number = Long.parseLong(written);
        return number < least || number > most ? Optional.empty() : Optional.of(number);
    }

    /** Says in the answer where the next page begins; null on the last page. */
    static void next(JsonObjectBuilder answer, @Nullable String next) {
        if (next == null) {
            answer.addNull("next");
        } else {
            answer.add("next", next);
        }
    }

    /** The answer with a link to the page behind {@code next}; null on the last page. */
    static Response linked(Response.ResponseBuilder answer, UriInfo address, @Nullable String next) {
        if (next == null) {
            return answer.build();
        }
        URI there =
                address.getRequestUriBuilder().replaceQueryParam("after", next).build();
        return answer.header(HttpHeaders.LINK, "<" + there.getRawPath() + "?" + there.getRawQuery() + ">; rel=\"next\"")
                .build();
    }
}
