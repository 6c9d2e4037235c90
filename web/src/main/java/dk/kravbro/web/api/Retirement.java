package dk.kravbro.web.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells the callers of an address that {@linkplain Retires retires} so, in every answer of it. */
@Provider
public class Retirement implements ContainerResponseFilter {

    /** With two digits for the day, which RFC_1123_DATE_TIME has not. */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        retires(resource.getResourceMethod()).ifPresent(retires -> {
            response.getHeaders()
                    .putSingle("Deprecation", "@" + midnight(retires.since()).toEpochSecond());
            response.getHeaders().putSingle("Sunset", HTTP_DATE.format(midnight(retires.gone())));
            response.getHeaders().add(HttpHeaders.LINK, "<" + retires.instead() + ">; rel=\"deprecation\"");
        });
    }

    /** What is said of a method or its class; of no method (an address that is none), nothing. */
    static Optional<Retires> retires(@Nullable Method method) {
        return method == null
                ? Optional.empty()
                : Stream.<AnnotatedElement>of(method, method.getDeclaringClass())
                        .filter(place -> place.isAnnotationPresent(Retires.class))
                        .map(place -> place.getAnnotation(Retires.class))
                        .findFirst();
    }

    private static ZonedDateTime midnight(String day) {
        return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC);
    }
}
