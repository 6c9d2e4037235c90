package dk.kravbro.submission;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.AuditTrail;
import dk.kravbro.audit.Role;
import dk.kravbro.municipality.Municipality.DebtorSystemProduct;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;

/**
 * What operations choose for a whole debtor system product, on all nodes: whether runs go there, and how fast. Audited. (A
 * delivery group in the console pauses one node's dispatchers only.)
 */
@Stateless
@PermitAll
public class DebtorSystemSteering {

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    AuditTrail audit;

    /**
     * How a product is steered.
     *
     * @param paused whether nothing is sent there
     * @param mostPerMinute deliveries per minute over all its municipalities; empty: no throttle
     * @param awayMunicipalities how many of its municipalities' systems are known to be away
     */
    public record Steered(
            DebtorSystemProduct product, boolean paused, OptionalInt mostPerMinute, int awayMunicipalities) {}

    /**
     * Every product.
     *
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public List<Steered> all(Actor actor) {
        actor.demand(Role.OPERATOR);
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select s.product, s.paused, s.most_per_minute, (select count(*) from outages o"
                                + " join municipalities m on m.code = o.municipality_code"
                                + " where m.debtor_system = s.product and o.away_since is not null) as away"
                                + " from debtor_systems s order by s.product");
                ResultSet rows = statement.executeQuery()) {
            List<Steered> all = new ArrayList<>();
            while (rows.next()) {
                Integer most = rows.getObject("most_per_minute", Integer.class);
                all.add(new Steered(
                        DebtorSystemProduct.valueOf(rows.getString("product")),
                        rows.getBoolean("paused"),
                        most == null ? OptionalInt.empty() : OptionalInt.of(most),
                        rows.getInt("away")));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException("the debtor systems could not be read", e);
        }
    }

    /**
     * Steers a product.
     *
     * @param mostPerMinute 1 or more; empty: no throttle
     * @return how it is steered now
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public Optional<Steered> steer(
            Actor actor, DebtorSystemProduct product, boolean paused, OptionalInt mostPerMinute) {
        actor.demand(Role.OPERATOR);
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("update debtor_systems set paused = ?,"
                        + " most_per_minute = ?, changed_at = now(), changed_by = ? where product = ?")) {
            statement.setBoolean(1, paused);
            statement.setObject(2, mostPerMinute.isPresent() ? mostPerMinute.getAsInt() : null, java.sql.Types.INTEGER);
            statement.setString(3, actor.name());
            statement.setString(4, product.name());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the debtor system could not be steered", e);
        }
        audit.record(
                actor,
                "debtor system steered",
                product.name(),
                (paused ? "paused" : "not paused") + ", most per minute " + mostPerMinute);
        return all(actor).stream().filter(each -> each.product() == product).findFirst();
    }
}
