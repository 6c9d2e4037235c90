package dk.kravbro.web.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that an address goes away. {@link Retirement} tells every caller in the headers Deprecation (RFC 9745) and Sunset
 * (RFC 8594), {@link ApiDocument} tells readers of the API document. At least twelve months lie between the two days
 * (docs/for-fbs-developers.md).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@interface Retires {

    /** The day from which nobody should begin to use it, YYYY-MM-DD, 00:00 UTC. */
    String since();

    /** The day on which it goes away, YYYY-MM-DD, 00:00 UTC. */
    String gone();

    /** Address of the page that says what to use instead. */
    String instead();
}
