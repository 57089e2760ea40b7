package io.banditpipeline.examples;

import io.banditpipeline.jooq.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The content of a database, for comparing. */
final class Tables {
    /** Tables whose rows tell of runs, which differ, and those of the migration itself. */
    private static final Set<String> LEFT_OUT =
            Set.of("job_run", "step_run", "step_message", "databasechangelog", "databasechangeloglock");

    private Tables() {}

    /** The rows of every table, each as text, ordered. */
    static SortedMap<String, List<String>> dump(TestDatabase database) throws SQLException {
        SortedMap<String, List<String>> content = new TreeMap<>();
        for (String table : names(database)) {
            content.put(table, database.query("SELECT * FROM " + table).stream().sorted().toList());
        }
        return content;
    }

    private static List<String> names(TestDatabase database) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = database.connect();
                ResultSet tables = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                String name = tables.getString("TABLE_NAME");
                String schema = String.valueOf(tables.getString("TABLE_SCHEM")).toLowerCase(Locale.ROOT);
                if (!LEFT_OUT.contains(name.toLowerCase(Locale.ROOT))
                        && !schema.equals("pg_catalog")
                        && !schema.equals("information_schema")
                        && !name.startsWith("sqlite_")) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
