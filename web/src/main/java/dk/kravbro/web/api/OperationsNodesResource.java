package dk.kravbro.web.api;

import dk.kravbro.monitoring.NodeViews;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The servers on the database, for operations. */
@Path("/operations/nodes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class OperationsNodesResource {

    private static final String PURPOSE = "operations";

    @Inject
    Callers callers;

    @Inject
    NodeViews nodes;

    /** Every server that was ever on this database. */
    @GET
    @Operation(
            operationId = "getNodes",
            summary = "Servers on this database",
            description = "alive: the last heartbeat is younger than kravbro.submission.node-dead-after. A server that"
                    + " was taken away stays in the list, and does no harm there.")
    @APIResponse(
            responseCode = "200",
            description = "As they are now",
            content = @Content(schema = @Schema(ref = "Nodes")))
    public Response all() {
        JsonArrayBuilder answer = Documents.anArray();
        nodes.all(callers.calling(PURPOSE)).forEach(node -> answer.add(json(node)));
        return Response.ok(answer.build().toString()).build();
    }

    private static JsonObjectBuilder json(NodeViews.NodeView node) {
        return Documents.anObject()
                .add("name", node.name())
                .add("incarnation", node.incarnation().toString())
                .add("startedAt", node.startedAt().toString())
                .add("lastHeartbeat", node.lastHeartbeat().toString())
                .add("alive", node.alive())
                .add(
                        "atWork",
                        Documents.anObject()
                                .add("slices", node.slices())
                                .add("sending", node.sending())
                                .add("queued", node.queued()));
    }
}
