package dk.kravbro.web.api;

import dk.kravbro.audit.Reach;
import dk.kravbro.audit.Role;
import dk.kravbro.client.Client;
import dk.kravbro.client.Proof;
import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an operator sends about a client: the whole of it. */
final class ClientFields {

    private static final Set<String> NAMES = Set.of(
            "name",
            "enabled",
            "roles",
            "everywhere",
            "agencies",
            "municipalities",
            "requestsPerMinute",
            "linesPerMinute",
            "proofs");

    private static final Map<String, Role> ROLES =
            Client.ROLES.stream().collect(Collectors.toMap(Role::groupName, role -> role));

    private static final Pattern ISIL = Pattern.compile("DK-7[0-9]{5}");
    private static final Pattern CODE = Pattern.compile("[0-9]{4}");

    /** What a proof of each kind looks like. */
    private static final Map<Proof.Kind, Pattern> FORMS = Map.of(
            Proof.Kind.USER, Pattern.compile("[\\x21-\\x7e]{1,200}"),
            Proof.Kind.CERTIFICATE, Pattern.compile("[0-9a-f]{64}"),
            Proof.Kind.ORGANISATION, Pattern.compile("[0-9]{8} [\\x21-\\x7e]{1,191}"),
            Proof.Kind.TOKEN_CLIENT, Pattern.compile("[\\x20-\\x7e]{1,200}"),
            Proof.Kind.TOKEN_SUBJECT, Pattern.compile("[\\x20-\\x7e]{1,200}"));

    private final String name;
    private final JsonObject sent;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Role> roles;
    private final Set<String> agencies;
    private final Set<String> municipalities;
    private final List<Proof> proofs;

    ClientFields(String name, JsonObject sent) {
        this.name = name;
        this.sent = sent;
        if (!Client.isName(name)) {
            problems.add(new Problem(
                    ProblemType.PARAMETER_INVALID, "", "A name has 1 to 40 lower-case letters, digits and hyphens."));
        }
        for (String field : sent.keySet()) {
            if (!NAMES.contains(field)) {
                problem(ProblemType.MISSPELLED_FIELD, "", "There is a field that a client does not have.");
            }
        }
        JsonValue said = sent.getOrDefault("name", JsonValue.NULL);
        if (said != JsonValue.NULL
                && !(said instanceof JsonString text && text.getString().equals(name))) {
            problem(ProblemType.URL_MISMATCH, "name", "It must be the name in the address.");
        }
        truth("enabled");
        truth("everywhere");
        number("requestsPerMinute", Client.MOST_REQUESTS);
        number("linesPerMinute", Client.MOST_LINES);
        roles = texts("roles", ROLES::containsKey, "It must be fbs or operator.", true).stream()
                .map(ROLES::get)
                .collect(Collectors.toSet());
        agencies = texts("agencies", text -> ISIL.matcher(text).matches(), "It must be an ISIL like DK-710100.", false);
        municipalities =
                texts("municipalities", text -> CODE.matcher(text).matches(), "It must be a four-digit code.", false);
        proofs = proofs();
        if (sent.getOrDefault("everywhere", JsonValue.FALSE) == JsonValue.TRUE
                && !(agencies.isEmpty() && municipalities.isEmpty())) {
            problem(ProblemType.DOES_NOT_BELONG, "everywhere", "A client for every library names none of them.");
        }
    }

    /** Everything that is wrong with it. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The client; only if nothing is wrong with it. */
    Client client() {
        return new Client(
                name,
                sent.getBoolean("enabled"),
                roles,
                new Reach(sent.getBoolean("everywhere"), agencies, municipalities),
                sent.getInt("requestsPerMinute"),
                sent.getInt("linesPerMinute"),
                proofs);
    }

    private void problem(ProblemType type, String field, String detail) {
        problems.add(new Problem(type, field.isEmpty() ? "" : "/" + field, detail));
    }

    /** Whether the field is there; says so if it is not. */
    private boolean isThere(String field) {
        if (sent.getOrDefault(field, JsonValue.NULL) == JsonValue.NULL) {
            problem(ProblemType.MISSING_FIELD, field, "The field is missing.");
            return false;
        }
        return true;
    }

    private void truth(String field) {
        if (isThere(field) && sent.get(field) != JsonValue.TRUE && sent.get(field) != JsonValue.FALSE) {
            problem(ProblemType.WRONG_TYPE, field, "It must be true or false.");
        }
    }

    private void number(String field, int most) {
        if (!isThere(field)) {
            return;
        }
        if (!(sent.get(field) instanceof JsonNumber number)) {
            problem(ProblemType.WRONG_TYPE, field, "It must be a number.");
        } else if (!number.isIntegral()
                || number.bigDecimalValue().signum() <= 0
                || number.bigDecimalValue().compareTo(BigDecimal.valueOf(most)) > 0) {
            problem(ProblemType.OUT_OF_RANGE, field, "It must be a whole number from 1 to " + most + ".");
        }
    }

    private Set<String> texts(String field, Predicate<String> may, String otherwise, boolean isNeeded) {
        if (isNeeded ? !isThere(field) : sent.getOrDefault(field, JsonValue.NULL) == JsonValue.NULL) {
            return Set.of();
        }
        Set<String> texts = new LinkedHashSet<>();
        if (!(sent.get(field) instanceof JsonArray array)) {
            problem(ProblemType.WRONG_TYPE, field, "It must be an array.");
        } else if (array.size() > Client.LONGEST_REACH || (isNeeded && array.isEmpty())) {
            problem(ProblemType.OUT_OF_RANGE, field, "There are 1 to " + Client.LONGEST_REACH + " of them.");
        } else {
            for (int i = 0; i < array.size(); i++) {
                if (!(array.get(i) instanceof JsonString text)) {
                    problem(ProblemType.WRONG_TYPE, field + "/" + i, "It must be a text.");
                } else if (!may.test(text.getString())) {
                    problem(ProblemType.UNKNOWN_VALUE, field + "/" + i, otherwise);
                } else {
                    texts.add(text.getString());
                }
            }
        }
        return texts;
    }

    private List<Proof> proofs() {
        if (!isThere("proofs")) {
            return List.of();
        }
        List<Proof> read = new ArrayList<>();
        if (!(sent.get("proofs") instanceof JsonArray array)) {
            problem(ProblemType.WRONG_TYPE, "proofs", "It must be an array.");
        } else if (array.size() > Client.MOST_PROOFS) {
            problem(ProblemType.OUT_OF_RANGE, "proofs", "There are at most " + Client.MOST_PROOFS + " proofs.");
        } else {
            for (int i = 0; i < array.size(); i++) {
                String pointer = "proofs/" + i;
                Optional<Proof> proof = proof(array.get(i));
                if (proof.isEmpty()) {
                    problem(
                            ProblemType.UNKNOWN_VALUE,
                            pointer,
                            "A proof has kind and value; the operator's manual says what each kind looks like.");
                } else if (read.contains(proof.get())) {
                    problem(ProblemType.DOES_NOT_BELONG, pointer, "It stands there already.");
                } else {
                    read.add(proof.get());
                }
            }
        }
        return read;
    }

    private static Optional<Proof> proof(JsonValue sent) {
        if (!(sent instanceof JsonObject pair)
                || pair.size() != 2
                || !(pair.get("kind") instanceof JsonString kind)
                || !(pair.get("value") instanceof JsonString value)) {
            return Optional.empty();
        }
        return Arrays.stream(Proof.Kind.values())
                .filter(each -> each.name().equals(kind.getString()))
                .filter(each -> Optional.ofNullable(FORMS.get(each))
                        .orElseThrow()
                        .matcher(value.getString())
                        .matches())
                .findFirst()
                .map(each -> new Proof(each, value.getString()));
    }
}
