package dk.kravbro.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetirementTest {

    /** An address that goes away, beside one that stays. */
    static class Leaving {
        @Retires(since = "2027-01-01", gone = "2028-01-01", instead = "/api/v2")
        public void old() {}

        public void fresh() {}
    }

    @Test
    void callers_of_an_address_that_goes_away_are_told_in_every_answer() throws NoSuchMethodException {
        MultivaluedMap<String, Object> headers = answered("old");
        assertThat(headers.getFirst("Deprecation")).isEqualTo("@1798761600");
        assertThat(headers.getFirst("Sunset")).isEqualTo("Sat, 01 Jan 2028 00:00:00 GMT");
        assertThat(headers.getFirst("Link")).isEqualTo("</api/v2>; rel=\"deprecation\"");
    }

    @Test
    void nobody_else_is_told_anything() throws NoSuchMethodException {
        assertThat(answered("fresh")).isEmpty();
    }

    @Test
    void what_goes_away_does_so_at_least_twelve_months_after_it_was_said() {
        Stream<Method> methods = ApiResources.ALL.stream().flatMap(each -> Arrays.stream(each.getDeclaredMethods()));
        assertThat(methods.map(Retirement::retires).flatMap(Optional::stream))
                .allSatisfy(retires -> assertThat(LocalDate.parse(retires.gone()))
                        .isAfterOrEqualTo(LocalDate.parse(retires.since()).plusMonths(12)));
    }

    private static MultivaluedMap<String, Object> answered(String method) throws NoSuchMethodException {
        MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
        Method called = Leaving.class.getMethod(method);
        Retirement retirement = new Retirement();
        retirement.resource = new ResourceInfo() {
            @Override
            public Method getResourceMethod() {
                return called;
            }

            @Override
            public Class<?> getResourceClass() {
                return Leaving.class;
            }
        };
        retirement.filter(null, (ContainerResponseContext) Proxy.newProxyInstance(
                RetirementTest.class.getClassLoader(),
                new Class<?>[] {ContainerResponseContext.class},
                (proxy, asked, arguments) -> headers));
        return headers;
    }
}
