package io.banditpipeline.core.internal.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.Alert.Severity;
import io.banditpipeline.alert.AlertRecord;
import io.banditpipeline.core.internal.health.Checkup;
import io.banditpipeline.run.Health;
import io.banditpipeline.run.Health.Problem;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.source.RecordingAlertSink;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertWatchTest {
    private static final Problem FAILED = problem(Severity.CRITICAL, "run.failed", "daily");
    private static final Problem STALE = problem(Severity.CRITICAL, "feed.stale", "meta meta/act_1");
    private static final Problem PAUSED = problem(Severity.WARNING, "job.paused", "daily");
    private static final Problem AWAY = problem(Severity.CRITICAL, "database.away", "database");

    private final ManualClock clock = ManualClock.at("2026-11-02T06:00:00Z");
    private final InMemoryStorage storage = new InMemoryStorage();
    private final FaultyAlerts store = new FaultyAlerts(storage.alerts());
    private final RecordingAlertSink sink = new RecordingAlertSink();
    private final AlertDesk desk = new AlertDesk(store, List.of(sink), clock, DeskSettings.ofDefaults());

    @AfterEach
    void closeDesk() {
        desk.close();
    }

    @Test
    void what_is_new_is_raised_and_what_is_over_is_closed() {
        look(Set.of(), FAILED, STALE);
        assertThat(open()).containsExactlyInAnyOrder("run.failed daily", "feed.stale meta meta/act_1");
        assertThat(sink.codes()).containsExactlyInAnyOrder("run.failed", "feed.stale");
        assertThat(sink.alerts().get(0).message()).isEqualTo("it is so: do that");

        look(Set.of(), STALE);
        assertThat(open()).containsExactly("feed.stale meta meta/act_1");
        assertThat(recoveries()).containsExactly("run.failed daily");

        look(Set.of());
        assertThat(open()).isEmpty();
        assertThat(recoveries()).containsExactly("run.failed daily", "feed.stale meta meta/act_1");
    }

    @Test
    void looking_twice_tells_nothing_twice_R1() {
        look(Set.of(), FAILED);
        look(Set.of(), FAILED);

        assertThat(sink.codes()).containsExactly("run.failed");
        assertThat(recoveries()).isEmpty();
    }

    @Test
    void a_problem_that_only_health_shows_alerts_nobody() {
        look(Set.of(), PAUSED);

        assertThat(open()).isEmpty();
        assertThat(sink.alerts()).isEmpty();
    }

    @Test
    void what_could_not_be_looked_for_is_not_taken_to_be_over_R10() {
        look(Set.of(), FAILED, STALE);
        look(Set.of("run.failed"));

        assertThat(open()).containsExactly("run.failed daily");
    }

    @Test
    void alerts_of_other_codes_are_left_alone() {
        desk.raise(new Alert(Severity.CRITICAL, "host.own", "x", "text", clock.instant()));
        look(Set.of());

        assertThat(open()).containsExactly("host.own x");
    }

    @Test
    void a_database_that_is_away_is_told_without_it_and_its_return_too_R10() {
        store.away(true);
        watch(new Checkup(health(false, AWAY), Set.of())).look();
        watch(new Checkup(health(false, AWAY), Set.of())).look();
        assertThat(desk.flush(Duration.ofSeconds(20))).isTrue();
        assertThat(sink.codes()).containsExactly("database.away");

        store.away(false);
        look(Set.of());
        assertThat(recoveries()).containsExactly("database.away database");
        assertThat(open()).isEmpty();
    }

    @Test
    void a_storage_that_goes_away_while_alerts_are_closed_disturbs_nobody_and_closes_them_later() {
        look(Set.of(), FAILED);
        store.away(true);
        look(Set.of());
        assertThat(sink.recoveries()).isEmpty();
        store.away(false);
        look(Set.of());

        assertThat(recoveries()).containsExactly("run.failed daily");
    }

    private void look(Set<String> unknown, Problem... problems) {
        clock.advance(Duration.ofMinutes(1));
        watch(new Checkup(health(true, problems), unknown)).look();
        assertThat(desk.flush(Duration.ofSeconds(20))).isTrue();
    }

    private AlertWatch watch(Checkup seen) {
        return new AlertWatch(() -> seen, store, desk);
    }

    private List<String> open() {
        return names(storage.alerts().open());
    }

    private List<String> recoveries() {
        return names(sink.recoveries());
    }

    private static List<String> names(List<AlertRecord> records) {
        return records.stream()
                .map(record -> record.latest().code() + " " + record.latest().subject())
                .toList();
    }

    private Health health(boolean reachable, Problem... problems) {
        return new Health(
                clock.instant(),
                true,
                reachable,
                reachable,
                new Health.Database(reachable, Duration.ZERO, ""),
                List.of(),
                List.of(),
                new Health.Quality(OptionalDouble.empty(), List.of()),
                Health.Queues.NONE,
                List.of(problems));
    }

    private static Problem problem(Severity severity, String code, String subject) {
        return new Problem(severity, code, subject, "it is so", "do that");
    }
}
