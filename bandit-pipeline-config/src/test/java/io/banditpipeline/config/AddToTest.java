package io.banditpipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.Pipeline;
import io.banditpipeline.PipelineBuilder;
import io.banditpipeline.core.alert.LogAlertSink;
import io.banditpipeline.core.alert.WebhookAlertSink;
import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.quality.QualityPolicy;
import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.JobStatus;
import io.banditpipeline.schedule.MissedRuns;
import io.banditpipeline.schedule.Trigger;
import io.banditpipeline.store.Storage;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.market.SyntheticMarket;
import io.banditpipeline.testkit.schedule.ManualScheduler;
import io.banditpipeline.testkit.store.InMemoryStorage;
import io.banditpipeline.workflow.RetryPolicy;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What settings do to a builder. */
class AddToTest {
    private final SyntheticMarket market = SyntheticMarket.ofSeed(1);
    private final ManualClock clock = ManualClock.at("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private PipelineBuilder host(PipelineBuilder builder) {
        return builder.collectFrom(market.source("meta", clock))
                .plan(market.campaign(), market.arms())
                .clock(clock);
    }

    private List<JobSpec> jobs(String yaml) {
        ManualScheduler scheduler = new ManualScheduler(clock);
        try (Storage storage = new InMemoryStorage();
                Pipeline pipeline = host(Settings.read(yaml).addTo(Pipeline.builder(), storage, scheduler))
                        .build()) {
            pipeline.start();
            return pipeline.jobs().list().stream().map(JobStatus::spec).toList();
        }
    }

    @Test
    void the_first_designs_file_starts_a_pipeline_whose_jobs_are_kept_in_its_database() {
        String yaml = Settings.FIRST_DESIGN.replace("bandit_ads.db", "" + folder.resolve("ads.db"));
        PipelineSettings settings = Settings.read(yaml);

        try (Storage storage = settings.openStorage();
                Pipeline pipeline = settings.addTo(Pipeline.builder(), storage)
                        .collectFrom(market.source("meta", clock))
                        .plan(market.campaign(), market.arms())
                        .build()) {
            pipeline.start();

            assertThat(pipeline.jobs().list())
                    .extracting(job -> job.spec().name())
                    .containsExactly("daily_aggregation", "hourly_metrics");
        }
    }

    @Test
    void a_job_says_when_how_late_and_what_becomes_of_missed_runs() {
        assertThat(jobs("""
                        scheduler:
                          timezone: Europe/Berlin
                          jobs:
                            a: {time: 2:30, workflow: daily, missed_runs: skip, grace: 10m, jitter: 90}
                            b: {time: 23:15:30, day: Sunday, timezone: Asia/Tokyo, workflow: model}
                            c: {interval: 15m, workflow: hourly, missed_runs: run_each 7}
                            d: {interval: 3_600, workflow: hourly, enabled: off}
                        """))
                .containsExactly(
                        JobSpec.of("a", Trigger.daily(LocalTime.of(2, 30), ZoneId.of("Europe/Berlin")))
                                .withMissed(MissedRuns.skip())
                                .withGrace(Duration.ofMinutes(10))
                                .withJitter(Duration.ofSeconds(90)),
                        JobSpec.of(
                                "b",
                                Trigger.weekly(DayOfWeek.SUNDAY, LocalTime.of(23, 15, 30), ZoneId.of("Asia/Tokyo"))),
                        JobSpec.of("c", Trigger.every(Duration.ofMinutes(15))).withMissed(MissedRuns.runEach(7)));
    }

    @Test
    void a_job_without_a_zone_runs_by_utc() {
        assertThat(jobs("scheduler: {jobs: {daily_aggregation: {time: 02:00}}}"))
                .containsExactly(JobSpec.of("daily_aggregation", Trigger.daily(LocalTime.of(2, 0), ZoneOffset.UTC)));
    }

    @Test
    void a_scheduler_without_jobs_has_those_of_the_builder_in_the_zone_that_is_named() {
        assertThat(jobs("scheduler: {enabled: true}"))
                .containsExactly(
                        JobSpec.of(
                                "daily",
                                Trigger.daily(
                                        LocalTime.of(2, 0), market.campaign().zone())),
                        JobSpec.of("hourly", Trigger.hourly()));
        assertThat(jobs("scheduler: {timezone: Asia/Tokyo}"))
                .containsExactly(
                        JobSpec.of("daily", Trigger.daily(LocalTime.of(2, 0), ZoneId.of("Asia/Tokyo"))),
                        JobSpec.of("hourly", Trigger.hourly()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scheduler: {enabled: false, jobs: {hourly_metrics: {interval: 60}}}",
                "scheduler: {jobs: {hourly_metrics: {interval: 60, enabled: no}}}",
                "scheduler:\npipeline: {}",
                "pipeline: {history_days: 10}"
            })
    void without_an_enabled_job_nothing_is_scheduled(String yaml) {
        PipelineSettings settings = Settings.read(yaml);
        try (Storage storage = new InMemoryStorage();
                Pipeline pipeline =
                        host(settings.addTo(Pipeline.builder(), storage)).build()) {
            assertThat(settings.schedules()).isFalse();
            assertThat(pipeline.jobs().list()).isEmpty();
            assertThatThrownBy(pipeline::start).hasMessageContaining("has no scheduler");
        }
    }

    @Test
    void that_every_job_is_switched_off_is_a_warning() {
        assertThat(Settings.read("scheduler: {jobs: {hourly_metrics: {interval: 60, enabled: no}}}")
                        .warnings())
                .containsExactly(
                        "line 1, column 13: every job has enabled: false: the pipeline does nothing by itself");
    }

    @Test
    void jobs_need_a_storage_that_can_hold_them() {
        assertThatThrownBy(() -> Settings.read("scheduler: {}").addTo(Pipeline.builder(), new InMemoryStorage()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "The pipeline cannot be built: scheduler.enabled is true, but the storage is a InMemoryStorage,"
                                + " which holds no jobs: hand a scheduler to addTo, or write scheduler.enabled: false");
    }

    @Test
    void a_file_without_a_database_opens_none() {
        assertThatThrownBy(() -> Settings.read("pipeline: {history_days: 3}").openStorage())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("there is no section database");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pipeline: {history_days: 30}",
                "pipeline: {training_days: 30}",
                "pipeline: {refit_model_after: 7d}",
                "pipeline: {constant_currency: true}",
                "workflows: {parallelism: 2}",
                "workflows: {step_timeout: 10m}",
                "workflows: {take_over_after: 1m}",
                "workflows: {close_within: 5s}",
                "workflows: {keep_history_for: 30d}",
                "workflows: {instance: a}",
                "workflows: {retries: {max_attempts: 2}}",
                "alerts: {repeat_after: 2h}",
                "alerts: {watch_every: 2h}",
                "data_quality: {alert_threshold: 0.2}"
            })
    void what_the_file_sets_reaches_the_builder_which_refuses_it_a_second_time(String yaml) {
        PipelineSettings settings = Settings.read(yaml);
        PipelineBuilder builder = settings.addTo(Pipeline.builder(), new InMemoryStorage());
        PipelineBuilder other = Pipeline.builder();
        setAll(other);

        assertThatThrownBy(() -> setAll(builder)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> settings.addTo(other, new InMemoryStorage()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was already set");
    }

    private static void setAll(PipelineBuilder builder) {
        builder.historyDays(1)
                .trainingDays(1)
                .refitModelAfter(Duration.ofDays(1))
                .constantCurrency()
                .parallelism(1)
                .stepTimeout(Duration.ofHours(2))
                .takeOverAfter(Duration.ofHours(2))
                .closeWithin(Duration.ofHours(2))
                .keepHistoryFor(Duration.ofDays(2))
                .instance("x")
                .repeatAlertsAfter(Duration.ofDays(2))
                .watchEvery(Duration.ofDays(2))
                .retrying(RetryPolicy.none())
                .quality(QualityPolicy.ofDefaults());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data_quality: {validation_enabled: false}",
                "data_quality: {anomaly_detection: false}",
                "data_quality: {validation_enabled: false, anomaly_detection: false, alert_threshold: 1}"
            })
    void rules_that_are_switched_off_make_a_policy_that_the_builder_takes(String yaml) {
        try (Storage storage = new InMemoryStorage();
                Pipeline pipeline = host(Settings.read(yaml).addTo(Pipeline.builder(), storage))
                        .build()) {
            assertThat(pipeline.health()).isNotNull();
        }
    }

    @Test
    void alerts_go_where_the_file_says_R11() {
        assertThat(AlertSettings.sinks(
                        Settings.read("pipeline: {history_days: 1}").values()))
                .isEmpty();
        assertThat(AlertSettings.sinks(
                        Settings.read("alerts: {repeat_after: 2h}").values()))
                .hasOnlyElementsOfType(LogAlertSink.class)
                .hasSize(1);
        assertThat(AlertSettings.sinks(Settings.read("""
                                alerts:
                                  log: false
                                  webhook: {url: 'https://hooks.example.org/hunter2', secret_key: hunter3}
                                """).values()))
                .singleElement()
                .isInstanceOf(WebhookAlertSink.class)
                .hasToString("webhook https://hooks.example.org");
    }

    @Test
    void alerts_that_nobody_would_hear_of_are_refused_R10() {
        assertThat(Settings.problems("alerts: {log: false}"))
                .containsExactly(
                        "line 1, column 15: alerts.log is false and there is no alerts.webhook.url, so that nobody"
                                + " would be told when something is wrong: write one of the two");
        assertThat(Settings.problems("alerts: {webhook: {secret_key: ''}}"))
                .containsExactly(
                        "line 1, column 10: alerts.webhook.url is missing: write a URL that begins with https:// or"
                                + " http://, without user and password, or remove the section",
                        "line 1, column 32: alerts.webhook.secret_key must not be empty: write a key, or remove the line");
    }

    @Test
    void validation_off_leaves_what_the_storage_relies_on_and_the_search_for_anomalies() {
        var policy = QualitySettings.of(Settings.read("data_quality: {validation_enabled: false}")
                        .values())
                .orElseThrow();

        assertThat(policy.overrides())
                .isNotEmpty()
                .allSatisfy(override -> assertThat(override.enabled()).isFalse())
                .extracting(override -> override.rule())
                .contains("row.future", "batch.volume", "history.missing_day")
                .doesNotContain("row.slice", "row.interval", "row.currency", "row.magnitude", "history.anomaly");
    }
}
