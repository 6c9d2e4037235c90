package dk.kravbro.web.api;

import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Finishes the API document: writes in what every address refuses and what {@link Refuses} says, each with its problem
 * types and an example, and the form of parameters that stand in many addresses. Nothing here is retyped: types come from
 * {@link ProblemType}.
 */
public class ApiDocument implements OASFilter {

    /** What every address may answer. */
    private static final Set<ProblemType> ALWAYS = EnumSet.of(
            ProblemType.NOT_AUTHENTICATED,
            ProblemType.NOT_ALLOWED,
            ProblemType.CLIENT_NOT_ADMITTED,
            ProblemType.TOO_MANY_REQUESTS,
            ProblemType.NOT_ACCEPTABLE,
            ProblemType.INTERNAL_ERROR,
            ProblemType.UNAVAILABLE);

    private static final Set<ProblemType> WITH_BODY = EnumSet.of(
            ProblemType.BODY_TOO_LARGE,
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            ProblemType.UNSUPPORTED_ENCODING,
            ProblemType.BAD_ENCODING);

    /** Tag of what people use: its lists are asked on with their last line. */
    private static final String OPERATIONS = "Operations";

    private static final String COMPONENTS = "#/components/schemas/";
    private static final String RESPONSES = "#/components/responses/";
    private static final String HEADERS = "#/components/headers/";

    /** What a client has left: in every answer to one ({@link ClientGate}). */
    private static final List<String> LEFT = List.of("RateLimit", "RateLimit-Policy");

    /** The form of a parameter, by its name. */
    private static final Map<String, String> FORMS =
            Map.of("agencyId", "AgencyId", "feeId", "FeeId", "code", "Kommunekode", "kommunekode", "Kommunekode");

    private static final Set<String> NUMBERS = Set.of("run", "delivery");

    private final Map<String, Method> methods = ApiResources.byOperation();

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().addSchema("ProblemType", types(EnumSet.allOf(ProblemType.class)));
        for (PathItem item : document.getPaths().getPathItems().values()) {
            item.getOperations().values().forEach(operation -> finish(document, operation));
        }
    }

    private void finish(OpenAPI document, Operation operation) {
        Optional<Method> method =
                Optional.ofNullable(operation.getOperationId()).map(methods::get);
        Optional<Refuses> own = method.map(each -> each.getAnnotation(Refuses.class));
        Map<Integer, Set<ProblemType>> byStatus = new TreeMap<>();
        add(byStatus, ALWAYS);
        own.ifPresent(refuses -> {
            add(byStatus, Set.of(refuses.value()));
            if (refuses.body() != Refuses.Body.NONE) {
                add(byStatus, WITH_BODY);
                add(byStatus, refuses.body().refusals());
            }
        });
        // The answers; refusals are made once for many addresses, and referred to.
        operation.getResponses().getAPIResponses().values().forEach(ApiDocument::saysWhatIsLeft);
        byStatus.forEach((status, types) -> operation
                .getResponses()
                .addAPIResponse(
                        Integer.toString(status),
                        OASFactory.createAPIResponse().ref(RESPONSES + named(document, status, types))));
        if (method.flatMap(Retirement::retires).isPresent()) {
            operation.setDeprecated(true);
        }
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(ApiDocument::form);
            if (!operation.getTags().contains(OPERATIONS)
                    && operation.getParameters().stream()
                            .anyMatch(parameter -> parameter.getName().equals("limit"))) {
                operation.getResponses().getAPIResponse("200").addHeader(HttpHeaders.LINK, nextPage());
            }
        }
    }

    private static void add(Map<Integer, Set<ProblemType>> byStatus, Set<ProblemType> types) {
        types.forEach(type -> byStatus.computeIfAbsent(type.status(), none -> EnumSet.noneOf(ProblemType.class))
                .add(type));
    }

    /**
     * The name of the response that refuses with these types: made once, since most addresses refuse alike. The name is the
     * types' own, so that a new address renames nothing.
     */
    private static String named(OpenAPI document, int status, Set<ProblemType> types) {
        String name = types.size() == 1
                ? types.iterator().next().slug()
                : "refused-" + status + "-"
                        + Integer.toHexString(sentence(types).hashCode());
        Map<String, APIResponse> made =
                Optional.ofNullable(document.getComponents().getResponses()).orElseGet(Map::of);
        if (!made.containsKey(name)) {
            document.getComponents().addResponse(name, refusal(types));
        }
        return name;
    }

    private static APIResponse refusal(Set<ProblemType> types) {
        ProblemType first = types.iterator().next();
        APIResponse refusal = OASFactory.createAPIResponse()
                .description(sentence(types))
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problems.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema()
                                                .allOf(List.of(
                                                        reference("Problem"),
                                                        OASFactory.createSchema()
                                                                .addProperty("type", types(types)))))
                                        .example(Problems.document(List.of(Problem.of(first))))));
        if (types.stream().anyMatch(type -> Problems.retryAfter(type) > 0)) {
            refusal.addHeader(
                    "Retry-After",
                    OASFactory.createHeader()
                            .description("When to send the same again, in seconds")
                            .schema(OASFactory.createSchema().addType(Schema.SchemaType.INTEGER)));
        }
        if (types.contains(ProblemType.TOO_MANY_REQUESTS)) {
            saysWhatIsLeft(refusal);
        }
        return refusal;
    }

    private static void saysWhatIsLeft(APIResponse answer) {
        LEFT.forEach(name -> answer.addHeader(name, OASFactory.createHeader().ref(HEADERS + name)));
    }

    private static String sentence(Set<ProblemType> types) {
        return String.join(". ", types.stream().map(ProblemType::title).toList());
    }

    private static Schema types(Set<ProblemType> types) {
        Schema schema = OASFactory.createSchema().addType(Schema.SchemaType.STRING);
        types.forEach(type -> schema.addEnumeration(type.address()));
        return schema.description("The address of a page that says what it is and what to do");
    }

    private static void form(Parameter parameter) {
        Schema said = parameter.getSchema();
        if (said != null
                && said.getType() != null
                && said.getType().contains(Schema.SchemaType.INTEGER)
                && said.getDefaultValue() instanceof String written) {
            // JAX-RS has texts alone for defaults.
            said.setDefaultValue(Long.valueOf(written));
        }
        String component = FORMS.get(parameter.getName());
        if (component != null) {
            parameter.schema(reference(component));
        } else if (NUMBERS.contains(parameter.getName())) {
            parameter.schema(OASFactory.createSchema()
                    .addType(Schema.SchemaType.INTEGER)
                    .format("int64")
                    .minimum(java.math.BigDecimal.ZERO));
        }
    }

    private static Header nextPage() {
        return OASFactory.createHeader()
                .description("The next page, with rel=\"next\"; missing on the last")
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }

    private static Schema reference(String component) {
        return OASFactory.createSchema().ref(COMPONENTS + component);
    }
}
