package dk.kravbro.web.api;

import dk.kravbro.intake.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Bodies with {@code Content-Encoding: gzip}: inflated while they are read. Any other encoding is refused. */
@Provider
public class ContentEncodings implements ContainerRequestFilter {

    /** What may come out of a body: 1 GiB, more than a million lines of fees. Single requests have a smaller limit of their own. */
    static final long MOST_BYTES = 1L << 30;

    private static final String GZIP = "gzip";

    @Override
    public void filter(ContainerRequestContext request) {
        String encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity")) {
            return;
        }
        if (encoding.strip().equalsIgnoreCase(GZIP)) {
            request.getHeaders().remove(HttpHeaders.CONTENT_ENCODING);
            request.setEntityStream(new InflatedBody(request.getEntityStream(), MOST_BYTES));
        } else {
            request.abortWith(Response.fromResponse(Problems.answer(ProblemType.UNSUPPORTED_ENCODING))
                    .header(HttpHeaders.ACCEPT_ENCODING, GZIP)
                    .build());
        }
    }
}
