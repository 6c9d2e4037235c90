package dk.kravbro.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.junit.jupiter.api.Test;

class ApiResourcesTest {

    @Test
    void every_resource_is_in_the_list() {
        assertThat(ApiResources.ALL.stream().map(Class::getName))
                .containsExactlyInAnyOrderElementsOf(new ClassFileImporter()
                        .importPath(java.nio.file.Path.of("target", "classes")).stream()
                                .filter(type -> type.isAnnotatedWith(Path.class))
                                .map(JavaClass::getName)
                                .toList());
    }

    @Test
    void every_operation_has_an_id_and_says_what_it_answers() {
        assertThat(operations()).isNotEmpty().allSatisfy(method -> {
            Operation operation = method.getAnnotation(Operation.class);
            assertThat(operation).as(method.toString()).isNotNull();
            assertThat(operation.operationId()).as(method.toString()).isNotEmpty();
            assertThat(operation.description()).as(method.toString()).isNotEmpty();
            assertThat(Arrays.stream(method.getAnnotationsByType(APIResponse.class))
                            .filter(answer -> answer.responseCode().startsWith("2"))
                            .filter(answer -> answer.content().length == 1
                                    || answer.responseCode().equals("202")
                                    || answer.responseCode().equals("204")))
                    .as(method + " says what its answers look like")
                    .isNotEmpty();
        });
        assertThat(ApiResources.byOperation()).hasSameSizeAs(operations().toList());
    }

    private static Stream<Method> operations() {
        return ApiResources.ALL.stream()
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(GET.class)
                        || method.isAnnotationPresent(POST.class)
                        || method.isAnnotationPresent(PUT.class));
    }
}
