package dk.kravbro.benchmark;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The web application that does nothing: what a request costs before anything is done with it. */
@ApplicationPath("/v1")
public class EmptyApplication extends Application {}
