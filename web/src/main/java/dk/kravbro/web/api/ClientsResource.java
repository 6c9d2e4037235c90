package dk.kravbro.web.api;

import dk.kravbro.audit.Actor;
import dk.kravbro.client.Client;
import dk.kravbro.client.ClientDesk;
import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.settings.Settings;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who may call the API. */
@Path("/operations/clients")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class ClientsResource {

    @Inject
    ClientDesk desk;

    @Inject
    Callers callers;

    @Inject
    Settings settings;

    /** Every client. */
    @GET
    @Operation(
            operationId = "getClients",
            summary = "Every client of the API, by name",
            description = "All of them, in one answer; there are at most 1,000.")
    @APIResponse(
            responseCode = "200",
            description = "The clients",
            content = @Content(schema = @Schema(ref = "Clients")))
    public Response all() {
        JsonArrayBuilder list = Documents.anArray();
        desk.all(callers.calling("operations")).forEach(client -> list.add(ClientDocument.of(client)));
        return Response.ok(Documents.anObject().add("clients", list).build().toString())
                .build();
    }

    /** One client. */
    @GET
    @Path("/{name}")
    @Operation(
            operationId = "getClient",
            summary = "A client of the API",
            description = "What it may do, for whom, how fast, and what proves it. No secret is kept here.")
    @APIResponse(responseCode = "200", description = "The client", content = @Content(schema = @Schema(ref = "Client")))
    @Refuses(ProblemType.CLIENT_UNKNOWN)
    public Response find(@PathParam("name") String name) {
        return desk.find(name, callers.calling("operations"))
                .map(client -> Response.ok(ClientDocument.of(client).build().toString())
                        .build())
                .orElseGet(() -> Problems.answer(ProblemType.CLIENT_UNKNOWN));
    }

    /** Makes a client what the document says. */
    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "admitClient",
            summary = "Admits a client, or changes it",
            description =
                    "The whole client: what is left out is not kept. roles are of fbs and operator; where the server"
                            + " knows roles of its own (users, tokens), it must have given them too. everywhere true means every"
                            + " library, else agencies (ISIL) and municipalities (codes) say whose fees it may act for.")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "ClientAdmission")))
    @APIResponse(
            responseCode = "201",
            description = "Admitted: there was no client of that name",
            content = @Content(schema = @Schema(ref = "Client")))
    @APIResponse(
            responseCode = "200",
            description = "The client as it is now; holds on every node within 5 seconds",
            content = @Content(schema = @Schema(ref = "Client")))
    @Refuses(
            body = Refuses.Body.OBJECT,
            value = {
                ProblemType.WRONG_TYPE,
                ProblemType.MISSING_FIELD,
                ProblemType.MISSPELLED_FIELD,
                ProblemType.PARAMETER_INVALID,
                ProblemType.URL_MISMATCH,
                ProblemType.OUT_OF_RANGE,
                ProblemType.UNKNOWN_VALUE,
                ProblemType.DOES_NOT_BELONG,
                ProblemType.CLIENT_PROOF_TAKEN,
                ProblemType.CLIENTS_FULL
            })
    public Response write(
            @Parameter(description = "1 to 40 lower-case letters, digits and hyphens; history names the client so")
                    @PathParam("name")
                    String name,
            InputStream body)
            throws IOException {
        Actor actor = callers.calling("operations");
        return Documents.answer(body, settings.intakeMaxBody(), sent -> write(name, sent, actor));
    }

    private Response write(String name, JsonObject sent, Actor actor) {
        ClientFields fields = new ClientFields(name, sent);
        return fields.problems().isEmpty()
                ? answer(fields, desk.write(fields.client(), actor))
                : Problems.answer(fields.problems());
    }

    private static Response answer(ClientFields fields, ClientDesk.Outcome outcome) {
        if (outcome instanceof ClientDesk.Outcome.Written written) {
            return Response.status(written.first() ? Response.Status.CREATED : Response.Status.OK)
                    .entity(ClientDocument.of(written.client()).build().toString())
                    .build();
        }
        List<Problem> problems = new ArrayList<>();
        if (outcome instanceof ClientDesk.Outcome.ProofsTaken taken) {
            Client client = fields.client();
            taken.proofs()
                    .forEach(proof -> problems.add(new Problem(
                            ProblemType.CLIENT_PROOF_TAKEN,
                            "/proofs/" + client.proofs().indexOf(proof),
                            "Another client is proven by this.")));
        } else if (outcome instanceof ClientDesk.Outcome.MunicipalitiesUnknown unknown) {
            unknown.codes()
                    .forEach(code -> problems.add(new Problem(
                            ProblemType.UNKNOWN_VALUE, "/municipalities", "There is no municipality " + code + ".")));
        } else {
            problems.add(Problem.of(ProblemType.CLIENTS_FULL));
        }
        return Problems.answer(problems);
    }
}
