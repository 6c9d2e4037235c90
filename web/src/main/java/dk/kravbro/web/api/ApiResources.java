package dk.kravbro.web.api;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The resources, for {@link ApiDocument}: a filter of the document sees the document alone. */
final class ApiResources {

    /** All of them; a test compares. */
    static final List<Class<?>> ALL = List.of(
            AlarmsResource.class,
            AnswersResource.class,
            CallsResource.class,
            ClaimTypesResource.class,
            ClientsResource.class,
            DebtorSystemsResource.class,
            DryRunsResource.class,
            FeeBatchesResource.class,
            FeeSearchResource.class,
            FeeSnapshotsResource.class,
            FeesResource.class,
            HeldClaimsResource.class,
            MunicipalitiesResource.class,
            OperationsNodesResource.class,
            OperationsRunsResource.class,
            PersonalDataResource.class,
            RunSteeringResource.class,
            SettlementsResource.class,
            UnfitAnswersResource.class,
            WorklistResource.class);

    private ApiResources() {}

    /** Their methods by operation id; a method without one has no place in the document. */
    static Map<String, Method> byOperation() {
        return ALL.stream()
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Operation.class))
                .filter(method -> !id(method).isEmpty())
                .collect(Collectors.toUnmodifiableMap(ApiResources::id, method -> method));
    }

    private static String id(Method method) {
        return method.getAnnotation(Operation.class).operationId();
    }
}
