package dk.kravbro.benchmark;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Reads a body and forgets it; the answer is of the same kind and size as that to a new fee. */
@Path("/empty")
@Produces(MediaType.APPLICATION_JSON)
public class EmptyResource {

    /** Takes anything. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response take(byte[] body) {
        return Response.status(Response.Status.CREATED)
                .entity("{\"read\":" + body.length + "}")
                .build();
    }
}
