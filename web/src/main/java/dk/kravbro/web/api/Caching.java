package dk.kravbro.web.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** What the API says may be about people: nobody stores it, unless its resource says otherwise. */
@Provider
public class Caching implements ContainerResponseFilter {

    /** What may be kept by the caller alone, and be shown only after asking whether it still holds. */
    static final String ASK_FIRST = "private, no-cache";

    private static final String NO_STORE = "no-store";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders()
                .putIfAbsent(HttpHeaders.CACHE_CONTROL, new java.util.ArrayList<>(java.util.List.of(NO_STORE)));
    }
}
