package dk.kravbro.web.api;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a cancellation, for the API document only. */
@Schema(name = "Cancellation")
record CancellationDocument(
        @Schema(required = true, minimum = "1", description = "Above the fee's latest version")
        int version,

        @Schema(
                required = true,
                enumeration = {"returned", "waived", "wrong"})
        String reason,

        @Schema(required = true, description = "When FBS cancelled it")
        LocalDate date) {}
