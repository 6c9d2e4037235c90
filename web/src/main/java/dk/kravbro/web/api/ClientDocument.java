package dk.kravbro.web.api;

import dk.kravbro.audit.Role;
import dk.kravbro.client.Client;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.TreeSet;

/** A client as operators read it. */
final class ClientDocument {

    private ClientDocument() {}

    static JsonObjectBuilder of(Client client) {
        JsonArrayBuilder proofs = Documents.anArray();
        client.proofs()
                .forEach(proof -> proofs.add(
                        Documents.anObject().add("kind", proof.kind().name()).add("value", proof.value())));
        return Documents.anObject()
                .add("name", client.name())
                .add("enabled", client.enabled())
                .add(
                        "roles",
                        Documents.anArray(client.roles().stream()
                                .map(Role::groupName)
                                .sorted()
                                .toList()))
                .add("everywhere", client.reach().everywhere())
                .add("agencies", Documents.anArray(new TreeSet<>(client.reach().agencies())))
                .add(
                        "municipalities",
                        Documents.anArray(new TreeSet<>(client.reach().municipalities())))
                .add("requestsPerMinute", client.requestsPerMinute())
                .add("linesPerMinute", client.linesPerMinute())
                .add("proofs", proofs);
    }
}
