package dk.kravbro.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every index has a reason, and docs/database.md lists them; {@code -Dindexes.update} writes the list anew. */
class IndexPageTest {

    private static final Path PAGE = Path.of("..", "docs", "database.md");
    private static final String BEGIN = "<!-- indexes: made by IndexPageTest -->\n";
    private static final String END = "<!-- end of indexes -->\n";

    /** Keys and unique constraints need no reason, and a partition's index has its parent's. */
    private static final String INDEXES = """
            select t.relname, i.relname, pg_get_indexdef(i.oid), obj_description(i.oid, 'pg_class')
            from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
            join pg_namespace n on n.oid = t.relnamespace
            where n.nspname = 'kravbro' and not t.relispartition and t.relname <> 'flyway_schema_history'
              and not exists (select 1 from pg_constraint c where c.conindid = i.oid and c.contype in ('p', 'u'))
            order by t.relname, i.relname
            """;

    private record Index(String table, String name, String definition, String reason) {

        String line() {
            return "| " + table + " | " + name + " | " + on() + " | " + reason + " |\n";
        }

        /** The definition from its columns on. */
        private String on() {
            String columns = definition.substring(definition.indexOf(" USING btree ") + " USING btree ".length());
            String text = columns.replace("::text", "").replace("|", "\\|");
            return (definition.startsWith("CREATE UNIQUE") ? "unique " : "") + "`" + text + "`";
        }
    }

    @Test
    void every_index_has_a_reason_and_stands_on_the_page() throws SQLException, IOException {
        List<Index> indexes = indexes();

        assertThat(indexes)
                .allSatisfy(index -> assertThat(index.reason()).as(index.name()).isNotBlank());
        String page = Files.readString(PAGE, StandardCharsets.UTF_8);
        StringBuilder made = new StringBuilder(page.substring(0, page.indexOf(BEGIN) + BEGIN.length()))
                .append("| table | index | on | why |\n|---|---|---|---|\n");
        indexes.forEach(index -> made.append(index.line()));
        made.append(page.substring(page.indexOf(END)));
        if (System.getProperty("indexes.update") != null) {
            Files.writeString(PAGE, made, StandardCharsets.UTF_8);
        }
        assertThat(Files.readString(PAGE, StandardCharsets.UTF_8)).isEqualTo(made.toString());
    }

    private static List<Index> indexes() throws SQLException {
        List<Index> found = new ArrayList<>();
        try (Connection connection = TestDatabase.kept().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(INDEXES)) {
            while (rows.next()) {
                found.add(new Index(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4) == null ? "" : rows.getString(4)));
            }
        }
        return found;
    }
}
