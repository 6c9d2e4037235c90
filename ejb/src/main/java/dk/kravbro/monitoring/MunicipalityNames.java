package dk.kravbro.monitoring;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import java.util.List;
import javax.sql.DataSource;

/**
 * What every municipality is called. Public knowledge, so no actor: a door in web needs the codes before it can say who
 * its caller is.
 */
@Stateless
@PermitAll
public class MunicipalityNames {

    /**
     * A municipality's code and name.
     *
     * @param code four digits
     * @param name such as Københavns Kommune
     */
    public record Named(String code, String name) {}

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource source;

    /** All of them, by code. */
    public List<Named> all() {
        return new Reads(source)
                .list(
                        "select code, name from municipalities order by code limit 200",
                        row -> new Named(row.getString("code"), row.getString("name")));
    }
}
