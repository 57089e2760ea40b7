package io.banditpipeline.jooq;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.banditpipeline.jooq.internal.sql.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A database server, by the URL that its driver understands. */
record UrlSource(Engine engine, String jdbcUrl) implements Source {
    UrlSource {
        Objects.requireNonNull(jdbcUrl, "jdbcUrl");
    }

    @Override
    public List<String> problems(Settings settings) {
        List<String> problems = new ArrayList<>();
        if (prefixes().stream().noneMatch(jdbcUrl::startsWith)) {
            problems.add(
                    "jdbcUrl must start with " + String.join(" or ", prefixes()) + ", but is " + Masking.url(jdbcUrl));
        }
        return problems;
    }

    @Override
    public Connections connect(Settings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("bandit-pipeline-" + engine.name().toLowerCase(Locale.ROOT));
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(1);
        if (settings.user() != null) {
            config.setUsername(settings.user());
        }
        if (settings.password() != null) {
            config.setPassword(settings.password().reveal());
        }
        if (engine.isMySqlFamily()) {
            // Measured: statements of many rows, and batches sent as one, are four to six times faster so.
            config.addDataSourceProperty("useServerPrepStmts", "true");
            config.addDataSourceProperty("rewriteBatchedStatements", "true");
        }
        if (engine == Engine.POSTGRESQL) {
            config.addDataSourceProperty("logServerErrorDetail", "false"); // what stands in a row is not for messages
        }
        HikariDataSource pool = Pools.open(config, describe(), Masking.of(settings, jdbcUrl));
        return new Connections(pool, pool, List.of(pool));
    }

    @Override
    public String describe() {
        return Masking.url(jdbcUrl);
    }

    @Override
    public String toString() {
        return describe();
    }

    private List<String> prefixes() {
        return switch (engine) {
            case POSTGRESQL -> List.of("jdbc:postgresql:");
            case MARIADB -> List.of("jdbc:mariadb:");
            case MYSQL -> List.of("jdbc:mysql:", "jdbc:mariadb:");
            case SQLITE -> List.of("jdbc:sqlite:");
        };
    }
}
