package io.banditpipeline.jooq;

import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.jooq.internal.schema.SchemaSetup;
import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.jooq.internal.sql.Names;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.security.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers how to reach a database. Not thread-safe. */
public final class JooqStorageBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(JooqStorage.class);
    private static final Pattern PREFIX = Pattern.compile("([a-z][a-z0-9_]*)?");
    private static final int LONGEST_PREFIX = 30;
    /** The most connections at once unless a host says otherwise: 8. */
    public static final int DEFAULT_POOL_SIZE = 8;

    private final Source source;
    private @Nullable String user;
    private @Nullable Secret password;
    private @Nullable String schema;
    private String tablePrefix = "";
    private int poolSize = DEFAULT_POOL_SIZE;
    private boolean migrate = true;

    JooqStorageBuilder(Source source) {
        this.source = source;
    }

    /** The database user. Default: none, or the one in the URL. */
    public JooqStorageBuilder user(String name) {
        this.user = Objects.requireNonNull(name, "user");
        return this;
    }

    /** The user's password. Default: none, or the one in the URL. */
    public JooqStorageBuilder password(Secret secret) {
        this.password = Objects.requireNonNull(secret, "password");
        return this;
    }

    /** The schema of the tables; on MariaDB and MySQL, the database. It must exist. Default: that of the connection. */
    public JooqStorageBuilder schema(String name) {
        this.schema = Objects.requireNonNull(name, "schema");
        return this;
    }

    /**
     * What stands before the name of every table, such as {@code "ads_"}: several pipelines with prefixes of their own
     * can share a schema. A small letter, then small letters, digits and underscores; at most 30 characters. Default:
     * nothing.
     */
    public JooqStorageBuilder tablePrefix(String prefix) {
        this.tablePrefix = Objects.requireNonNull(prefix, "tablePrefix");
        return this;
    }

    /**
     * The most connections at once, for SQLite those that read; at least 2. Default: 8. Not for a DataSource of the
     * host's.
     */
    public JooqStorageBuilder poolSize(int connections) {
        this.poolSize = connections;
        return this;
    }

    /**
     * Whether to create the schema or bring it to the current version. If not, the SQL script of this version must have
     * been run (see {@code docs/schema.md}), and the user needs no right to change tables. Default: true.
     */
    public JooqStorageBuilder migrate(boolean allowed) {
        this.migrate = allowed;
        return this;
    }

    /**
     * Connects, and migrates if that is wanted and due.
     *
     * @throws ConfigurationException if settings are wrong, with all that are
     * @throws PipelineException with code STORAGE if the database cannot be reached; with code SCHEMA if its schema is
     *     newer than this library, or older and not to be migrated, or could not be migrated; with code CONFIGURATION
     *     if the driver is missing
     */
    public JooqStorage open() {
        JooqRuntime.require(JooqStorageBuilder.class.getClassLoader());
        Settings settings = new Settings(user, password, schema, tablePrefix, poolSize, migrate);
        List<String> problems = new ArrayList<>(source.problems(settings));
        check(problems);
        if (!problems.isEmpty()) {
            throw new ConfigurationException("storage", problems);
        }
        Connections connections = source.connect(settings);
        try {
            return open(settings, connections);
        } catch (RuntimeException failure) {
            connections.close();
            throw failure;
        }
    }

    private JooqStorage open(Settings settings, Connections connections) {
        Waiter waiter = Waiter.realTime();
        try (Connection connection = connections.writers().getConnection()) {
            Names names = new Names(Engine.of(connection), settings.schema(), settings.tablePrefix());
            SchemaSetup.prepare(connection, names, settings.migrate(), waiter);
            LOG.info("storage opened: {} engine={} prefix=\"{}\"", source.describe(), names.engine(), names.prefix());
            return new JooqStorage(
                    connections, new Database(names, connections.writers(), connections.readers(), waiter));
        } catch (SQLException failure) {
            throw Pools.failed(source.describe(), failure, Masking.of(settings, source.describe()));
        }
    }

    private void check(List<String> problems) {
        if (!PREFIX.matcher(tablePrefix).matches() || tablePrefix.length() > LONGEST_PREFIX) {
            problems.add("tablePrefix must be a small letter, then small letters, digits and underscores, at most "
                    + LONGEST_PREFIX + " characters, but is \"" + tablePrefix + "\"");
        }
        if (schema != null && schema.isBlank()) {
            problems.add("schema must not be blank: leave it out for the connection's default");
        }
        if (poolSize < 2) {
            problems.add("poolSize must be at least 2, but is " + poolSize);
        }
    }
}
