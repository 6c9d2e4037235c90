package dk.kravbro.web.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Everything under {@code /api/v1}. */
@ApplicationPath("/v1")
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Kravbro",
                        version = "1",
                        description =
                                "Library debts from FBS to each municipality's debtor system, and the answers back. FBS says what"
                                        + " a fee is now; Kravbro works out what changed. Amounts are kroner with at most two"
                                        + " decimals, days are YYYY-MM-DD, instants are UTC. Every refusal is a problem detail"
                                        + " (RFC 9457) that lists all violations at once. Limits: 65,536 bytes for a single fee and"
                                        + " for a line of a batch, 1,000,000 lines for a batch (413 beyond).",
                        license = @License(name = "Apache-2.0", identifier = "Apache-2.0")),
        security = @SecurityRequirement(name = "basic"),
        tags = {
            @Tag(name = "Fees", description = "One fee at a time. Role fbs; reading also operator and municipality."),
            @Tag(name = "Batches", description = "Many fees as lines of text. Role fbs."),
            @Tag(name = "Answers", description = "What came back from the debtor systems. Role fbs."),
            @Tag(
                    name = "Operations",
                    description = "Running the installation. Role operator; raw messages: role auditor.")
        })
@SecurityScheme(securitySchemeName = "basic", type = SecuritySchemeType.HTTP, scheme = "basic")
public class Api extends Application {}
