package dk.kravbro.monitoring;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.claim.OpenDebtor;
import dk.kravbro.claim.PeopleSeal;
import dk.kravbro.claim.Said;
import dk.kravbro.readiness.ClaimFinding;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Claims (krav) as a person looks at them: found, listed, and one with its whole history. */
@Stateless
@PermitAll
public class ClaimViews {

    /** By its unique key, and only if the reader may see it: what is not there and what is another's look the same. */
    private static final String ONE =
            """
            select c.*, money.*, told.*, said.version as said_version, said.said, said.reason, said.incurred_on, said.due_on
            from claims c
            left join lateral (
              select * from claim_versions v where v.claim_id = c.id order by v.version desc limit 1) said on true
            """ + ClaimSql.STANDING + "where c.agency_id = ? and c.fee_id = ? and (? or c.municipality_code = any (?))";

    /** Looking for the provider is dearer than reading with it. */
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private static final String FINDINGS = """
            select f.rule, coalesce(s.severity, f.severity) as severity from claim_findings f
            left join municipality_readiness s on s.municipality_code = f.municipality_code and s.rule = f.rule
            where f.claim_id = ?
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource source;

    @Inject
    PeopleSeal people;

    /**
     * A page of claims, the last changed first.
     *
     * @throws Actor.NotAllowed if the reader may not see that municipality
     */
    public Page<ClaimRow> page(Actor actor, ClaimQuery query) {
        Sight.demand(actor, query.municipalityCode());
        int size = Limits.page(query.size());
        Reads reads = new Reads(source);
        ClaimSql sql = new ClaimSql(query, new DebtorSearch(reads, people).of(query));
        String statement = sql.page(Cursor.of(query.after()).orElse(null), size);
        List<ClaimRow> rows = reads.list(statement, this::row, sql.parameters());
        return Page.of(rows, size, row -> new Cursor(row.changedAt(), row.id()).toString());
    }

    /**
     * How many claims a search finds, counted up to 1,000; 1,001 means more, or that so many names begin
     * alike that not all were looked at.
     *
     * @throws Actor.NotAllowed if the reader may not see that municipality
     */
    public long hits(Actor actor, ClaimQuery query) {
        Sight.demand(actor, query.municipalityCode());
        Reads reads = new Reads(source);
        DebtorSearch.Found debtors = new DebtorSearch(reads, people).of(query);
        if (!debtors.complete()) {
            return Limits.COUNTED_HITS + 1L;
        }
        ClaimSql sql = new ClaimSql(query, debtors);
        return reads.first(sql.hits(), row -> row.getLong("hits"), sql.parameters())
                .orElse(0L);
    }

    /** One claim with its history; empty if there is none such, or the reader may not see it. */
    public Optional<ClaimDetail> find(Actor actor, ClaimReference reference) {
        Sight.demandReader(actor);
        Reads reads = new Reads(source);
        return reads.first(
                        ONE,
                        this::detail,
                        reference.agencyId(),
                        reference.feeId(),
                        actor.is(Role.OPERATOR),
                        Sight.codes(actor))
                .map(claim -> claim.with(
                        findings(reads, claim.row().id()),
                        new Timeline(reads).of(claim.row().id())));
    }

    /**
     * The newest claim of a debtor in one municipality, by identity number.
     *
     * @throws Actor.NotAllowed if the reader may not see that municipality
     */
    public Optional<ClaimReference> ofDebtor(Actor actor, String municipalityCode, String identity) {
        Sight.demand(actor, municipalityCode);
        return new Reads(source)
                .first(
                        "select agency_id, fee_id from claims where debtor_key = any (?) and municipality_code = ?"
                                + " order by id desc limit 1",
                        ClaimViews::reference,
                        people.keysOf(identity).toArray(byte[][]::new),
                        municipalityCode);
    }

    private static List<ClaimFinding> findings(Reads reads, long claimId) {
        return ClaimFinding.read(reads.list(
                FINDINGS, row -> new ClaimFinding.Row(row.getString("rule"), row.getString("severity")), claimId));
    }

    private static int guardians(Said said) {
        try (JsonReader reader = READERS.createReader(new StringReader(said.parties()))) {
            JsonObject parties = reader.readObject();
            return parties.containsKey("guardians")
                    ? parties.getJsonArray("guardians").size()
                    : 0;
        }
    }

    static ClaimReference reference(ResultSet row) throws SQLException {
        return new ClaimReference(row.getString("agency_id"), row.getLong("fee_id"));
    }

    private ClaimRow row(ResultSet row) throws SQLException {
        return new ClaimRow(
                reference(row),
                row.getString("claim_type"),
                DebtorSearch.debtorName(row, people),
                row.getLong("amount_ore"),
                row.getLong("outstanding_ore"),
                ClaimStanding.of(new ClaimStanding.Facts(
                        row.getBoolean("refused"),
                        row.getBoolean("in_doubt"),
                        row.getBoolean("on_its_way"),
                        row.getBoolean("withdrawn"),
                        row.getLong("outstanding_ore"),
                        row.getLong("covered_ore"),
                        row.getLong("written_off_ore"),
                        "AT_ENFORCEMENT".equals(row.getString("account_status")))),
                Reads.instant(row, "changed_at"),
                row.getLong("id"));
    }

    private ClaimDetail detail(ResultSet row) throws SQLException {
        Optional<OpenDebtor> debtor =
                row.getBytes("debtor") == null ? Optional.empty() : Optional.of(DebtorSearch.debtor(row, people));
        String kind = debtor.map(OpenDebtor::kind).orElse("");
        Optional<Said> said = row.getBytes("said") == null
                ? Optional.empty()
                : Optional.of(people.said(row.getLong("id"), row.getInt("said_version"), row.getBytes("said")));
        return new ClaimDetail(
                row(row),
                row.getString("municipality_code"),
                kind,
                debtor.map(known -> Identity.masked(kind, known.identity())).orElse(""),
                Reads.text(row, "reason"),
                said.map(Said::description).orElse(""),
                Reads.dateOrNull(row, "incurred_on"),
                Reads.dateOrNull(row, "due_on"),
                Reads.text(row, "account_status"),
                said.map(ClaimViews::guardians).orElse(0),
                new ClaimDetail.Balance(
                        row.getLong("principal_ore"),
                        row.getLong("written_up_ore"),
                        row.getLong("written_down_ore"),
                        row.getLong("withdrawn_ore"),
                        row.getLong("covered_ore"),
                        row.getLong("written_off_ore")),
                List.of(),
                List.of(),
                Reads.instantOrNull(row, "erased_at"));
    }
}
