package io.banditpipeline.config;

import io.banditpipeline.PipelineDefaults;
import io.banditpipeline.jooq.DurableSchedulerBuilder;
import io.banditpipeline.jooq.JooqStorageBuilder;
import io.banditpipeline.quality.QualityGates;
import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.MissedRuns;
import io.banditpipeline.security.Secret;
import io.banditpipeline.workflow.RetryPolicy;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every key that a settings file may have. Reading, checking, standards, {@code docs/configuration.md} and the example
 * file are derived from this table. What holds without a key is what the builder takes, read from where it stands.
 */
final class Options {
    /** Names that a file may give to jobs. */
    static final String FREE_NAME = "[A-Za-z0-9_-]{1,100}";

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(366);
    private static final int MOST_DAYS = 36_500;
    private static final int MAX_PORT = 65_535;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_INSTANCE = 50;
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final RetryPolicy RETRIES = RetryPolicy.ofDefaults();

    static final Option<DatabaseType> DATABASE_TYPE = Option.without(
            "database.type",
            Kinds.oneOf(DatabaseType.class),
            "the database that `connection_string` names",
            "sqlite",
            "The kind of database; it must agree with `connection_string`.");
    static final Option<ConnectionString> CONNECTION_STRING = Option.without(
            "database.connection_string",
            Kind.secret(
                    ConnectionString.class,
                    "a URL such as sqlite:///ads.db, postgresql://user:password@host:5432/database, or a jdbc: URL",
                    ConnectionString::parse,
                    ConnectionString::toString),
            "needed",
            "\"sqlite:///bandit-pipeline.db\"",
            "Where the database is. `sqlite:///ads.db` is a file in the working directory of the process,"
                    + " `sqlite:////var/lib/ads.db` one by its absolute path.");
    static final Option<String> USER = Option.without(
            "database.user",
            Kinds.words(LONGEST_NAME),
            "the one in `connection_string`, if any",
            "ads",
            "The database user; not for SQLite.");
    static final Option<Secret> PASSWORD = Option.without(
            "database.password",
            Kinds.secret(),
            "the one in `connection_string`, if any",
            "${ADS_DB_PASSWORD}",
            "The user's password; best from a variable.");
    static final Option<String> SCHEMA = Option.without(
            "database.schema",
            Kinds.words(LONGEST_NAME),
            "that of the connection",
            "ads",
            "The schema of the tables, which must exist; on MariaDB and MySQL, the database. Not for SQLite.");
    static final Option<String> TABLE_PREFIX = Option.without(
            "database.table_prefix",
            Kinds.tablePrefix(),
            "no prefix",
            "ads_",
            "What stands before the name of every table, so that several pipelines can share a schema.");
    static final Option<Integer> POOL_SIZE = Option.of(
            "database.pool_size",
            NumberKinds.whole(2, 1_000),
            JooqStorageBuilder.DEFAULT_POOL_SIZE,
            "The most connections at once; for SQLite, those that read.");
    static final Option<Boolean> MIGRATE = Option.of(
            "database.migrate",
            Kinds.flag(),
            true,
            "Whether to create the tables, or bring them to the current version, when the storage is opened.");

    static final Option<Boolean> SCHEDULER_ENABLED = Option.of(
            "scheduler.enabled",
            Kinds.flag(),
            true,
            "Whether `Pipeline.start()` wakes jobs up. If not, jobs are checked, but the host calls the pipeline itself.");
    static final Option<ZoneId> SCHEDULER_ZONE = Option.without(
            "scheduler.timezone",
            Kinds.zone(),
            "UTC for jobs that are named; the zone of the first campaign where none is",
            "UTC",
            "The zone of jobs' local times.");

    static final Option<Integer> SCHEDULER_THREADS = Option.of(
            "scheduler.threads",
            NumberKinds.whole(1, 1_000),
            DurableSchedulerBuilder.DEFAULT_THREADS,
            "The most jobs that run at once in this instance of the host.");
    static final Option<Duration> SCHEDULER_POLL = Option.of(
            "scheduler.poll_interval",
            NumberKinds.duration(SHORTEST, HOUR),
            DurableSchedulerBuilder.DEFAULT_POLL_INTERVAL,
            "How often the database is asked for jobs that are due: a job begins up to this much late.");
    static final Option<Duration> SCHEDULER_HEARTBEAT = Option.of(
            "scheduler.heartbeat",
            NumberKinds.duration(SHORTEST, HOUR),
            DurableSchedulerBuilder.DEFAULT_HEARTBEAT,
            "How often an instance notes that it is alive. Jobs of one that died begin again five to six of these later;"
                    + " all instances should have the same.");

    static final Option<String> SCHEDULER_SPREAD = Option.without(
            "scheduler.spread",
            Kinds.words(LONGEST_NAME),
            "hosts whose jobs have the same names have the same jitter",
            "acme",
            "Sets this host apart from others whose jobs have the same names, so that their jitter differs; the same in"
                    + " all instances of the host.");

    static final Option<Boolean> JOB_ENABLED =
            Option.of("scheduler.jobs.*.enabled", Kinds.flag(), true, "Whether the job is woken up.");
    static final Option<Duration> JOB_INTERVAL = Option.without(
            "scheduler.jobs.*.interval",
            NumberKinds.duration(SECOND, YEAR),
            "`time` is needed",
            "3600",
            "The distance of runs, on a grid of UTC: with `1h` at every full hour, whatever clocks do.");
    static final Option<LocalTime> JOB_TIME = Option.without(
            "scheduler.jobs.*.time",
            Kinds.localTime(),
            "`interval` is needed",
            "\"02:00\"",
            "The local time of a run, once a day: if the clock skips it, at the end of the gap; if it comes twice, the"
                    + " first time.");
    static final Option<DayOfWeek> JOB_DAY = Option.without(
            "scheduler.jobs.*.day",
            Kinds.dayOfWeek(),
            "every day",
            "monday",
            "With `time`: runs once a week, on this day.");
    static final Option<ZoneId> JOB_ZONE = Option.without(
            "scheduler.jobs.*.timezone",
            Kinds.zone(),
            "`scheduler.timezone`",
            "Europe/Berlin",
            "With `time`: the zone of this job.");
    static final Option<MissedRuns> JOB_MISSED = Option.of(
            "scheduler.jobs.*.missed_runs",
            Kinds.missedRuns(),
            MissedRuns.runOnce(),
            "What is done about runs that were due while nobody was there: none, the latest, or each of the latest.");
    static final Option<Duration> JOB_GRACE = Option.of(
            "scheduler.jobs.*.grace",
            NumberKinds.duration(Duration.ZERO, DAY),
            JobSpec.DEFAULT_GRACE,
            "How late a run may begin without counting as missed.");
    static final Option<Duration> JOB_JITTER = Option.of(
            "scheduler.jobs.*.jitter",
            NumberKinds.duration(Duration.ZERO, DAY),
            Duration.ZERO,
            "A run begins up to this long after its time, so that many hosts do not call a platform at once; shorter"
                    + " than `interval`.");
    static final Option<String> JOB_WORKFLOW = Option.without(
            "scheduler.jobs.*.workflow",
            Kinds.name(),
            "`hourly` for the job hourly_metrics, `daily` for daily_aggregation; needed for others",
            "model",
            "The workflow that is run: `daily`, `hourly`, `model`, `backfill`, or one that the host added.");

    static final Option<Boolean> WEBHOOKS_ENABLED =
            Option.of("webhooks.enabled", Kinds.flag(), true, "Whether platforms' webhooks are to be received.");
    static final Option<Integer> WEBHOOKS_PORT =
            Option.of("webhooks.port", NumberKinds.whole(1, MAX_PORT), 8080, "The port to listen on.");
    static final Option<Secret> WEBHOOKS_KEY = Option.without(
            "webhooks.secret_key",
            Kinds.secret(),
            "requests cannot be verified",
            "${WEBHOOK_SECRET}",
            "The key that requests are signed with; best from a variable.");
    static final Option<String> WEBHOOKS_GOOGLE = endpoint("google", "Google Ads");
    static final Option<String> WEBHOOKS_META = endpoint("meta", "Meta");
    static final Option<String> WEBHOOKS_TRADE_DESK = endpoint("trade_desk", "The Trade Desk");

    static final Option<Boolean> VALIDATION = Option.of(
            "data_quality.validation_enabled",
            Kinds.flag(),
            true,
            "Whether the standard rules of rows, slices and recent days are asked. If not, those that the storage relies"
                    + " on, rules of the host's own and the gates still hold.");
    static final Option<Boolean> ANOMALIES =
            Option.of("data_quality.anomaly_detection", Kinds.flag(), true, "Whether strange values are looked for.");
    static final Option<Double> ALERT_THRESHOLD = Option.of(
            "data_quality.alert_threshold",
            NumberKinds.number(0, 1),
            QualityGates.ofDefaults().maxIssueShare(),
            "The largest share of an account's fetched rows that may be unusable: above it the last good plan is held,"
                    + " and an alert says why.");

    static final Option<Boolean> ALERT_LOG =
            Option.of("alerts.log", Kinds.flag(), true, "Whether alerts are written to the log.");
    static final Option<Duration> ALERT_REPEAT = Option.of(
            "alerts.repeat_after",
            NumberKinds.duration(Duration.ofMinutes(1), YEAR),
            PipelineDefaults.REPEAT_ALERTS_AFTER,
            "How long after its delivery an alert that is still open, and that nobody acknowledged, is delivered again.");
    static final Option<Duration> ALERT_WATCH = Option.of(
            "alerts.watch_every",
            NumberKinds.duration(Duration.ofSeconds(1), YEAR),
            PipelineDefaults.WATCH_EVERY,
            "How often, besides after each run, it is looked whether all is well, so that what does not happen is told, too.");
    static final Option<Secret> ALERT_URL = Option.without(
            "alerts.webhook.url",
            Kinds.postUrl(),
            "alerts are posted nowhere",
            "${ALERT_WEBHOOK_URL}",
            "Where each alert is posted to, as JSON. Such URLs hold tokens: best from a variable.");
    static final Option<Secret> ALERT_KEY = Option.without(
            "alerts.webhook.secret_key",
            Kinds.secret(),
            "requests are not signed",
            "${ALERT_WEBHOOK_KEY}",
            "The key that requests are signed with.");

    static final Option<Integer> HISTORY_DAYS = Option.of(
            "pipeline.history_days",
            NumberKinds.whole(1, MOST_DAYS),
            PipelineDefaults.HISTORY_DAYS,
            "Days that are fetched when nothing is known yet.");
    static final Option<Integer> TRAINING_DAYS = Option.of(
            "pipeline.training_days",
            NumberKinds.whole(1, MOST_DAYS),
            PipelineDefaults.TRAINING_DAYS,
            "The most days that the mix model learns from.");
    static final Option<Duration> REFIT_MODEL_AFTER = Option.of(
            "pipeline.refit_model_after",
            NumberKinds.duration(Duration.ZERO, YEAR),
            PipelineDefaults.REFIT_MODEL_AFTER,
            "How long a run of the mix model is used though there is new data; with `0s` it is fitted whenever there is."
                    + " The workflow `model` fits it at any time.");
    static final Option<Boolean> CONSTANT_CURRENCY = Option.of(
            "pipeline.constant_currency",
            Kinds.flag(),
            false,
            "Whether the model and the agent see all amounts at the rate of the last day, rather than of their own.");

    static final Option<Integer> PARALLELISM = Option.of(
            "workflows.parallelism",
            NumberKinds.whole(1, 1_000),
            PipelineDefaults.PARALLELISM,
            "Steps of one run that work at a time.");
    static final Option<Duration> STEP_TIMEOUT = Option.of(
            "workflows.step_timeout",
            NumberKinds.duration(MILLISECOND, YEAR),
            PipelineDefaults.STEP_TIMEOUT,
            "A try of a step that takes longer is stopped.");
    static final Option<Duration> TAKE_OVER_AFTER = Option.of(
            "workflows.take_over_after",
            NumberKinds.duration(SECOND, DAY),
            PipelineDefaults.TAKE_OVER_AFTER,
            "Another instance takes a run over if its own has given no sign of life for this long.");
    static final Option<Duration> CLOSE_WITHIN = Option.of(
            "workflows.close_within",
            NumberKinds.duration(SHORTEST, HOUR),
            PipelineDefaults.CLOSE_WITHIN,
            "How long `Pipeline.close()` waits for work that it tells to stop.");
    static final Option<Duration> KEEP_HISTORY_FOR = Option.of(
            "workflows.keep_history_for",
            NumberKinds.duration(DAY, Duration.ofDays(MOST_DAYS)),
            PipelineDefaults.KEEP_HISTORY_FOR,
            "How long ended runs and resolved alerts are kept.");
    static final Option<String> INSTANCE = Option.without(
            "workflows.instance",
            Kinds.words(LONGEST_INSTANCE),
            "the process id and a random number",
            "${HOSTNAME:-ads-1}",
            "The name of this instance of the host in the history.");
    static final Option<Integer> RETRY_ATTEMPTS = Option.of(
            "workflows.retries.max_attempts",
            NumberKinds.whole(1, 100),
            RETRIES.maxAttempts(),
            "Tries in all of a step that fails in a way that can pass.");
    static final Option<Duration> RETRY_FIRST = Option.of(
            "workflows.retries.first_delay",
            NumberKinds.duration(MILLISECOND, HOUR),
            RETRIES.firstDelay(),
            "The wait after the first failure.");
    static final Option<Double> RETRY_FACTOR = Option.of(
            "workflows.retries.factor",
            NumberKinds.number(1, 100),
            RETRIES.factor(),
            "By what the wait grows from failure to failure.");
    static final Option<Duration> RETRY_LONGEST = Option.of(
            "workflows.retries.max_delay",
            NumberKinds.duration(MILLISECOND, DAY),
            RETRIES.maxDelay(),
            "The longest wait; at least `first_delay`.");
    static final Option<Double> RETRY_JITTER = Option.of(
            "workflows.retries.jitter",
            NumberKinds.number(0, 1),
            RETRIES.jitter(),
            "The share of the wait that is left to chance.");

    static final Option<Path> ECB_FILE = Option.without(
            "exchange_rates.ecb_file",
            SourceKinds.file(),
            "none: plans that need a rate are held",
            "/var/lib/ads/eurofxref-hist.csv",
            "A file of the European Central Bank (XML, CSV, or its zip), read again whenever it has changed.");

    /** All sections, in the order of the documentation. */
    static final List<Section> SECTIONS = join(
            SourceSections.sections(),
            List.of(
                    new Section(
                            "database", "Where everything is kept. Without it the host opens a storage of its own."),
                    new Section("scheduler", "When the pipeline works by itself. Without it the host calls it."),
                    new Section(
                            "scheduler.jobs",
                            "The jobs, each in a section with its name. Without it there are two: `hourly` at every full hour of"
                                    + " UTC, and `daily` at " + PipelineDefaults.DAILY_TIME + "."),
                    new Section(
                            "scheduler.jobs.*",
                            "A job. It runs at each `interval`, or once a day or week at a `time`; one of the two is needed."),
                    new Section(
                            "webhooks",
                            "Numbers that platforms push. This version has no receiver: the values are checked, and a warning"
                                    + " says that nothing listens."),
                    new Section("webhooks.endpoints", "The paths of requests, a different one for each platform."),
                    new Section("data_quality", "How strict the pipeline is with its data."),
                    new Section(
                            "alerts", "Who is told when something is wrong. Without it alerts are written to the log."),
                    new Section("alerts.webhook", "Posts alerts to an address."),
                    new Section("pipeline", "What is collected and learnt from."),
                    new Section("workflows", "How steps of runs are worked off."),
                    new Section(
                            "workflows.retries",
                            "How often a failed step is tried, and how long is waited in between.")));

    /** All options, in the order of the documentation. */
    static final List<Option<?>> ALL = join(
            SourceSections.options().toList(),
            List.of(
                    DATABASE_TYPE,
                    CONNECTION_STRING,
                    USER,
                    PASSWORD,
                    SCHEMA,
                    TABLE_PREFIX,
                    POOL_SIZE,
                    MIGRATE,
                    SCHEDULER_ENABLED,
                    SCHEDULER_ZONE,
                    SCHEDULER_THREADS,
                    SCHEDULER_POLL,
                    SCHEDULER_HEARTBEAT,
                    SCHEDULER_SPREAD,
                    JOB_ENABLED,
                    JOB_INTERVAL,
                    JOB_TIME,
                    JOB_DAY,
                    JOB_ZONE,
                    JOB_MISSED,
                    JOB_GRACE,
                    JOB_JITTER,
                    JOB_WORKFLOW,
                    WEBHOOKS_ENABLED,
                    WEBHOOKS_PORT,
                    WEBHOOKS_KEY,
                    WEBHOOKS_GOOGLE,
                    WEBHOOKS_META,
                    WEBHOOKS_TRADE_DESK,
                    VALIDATION,
                    ANOMALIES,
                    ALERT_THRESHOLD,
                    ALERT_LOG,
                    ALERT_REPEAT,
                    ALERT_WATCH,
                    ALERT_URL,
                    ALERT_KEY,
                    HISTORY_DAYS,
                    TRAINING_DAYS,
                    REFIT_MODEL_AFTER,
                    CONSTANT_CURRENCY,
                    PARALLELISM,
                    STEP_TIMEOUT,
                    TAKE_OVER_AFTER,
                    CLOSE_WITHIN,
                    KEEP_HISTORY_FOR,
                    INSTANCE,
                    RETRY_ATTEMPTS,
                    RETRY_FIRST,
                    RETRY_FACTOR,
                    RETRY_LONGEST,
                    RETRY_JITTER));

    private static final Map<String, Option<?>> BY_PATH =
            ALL.stream().collect(Collectors.toMap(Option::path, Function.identity()));
    private static final Map<String, List<String>> CHILDREN =
            SECTIONS.stream().map(Section::path).collect(Collectors.toMap(Function.identity(), Options::childrenOf));
    private static final List<String> TOP = childrenOf("");

    private Options() {}

    /** The second list, then the first. */
    private static <T> List<T> join(List<? extends T> later, List<? extends T> first) {
        return Stream.<T>concat(first.stream(), later.stream()).toList();
    }

    private static Option<String> endpoint(String platform, String name) {
        return Option.without(
                "webhooks.endpoints." + platform,
                Kinds.path(),
                "none",
                "/webhooks/" + platform,
                "The path of requests of " + name + ".");
    }

    /** The option of a path. */
    static Optional<Option<?>> find(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }

    static boolean isSection(String path) {
        return CHILDREN.containsKey(path);
    }

    /** The names that a section may have, {@code *} for any; {@code ""} is the whole file. */
    static List<String> children(String section) {
        return section.isEmpty() ? TOP : CHILDREN.getOrDefault(section, List.of());
    }

    private static List<String> childrenOf(String section) {
        String prefix = section.isEmpty() ? "" : section + ".";
        Stream<String> paths =
                Stream.concat(ALL.stream().map(Option::path), SECTIONS.stream().map(Section::path));
        return List.copyOf(paths.filter(path -> path.startsWith(prefix) && !path.equals(section))
                .map(path -> path.substring(prefix.length()))
                .map(rest -> rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }
}
