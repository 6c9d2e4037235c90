package dk.kravbro.web.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/**
 * Everything under {@code /api/v1}. What the API document says of the whole, and the shape of every body, stands in {@code
 * META-INF/openapi.yaml}; {@link ApiDocument} finishes it.
 */
@ApplicationPath("/v1")
public class Api extends Application {}
