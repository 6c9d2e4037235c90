package dk.kravbro.monitoring;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The money proof of each municipality. One statement reads a whole proof, so that its figures are of one snapshot (O3):
 * they add up or something is wrong, never "something was written in between".
 */
@Stateless
@PermitAll
public class MoneyProofs {

    /** Deliveries per bucket as columns: "count(*) filter (...) as accepted_count, sum(...) ... as accepted_ore". */
    private static final String BUCKETS =
            Stream.of(Bucket.values()).map(MoneyProofs::columns).collect(Collectors.joining(",\n"));

    private static final String PROOF = """
            with asked as (
              select code, name from municipalities where ? or code = any (?)),
            said as (
              select municipality_code, count(*) as claims, sum(amount_ore) as fbs_ore
              from claims where municipality_code in (select code from asked) group by 1),
            owed as (
              select municipality_code,
                sum(case when kind in ('PRINCIPAL', 'WRITE_UP') then amount_ore else -amount_ore end) as outstanding_ore,
                count(*) filter (where kind = 'COVERAGE') as coverage_count,
                sum(amount_ore) filter (where kind = 'COVERAGE') as coverage_ore,
                count(*) filter (where kind = 'WRITE_OFF') as write_off_count,
                sum(amount_ore) filter (where kind = 'WRITE_OFF') as write_off_ore
              from claim_entries where municipality_code in (select code from asked) group by 1),
            told as (
              select municipality_code, count(*) as received_count, sum(amount_ore) as received_ore,
            """ + BUCKETS + """

              from deliveries where municipality_code in (select code from asked) group by 1),
            heard as (
              select municipality_code, count(*) as status_count
              from events where kind = 'ACCOUNT_STATUS' and municipality_code in (select code from asked) group by 1)
            select * from asked
              left join said on said.municipality_code = asked.code
              left join owed on owed.municipality_code = asked.code
              left join told on told.municipality_code = asked.code
              left join heard on heard.municipality_code = asked.code
            where claims is not null or ?
            order by asked.code limit 200
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource source;

    /**
     * The proofs of all municipalities with claims that this reader may see: an operator sees all, a municipality's user
     * only its own.
     *
     * @throws Actor.NotAllowed if the caller is neither
     */
    public List<MoneyProof> all(Actor actor) {
        Sight.demandReader(actor);
        return new Reads(source).list(PROOF, MoneyProofs::proof, actor.is(Role.OPERATOR), Sight.codes(actor), false);
    }

    /**
     * One municipality's proof, also when it has no claims yet.
     *
     * @throws Actor.NotAllowed if the reader may not see it, or there is no such municipality
     */
    public MoneyProof of(Actor actor, String municipalityCode) {
        Sight.demand(actor, municipalityCode);
        return new Reads(source)
                .first(PROOF, MoneyProofs::proof, false, new String[] {municipalityCode}, true)
                .orElseThrow(() -> new Actor.NotAllowed(Role.MUNICIPALITY.groupName()));
    }

    private static String columns(Bucket bucket) {
        String states = bucket.states().stream().map(s -> "'" + s.name() + "'").collect(Collectors.joining(", "));
        String filter = " filter (where state in (" + states + ")) as " + bucket.name();
        return "count(*)" + filter + "_count, sum(amount_ore)" + filter + "_ore";
    }

    private static MoneyProof proof(ResultSet row) throws SQLException {
        String code = row.getString("code");
        return new MoneyProof(
                code,
                row.getString("name"),
                "DK-7" + code.substring(1) + "00",
                row.getLong("claims"),
                row.getLong("fbs_ore"),
                row.getLong("outstanding_ore"),
                new MoneyProof.Deliveries(
                        Reads.tally(row, "received"),
                        Reads.tally(row, Bucket.ACCEPTED.name()),
                        Reads.tally(row, Bucket.REFUSED.name()),
                        Reads.tally(row, Bucket.NETTED.name()),
                        Reads.tally(row, Bucket.WAITING.name()),
                        Reads.tally(row, Bucket.IN_DOUBT.name())),
                new MoneyProof.Answers(
                        Reads.tally(row, "coverage"), Reads.tally(row, "write_off"), row.getLong("status_count")));
    }
}
