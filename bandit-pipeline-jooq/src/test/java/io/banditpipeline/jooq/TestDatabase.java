package io.banditpipeline.jooq;

import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.security.Secret;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An empty database of a test.
 *
 * @param engine its engine
 * @param jdbcUrl where it is
 * @param user its user, or {@code ""}
 */
public record TestDatabase(Engine engine, String jdbcUrl, String user) {
    /** The storage's builder for it. */
    public JooqStorageBuilder storage() {
        return switch (engine) {
            case SQLITE -> JooqStorage.sqlite(Path.of(jdbcUrl.substring("jdbc:sqlite:".length())));
            case POSTGRESQL -> JooqStorage.postgresql(jdbcUrl).user(user);
            case MARIADB -> JooqStorage.mariadb(jdbcUrl).user(user).password(Secret.of(""));
            case MYSQL -> JooqStorage.mysql(jdbcUrl).user(user);
        };
    }

    /** A plain connection. */
    public Connection connect() throws SQLException {
        return user.isEmpty() ? DriverManager.getConnection(jdbcUrl) : DriverManager.getConnection(jdbcUrl, user, "");
    }

    /** Runs statements, each by itself. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The rows of a query, their columns joined by {@code |}. */
    public List<String> query(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(rows.getString(column)));
                }
                found.add(String.join("|", row));
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return engine.name().toLowerCase(Locale.ROOT);
    }
}
