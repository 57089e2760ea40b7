package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.jooq.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The content of a database, for comparing. */
final class Tables {
    /**
     * Tables whose rows tell of runs, jobs and people told, which differ, and those of the migration itself. Calls of
     * APIs differ too: in when they were made and how long they took, and a run that was killed made some of them
     * twice.
     */
    private static final Set<String> LEFT_OUT = Set.of(
            "job_run",
            "step_run",
            "step_message",
            "alert",
            "api_call",
            "scheduled_job",
            "schema_change",
            "schema_lock");

    private Tables() {}

    /**
     * The number of a feed: it tells only which of the accounts, which are collected side by side, stored its first row
     * first.
     */
    private static final String FEED_NO = "feed_no";

    /** The number of a change of a budget tells no more than which of several sinks, side by side, noted one first. */
    private static final String CHANGE_NO = "change_no";

    /** The rows of every table, each as text, ordered; the number of a feed is replaced by what the feed is. */
    static SortedMap<String, List<String>> dump(TestDatabase database) throws SQLException {
        SortedMap<String, List<String>> content = new TreeMap<>();
        Map<String, String> feeds = new HashMap<>();
        for (String row : rows(database, "feed", Map.of())) {
            int end = row.indexOf('|');
            feeds.put(row.substring(0, end), row.substring(end + 1));
        }
        for (String table : names(database)) {
            content.put(table, rows(database, table, feeds));
        }
        return content;
    }

    private static List<String> rows(TestDatabase database, String table, Map<String, String> feeds)
            throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
            while (rows.next()) {
                StringBuilder row = new StringBuilder();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    String name = rows.getMetaData().getColumnName(column).toLowerCase(Locale.ROOT);
                    String value = text(rows.getObject(column));
                    if (!name.equals(CHANGE_NO)) {
                        row.append(name.equals(FEED_NO) ? feeds.getOrDefault(value, value) : value)
                                .append('|');
                    }
                }
                found.add(row.toString());
            }
        }
        found.sort(null);
        return found;
    }

    private static String text(@Nullable Object value) {
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }

    /** Fails if a table differs, naming it and its first rows that do. */
    static void assertSame(
            SortedMap<String, List<String>> actual, SortedMap<String, List<String>> expected, String description) {
        assertThat(actual.keySet()).as(description).isEqualTo(expected.keySet());
        expected.forEach((table, rows) -> {
            List<String> missing = new ArrayList<>(rows);
            missing.removeAll(actual.get(table));
            List<String> extra = new ArrayList<>(actual.get(table));
            extra.removeAll(rows);
            assertThat(extra)
                    .as("%s: rows of %s that should not be, missing are %s", description, table, missing)
                    .isEmpty();
            assertThat(actual.get(table))
                    .as("%s: rows of %s", description, table)
                    .hasSameSizeAs(rows);
        });
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
