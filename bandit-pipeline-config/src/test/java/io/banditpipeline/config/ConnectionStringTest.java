package io.banditpipeline.config;

import static io.banditpipeline.config.Settings.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.banditpipeline.security.Secret;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a database is, in the forms of SQLAlchemy and JDBC. */
class ConnectionStringTest {
    private static ConnectionString parse(String text) throws BadValue {
        return ConnectionString.parse(text);
    }

    @ParameterizedTest
    @CsvSource({
        "sqlite:///bandit_ads.db, bandit_ads.db",
        "sqlite:///data/ads.db, data/ads.db",
        "sqlite:////var/lib/ads.db, /var/lib/ads.db",
        "sqlite+pysqlite:///ads.db, ads.db",
        "jdbc:sqlite:ads.db, ads.db",
        "jdbc:sqlite:/var/lib/ads.db, /var/lib/ads.db"
    })
    void three_slashes_come_before_a_relative_path_and_four_before_an_absolute_one(String text, String file)
            throws BadValue {
        ConnectionString connection = parse(text);

        assertThat(connection.file()).isEqualTo(Path.of(file));
        assertThat(connection.types()).containsExactly(DatabaseType.SQLITE);
    }

    @Test
    void user_and_password_are_taken_out_of_a_url_and_decoded() throws BadValue {
        ConnectionString connection =
                parse("postgresql+psycopg2://a%40b:p%40ss%3A+w%2Ford@db.example.org:5433/ads?sslmode=require");

        assertThat(connection.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example.org:5433/ads?sslmode=require");
        assertThat(connection.user()).isEqualTo("a@b");
        assertThat(connection.password()).isEqualTo(Secret.of("p@ss:+w/ord"));
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql:///ads, jdbc:postgresql://localhost/ads, POSTGRESQL",
        "postgres://db/ads, jdbc:postgresql://db/ads, POSTGRESQL",
        "mysql+pymysql://db:3306/ads, jdbc:mysql://db:3306/ads, MYSQL",
        "mariadb://[::1]:3307/ads, jdbc:mariadb://[::1]:3307/ads, MARIADB",
        "MariaDB://db/ads, jdbc:mariadb://db/ads, MARIADB",
        "'jdbc:postgresql://a:1,b:2/ads?user=x', 'jdbc:postgresql://a:1,b:2/ads?user=x', POSTGRESQL"
    })
    void servers_are_given_to_their_drivers(String text, String jdbcUrl, DatabaseType type) throws BadValue {
        ConnectionString connection = parse(text);

        assertThat(connection.jdbcUrl()).isEqualTo(jdbcUrl);
        assertThat(connection.types().get(0)).isEqualTo(type);
        assertThat(connection.user()).isNull();
        assertThat(connection.password()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://ads:hunter2@db.example.org:5432/ads, postgresql://db.example.org:5432/ads",
        "postgresql://db/ads?sslcert=hunter2, postgresql://db/ads",
        "jdbc:postgresql://db/ads?user=ads&password=hunter2, jdbc:postgresql:***",
        "jdbc:mariadb://ads:hunter2@db/ads, jdbc:mariadb:***"
    })
    void a_connection_prints_without_its_secrets_R11(String text, String shown) throws BadValue {
        assertThat(parse(text)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ads:hunter2@x@db/ads",
                "postgresql://ads:hunter2@db",
                "postgresql://ads:hunter2@db:port/ads",
                "postgresql://ads:hunter2@db:99999/ads",
                "postgresql://ads:hunter2@db:0/ads",
                "postgresql://ads:hunter2%zz@db/ads",
                "postgresql://db/ads?password=hunter2",
                "postgresql://db/ads?sslpassword=hunter2&x=y",
                "postgresql://db/ads?a=hunter2 b",
                "postgresql://db/ads/hunter2",
                "oracle://ads:hunter2@db/ads",
                "hunter2",
                "sqlite://hunter2.db",
                "sqlite:///",
                "sqlite:///:memory:",
                "sqlite:///hunter2.db?mode=ro",
                "jdbc:oracle:thin:hunter2",
                "jdbc:postgresql:",
                "://hunter2",
                ""
            })
    void what_cannot_be_read_is_refused_without_showing_a_part_of_it_R11(String text) {
        BadValue bad = catchThrowableOfType(BadValue.class, () -> parse(text));

        assertThat(bad).isNotNull();
        assertThat(bad.hint()).doesNotContain("hunter2");
        assertThat(problems("database: {connection_string: '" + text + "'}"))
                .singleElement()
                .asString()
                .startsWith("line 1, column 31: database.connection_string must be a URL such as sqlite:///ads.db")
                .doesNotContain("hunter2");
    }

    @Test
    void the_type_must_agree_with_the_string() {
        assertThat(problems("database:\n  type: postgresql\n  connection_string: sqlite:///a.db\n"))
                .containsExactly(
                        "line 2, column 9: database.type is postgresql, but database.connection_string names sqlite:"
                                + " change one of them");
        assertThat(problems("database:\n  type: mysql\n  connection_string: jdbc:mariadb://db/ads\n"))
                .isEmpty();
        assertThat(problems("database:\n  type: sqllite\n  connection_string: sqlite:///a.db\n"))
                .containsExactly(
                        "line 2, column 9: database.type must be one of sqlite, postgresql, mariadb, mysql, but is"
                                + " \"sqllite\": did you mean sqlite?");
    }

    @Test
    void user_and_password_stand_in_one_place_and_not_beside_a_file_R11() {
        assertThat(problems("""
                        database:
                          connection_string: postgresql://ads:hunter2@db/ads
                          user: ads
                          password: hunter3
                        """))
                .containsExactly(
                        "line 3, column 9: database.user stands in database.connection_string, too: keep one of them",
                        "line 4, column 13: database.password stands in database.connection_string, too: keep one of them");
        assertThat(problems("database: {connection_string: 'sqlite:///a.db', password: hunter3}"))
                .containsExactly("line 1, column 59: database.password means nothing for a SQLite file: remove it");
    }

    @Test
    void a_section_without_a_string_opens_nothing() {
        assertThat(problems("database:\n  type: sqlite\n"))
                .isEqualTo(List.of("line 1, column 1: database.connection_string is missing: write a URL such as"
                        + " sqlite:///ads.db, postgresql://user:password@host:5432/database, or a jdbc: URL"));
    }
}
