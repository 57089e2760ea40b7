package io.banditpipeline.jooq.internal.sql;

import java.util.regex.Pattern;
import org.jooq.Table;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.MappedTable;
import org.jooq.conf.RenderMapping;
import org.jspecify.annotations.Nullable;

/**
 * Where the tables are and what they are called.
 *
 * @param engine the engine, which decides how names are quoted
 * @param schema the schema, or null for the connection's default
 * @param prefix what stands before every table name; may be empty
 */
public record Names(Engine engine, @Nullable String schema, String prefix) {
    /** The table in hand-written SQL: with schema and prefix, quoted. */
    public String qualified(Table<?> table) {
        return qualified(table.getName());
    }

    /** The same by the name without prefix. */
    public String qualified(String table) {
        String name = quoted(prefix + table);
        return schema == null ? name : quoted(schema) + "." + name;
    }

    /** A name in quotes. */
    public String quoted(String name) {
        char quote = engine.isMySqlFamily() ? '`' : '"';
        return quote + name.replace(String.valueOf(quote), String.valueOf(quote) + quote) + quote;
    }

    RenderMapping renderMapping() {
        MappedTable table =
                new MappedTable().withInputExpression(Pattern.compile("^(.+)$")).withOutput(prefix + "$1");
        MappedSchema mapped = new MappedSchema().withInput("");
        if (schema != null) {
            mapped.withOutput(schema);
        }
        return new RenderMapping().withSchemata(prefix.isEmpty() ? mapped : mapped.withTables(table));
    }
}
