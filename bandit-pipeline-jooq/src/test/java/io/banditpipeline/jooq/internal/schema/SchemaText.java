package io.banditpipeline.jooq.internal.schema;

import io.banditpipeline.jooq.TestDatabase;
import java.sql.SQLException;
import java.util.List;

/** A database's schema as text, to compare two of them. */
final class SchemaText {
    private SchemaText() {}

    /**
     * One line for each table, column, key and index, in order; without the table that the migration tool locks, which
     * it makes for itself when it first runs.
     */
    static List<String> of(TestDatabase database) throws SQLException {
        return everything(database).stream()
                .filter(line -> !line.contains(SchemaVersion.LOCK_TABLE))
                .toList();
    }

    private static List<String> everything(TestDatabase database) throws SQLException {
        return switch (database.engine()) {
            case SQLITE ->
                database.query(
                        "SELECT m.type, m.name, m.sql, c.* FROM sqlite_master m LEFT JOIN pragma_table_xinfo(m.name) c ORDER BY 1, 2, 4");
            case POSTGRESQL -> database.query("""
                    SELECT 'column', table_name, column_name, ordinal_position, data_type, character_maximum_length, is_nullable
                    FROM information_schema.columns WHERE table_schema = 'public'
                    UNION ALL
                    SELECT 'index', tablename, indexdef, 0, '', 0, '' FROM pg_indexes WHERE schemaname = 'public'
                    ORDER BY 1, 2, 3, 4""");
            case MARIADB, MYSQL -> database.query("""
                    SELECT 'column', table_name, column_name, ordinal_position, column_type, collation_name, is_nullable
                    FROM information_schema.columns WHERE table_schema = database()
                    UNION ALL
                    SELECT 'index', table_name, index_name, seq_in_index, column_name, '', non_unique
                    FROM information_schema.statistics WHERE table_schema = database()
                    UNION ALL
                    SELECT 'table', table_name, engine, 0, table_collation, '', table_comment
                    FROM information_schema.tables WHERE table_schema = database()
                    ORDER BY 1, 2, 3, 4""");
        };
    }
}
