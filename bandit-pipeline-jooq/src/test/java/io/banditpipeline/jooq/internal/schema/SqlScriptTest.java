package io.banditpipeline.jooq.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.jooq.JooqStorage;
import io.banditpipeline.jooq.TestDatabase;
import io.banditpipeline.jooq.TestDatabases;
import io.banditpipeline.jooq.internal.sql.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The plain SQL scripts say what the changelog says. After a change of the changelog, rewrite them by running this test
 * with {@code -Dbanditpipeline.rewriteSqlScripts=true}.
 */
class SqlScriptTest {
    @ParameterizedTest
    @EnumSource
    void the_shipped_script_is_what_the_changelog_generates(Engine engine) throws Exception {
        String generated = SqlScripts.generated(engine);
        if (Boolean.getBoolean("banditpipeline.rewriteSqlScripts")) {
            Files.writeString(
                    Path.of("src/main/resources/io/banditpipeline/jooq/schema", SqlScripts.fileName(engine)),
                    generated);
        } else {
            assertThat(SqlScripts.shipped(engine)).isEqualTo(generated);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL", "MARIADB"})
    void the_script_makes_the_schema_that_the_migration_makes(Engine engine) throws Exception {
        TestDatabase migrated = TestDatabases.empty(engine);
        migrated.storage().open().close();
        TestDatabase scripted = TestDatabases.empty(engine);
        scripted.execute(SqlScripts.statements(engine).toArray(String[]::new));

        List<String> tables = SchemaText.of(scripted);
        assertThat(tables).hasSizeGreaterThan(100).isEqualTo(SchemaText.of(migrated));
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL", "MARIADB"})
    void a_scripted_database_opens_without_migration_and_later_with_it(Engine engine) throws Exception {
        TestDatabase database = TestDatabases.empty(engine);
        database.execute(SqlScripts.statements(engine).toArray(String[]::new));

        Campaign campaign = Campaign.of("campaign", ZoneId.of("Europe/Berlin"), Currency.getInstance("EUR"));
        try (JooqStorage storage = database.storage().migrate(false).open()) {
            storage.catalog().save(List.of(campaign), List.of());
        }
        try (JooqStorage storage = database.storage().migrate(true).open()) {
            assertThat(storage.catalog().campaigns()).containsExactly(campaign);
        }
    }
}
