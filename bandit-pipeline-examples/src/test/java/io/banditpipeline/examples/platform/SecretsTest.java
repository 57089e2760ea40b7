package io.banditpipeline.examples.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.examples.JobProcess;
import io.banditpipeline.jooq.TestDatabase;
import io.banditpipeline.jooq.TestDatabases;
import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.secret.SecretScan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R11: plants secrets, lets everything go well and wrong while all is logged, and looks for them everywhere. */
@Tag("slow")
class SecretsTest {
    private static final String LEVEL = "-Dorg.slf4j.simpleLogger.";
    private static final List<String> ALL_IS_LOGGED = List.of(
            LEVEL + "defaultLogLevel=debug", LEVEL + "log.io.banditpipeline=trace", LEVEL + "log.org.jooq=trace");

    /** No credential of any test: the output of all tests may hold it. */
    private static final String CONTROL = "c0ntrol-credential-x0";

    @TempDir
    private Path folder;

    @Test
    void no_secret_is_in_a_log_an_exception_a_report_or_the_database_R11() throws Exception {
        TestDatabase database = TestDatabases.withSchema(Engine.SQLITE);
        Path file = Path.of(database.jdbcUrl().substring("jdbc:sqlite:".length()));
        Path sent = folder.resolve("sent");
        JobProcess host = JobProcess.start(ALL_IS_LOGGED, TalkativeHost.class, file.toString(), sent.toString());
        assertThat(host.exitCode()).as(() -> beginning(host.output())).isZero();

        Set<String> secrets = planted();
        List<String> seen = Files.readAllLines(sent);
        assertThat(seen)
                .as("what was sent")
                .contains(
                        Platforms.META_TOKEN.reveal(),
                        Platforms.GOOGLE_REFRESH.reveal(),
                        Platforms.GOOGLE_SECRET.reveal(),
                        TalkativeHost.DEVELOPER_TOKEN.reveal(),
                        TalkativeHost.TRADE_DESK_TOKEN.reveal(),
                        TalkativeHost.WRONG.reveal())
                .anyMatch(value -> value.startsWith("ya29."))
                .anyMatch(value -> value.startsWith("ttd-simulated-"))
                .anyMatch(value -> value.matches("[0-9a-f]{64}"))
                .anyMatch(value -> value.startsWith("eyJ"));
        seen.stream().filter(value -> value.length() >= 8).forEach(secrets::add);
        SecretScan scan = SecretScan.of(secrets);
        String output = host.output();
        assertThat(List.of("DEBUG", "== revoked", "SourceException", "runs=22", "published=32"))
                .allMatch(output::contains);
        assertThat(List.of("state=DRY_RUN", "state=VERIFIED", "state=FAILED", "none of its budgets could be read"))
                .as("what sinks told")
                .allMatch(output::contains);
        assertThat(scan.in("log", output)).isEmpty();
        assertThat(file.resolveSibling(file.getFileName() + "-wal")).isNotEmptyFile();
        assertThat(scan.inFilesOf(file.getParent())).isEmpty();
    }

    @Test
    void a_secret_in_a_line_of_the_log_would_be_found_R11() throws Exception {
        JobProcess host = JobProcess.start(ALL_IS_LOGGED, TalkativeHost.class, "", "", "Bearer " + CONTROL);
        assertThat(host.exitCode()).as(host::output).isZero();
        assertThat(SecretScan.of(Set.of(CONTROL)).in("log", host.output()))
                .singleElement()
                .asString()
                .contains(CONTROL);
    }

    @Test
    void a_secret_in_a_database_would_be_found_in_any_form_R11() throws Exception {
        TestDatabase database = TestDatabases.withSchema(Engine.SQLITE);
        Path file = Path.of(database.jdbcUrl().substring("jdbc:sqlite:".length()));
        String secret = TalkativeHost.TRADE_DESK_TOKEN.reveal();
        SecretScan scan = SecretScan.of(Set.of(secret));
        assertThat(scan.inFilesOf(file.getParent())).isEmpty();
        database.execute("create table planted as select 'pl4nted%2Btrade%2Fdesk%3Dtoken-x8' as a, hex('" + secret
                + "') as b, 'cGw0bnRlZCt0cmFkZS9kZXNrPXRva2VuLXg4' as c, '" + secret + "' as d");
        assertThat(scan.inFilesOf(file.getParent())).hasSize(4);
    }

    private static Set<String> planted() {
        Set<String> planted = new TreeSet<>(Set.of(EchoedCredentials.E_MAIL, Platforms.TRADE_DESK_LOGIN));
        Stream.of(
                        Platforms.GOOGLE_SECRET,
                        Platforms.GOOGLE_REFRESH,
                        Platforms.META_TOKEN,
                        Platforms.META_APP_SECRET,
                        Platforms.TRADE_DESK_PASSWORD,
                        TalkativeHost.DEVELOPER_TOKEN,
                        TalkativeHost.TRADE_DESK_TOKEN,
                        TalkativeHost.WRONG)
                .map(Secret::reveal)
                .forEach(planted::add);
        return planted;
    }

    private static String beginning(String text) {
        return text.substring(Math.max(0, text.length() - 4_000));
    }
}
