package dk.kravbro.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.stream.Collectors;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One line of the audit trail. */
@Entity
@Immutable
@Table(name = "audit_entries")
class AuditEntry {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private Instant at;
    private String actor;
    private String roles;
    private String purpose;
    private String action;
    private String subject;

    @Column(name = "municipality_code")
    private @Nullable String municipalityCode;

    private String detail;

    protected AuditEntry() {}

    AuditEntry(
            Actor actor, String action, String subject, @Nullable String municipalityCode, String detail, Instant now) {
        this.at = now;
        this.actor = actor.name();
        this.roles = actor.roles().stream().map(Role::groupName).sorted().collect(Collectors.joining(" "));
        this.purpose = actor.purpose();
        this.action = action;
        this.subject = subject;
        this.municipalityCode = municipalityCode;
        this.detail = detail;
    }
}
