package dk.kravbro.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.ExecutionContextCustomizer;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/**
 * Holds answers of the API against the published document: the status is listed, the media type is, and the body has the
 * shape that stands there. Fields that the document does not know are violations too: callers must leave them alone, but
 * we do not send what we do not tell of.
 */
final class Contract {

    static final Path FILE = Path.of("..", "docs", "openapi.yaml");

    private static final String API = "/api/v1/";
    private static final String PROBLEM = "application/problem+json";
    private static final String LINES = "application/x-ndjson";

    /** What the server itself says while the application is not there yet: not an answer of the API. */
    private static final Pattern NOT_DEPLOYED =
            Pattern.compile("<html><head><title>Error</title></head><body>.*</body></html>", Pattern.DOTALL);

    private final JsonNode document;
    private final JsonNode components;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final ConcurrentMap<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    private Contract(JsonNode document) {
        this.document = document;
        this.components = document.path("components").deepCopy();
        close(components);
    }

    /** The published one. */
    static Contract published() {
        return Published.CONTRACT;
    }

    private static final class Published {
        private static final Contract CONTRACT = new Contract(read());

        private static JsonNode read() {
            try {
                return new YAMLMapper().readTree(FILE.toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Contract of(String yaml) throws JsonProcessingException {
        return new Contract(new YAMLMapper().readTree(yaml));
    }

    /** Fails with address, status and violation if the answer is not one that the document names. */
    void check(String method, String path, Api.Answer answer) {
        violation(method, path, answer).ifPresent(found -> {
            throw new AssertionError(method + " " + address(path) + " answered " + answer.status()
                    + " against the API document: " + found);
        });
    }

    /** What is wrong with an answer; empty if nothing is, or if it is none of the API's. */
    Optional<String> violation(String method, String path, Api.Answer answer) {
        if (!path.startsWith(API) || NOT_DEPLOYED.matcher(answer.body()).matches()) {
            return Optional.empty();
        }
        Optional<JsonNode> operation = operation(method.equals("HEAD") ? "GET" : method, address(path));
        if (method.equals("OPTIONS") && answer.isOk()) {
            return Optional.empty();
        }
        if (operation.isEmpty()) {
            return answer.isOk()
                    ? Optional.of("there is no such address in it")
                    : body(components.path("schemas").path("Problem"), PROBLEM, answer);
        }
        JsonNode response = resolved(operation.get().path("responses").path(Integer.toString(answer.status())));
        if (response.isMissingNode()) {
            return Optional.of("the status is not listed: " + answer.body());
        }
        if (method.equals("HEAD") || !response.has("content")) {
            return answer.body().isEmpty() ? Optional.empty() : Optional.of("a body that is not in it");
        }
        String type = mediaType(answer);
        JsonNode content = response.path("content").path(type);
        return content.isMissingNode()
                ? Optional.of("the media type \"" + type + "\" is not listed")
                : body(content.path("schema"), type, answer);
    }

    private Optional<String> body(JsonNode schema, String type, Api.Answer answer) {
        if (!mediaType(answer).equals(type)) {
            return Optional.of("the media type is \"" + mediaType(answer) + "\", not " + type);
        }
        List<String> texts = type.equals(LINES) ? answer.body().lines().toList() : List.of(answer.body());
        for (String text : texts) {
            try {
                JsonNode body = new ObjectMapper().readTree(text);
                List<com.networknt.schema.Error> errors = compiled(schema).validate(body, (ExecutionContextCustomizer)
                        (context, whole) -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
                if (!errors.isEmpty()) {
                    return Optional.of(errors + " in " + text);
                }
            } catch (JsonProcessingException e) {
                return Optional.of("it is not JSON: " + text);
            }
        }
        return Optional.empty();
    }

    private Schema compiled(JsonNode schema) {
        return schemas.computeIfAbsent(schema, one -> {
            ObjectNode whole = new ObjectMapper().createObjectNode();
            whole.putArray("allOf").add(one.deepCopy());
            whole.set("components", components);
            return registry.getSchema(whole);
        });
    }

    private Optional<JsonNode> operation(String method, String address) {
        return document.path("paths").properties().stream()
                .filter(entry -> address.matches(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
                .min(Comparator.comparing(entry -> entry.getKey().contains("{")))
                .map(entry -> entry.getValue().path(method.toLowerCase(Locale.ROOT)))
                .filter(operation -> !operation.isMissingNode());
    }

    private JsonNode resolved(JsonNode response) {
        return response.has("$ref") ? document.at(response.path("$ref").asText().substring(1)) : response;
    }

    private static String address(String path) {
        return path.replaceAll("\\?.*", "");
    }

    private static String mediaType(Api.Answer answer) {
        return answer.header("Content-Type").orElse("").replaceAll(";.*", "").strip();
    }

    /** An object whose fields are named has no others. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("type").asText().equals("object")
                && object.has("properties")
                && !object.has("additionalProperties")
                && !object.has("allOf")) {
            object.put("additionalProperties", false);
        }
        node.forEach(Contract::close);
    }
}
