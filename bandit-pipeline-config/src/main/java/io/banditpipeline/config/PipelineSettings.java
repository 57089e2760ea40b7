package io.banditpipeline.config;

import io.banditpipeline.PipelineBuilder;
import io.banditpipeline.campaign.ArmRule;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.connectors.internal.yaml.YamlNode;
import io.banditpipeline.connectors.internal.yaml.YamlReader;
import io.banditpipeline.connectors.internal.yaml.YamlText;
import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.jooq.DurableScheduler;
import io.banditpipeline.jooq.DurableSchedulerBuilder;
import io.banditpipeline.jooq.JooqStorage;
import io.banditpipeline.schedule.Scheduler;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.store.Storage;
import io.banditpipeline.workflow.RetryPolicy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of a pipeline, read from a YAML file.
 *
 * <pre>{@code
 * PipelineSettings settings = PipelineSettings.read(Path.of("bandit-pipeline.yaml"));
 * try (Storage storage = settings.openStorage();
 *         PlatformSources sources = settings.openSources();
 *         Pipeline pipeline = sources.addTo(settings.addTo(Pipeline.builder(), storage), storage)
 *                 .build()) {
 *     pipeline.start();
 * }
 * }</pre>
 *
 * <p>What the file does not name keeps the builder's default. Environment variables stand in values as <code>${NAME}
 * </code> or <code>${NAME:-default}</code>. {@code docs/configuration.md} lists every key. Secrets show in no message,
 * and neither does what a variable holds (R11). This class is immutable and thread-safe.
 */
public final class PipelineSettings {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineSettings.class);

    private final String what;
    private final Values values;
    private final @Nullable DatabaseSettings database;
    private final List<JobSettings> jobs;
    private final @Nullable RetryPolicy retries;
    private final List<Campaign> campaigns;
    private final @Nullable ArmRule arms;
    private final List<String> warnings;

    private PipelineSettings(String what, Values values, Problems problems) {
        Checks checks = new Checks(values);
        this.what = what;
        this.values = values;
        this.database = DatabaseSettings.of(values, problems);
        this.jobs = JobSettings.all(values, problems);
        this.retries = checks.retries(problems);
        checks.endpoints(problems);
        checks.alerts(problems);
        SourceList.check(values, problems);
        this.campaigns = CampaignSettings.all(values, problems);
        this.arms = ArmSettings.of(values, problems);
        BudgetSettings.check(values, problems);
        this.warnings = problems.any() ? List.of() : checks.warnings(jobs);
    }

    /**
     * Reads a file, with the variables of the process's environment. The file is UTF-8, and at most 1 MiB long.
     *
     * @throws ConfigurationException if the file cannot be read, or with every mistake found in it, each with its line
     *     and column
     */
    public static PipelineSettings read(Path file) {
        return read(file, System::getenv);
    }

    /**
     * Reads a file.
     *
     * @param file the file: UTF-8, and at most 1 MiB long
     * @param environment the value of a variable by its name; null if it is not set
     * @throws ConfigurationException if the file cannot be read, or with every mistake found in it, each with its line
     *     and column
     */
    public static PipelineSettings read(Path file, Function<String, @Nullable String> environment) {
        String what = "pipeline of " + file;
        return read(YamlText.read(file, what), what, environment);
    }

    /**
     * Reads a text.
     *
     * @param yaml the text
     * @param environment the value of a variable by its name; null if it is not set
     * @throws ConfigurationException with every mistake found in it, each with its line and column
     */
    public static PipelineSettings read(String yaml, Function<String, @Nullable String> environment) {
        return read(yaml, "pipeline", environment);
    }

    private static PipelineSettings read(String yaml, String what, Function<String, @Nullable String> environment) {
        YamlNode node = YamlReader.read(yaml, what).orElse(null);
        if (!(node instanceof YamlNode.Section top)) {
            throw new ConfigurationException(
                    what,
                    List.of(
                            node == null || node.isNull()
                                    ? "there is nothing in the settings: name a database at least"
                                    : "the settings must be sections of keys and values: "
                                            + String.join(", ", Options.children(""))));
        }
        Problems problems = new Problems();
        Values values = Document.read(top, new Variables(environment), problems);
        PipelineSettings settings = new PipelineSettings(what, values, problems);
        if (problems.any()) {
            throw new ConfigurationException(what, problems.list());
        }
        settings.warnings.forEach(warning -> LOG.warn("{}: {}", what, warning));
        return settings;
    }

    /**
     * What is allowed, but may not be meant; each has its line and column. It was logged when the settings were read.
     */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * Opens the storage of the section {@code database}. The host closes it.
     *
     * @throws ConfigurationException if the file has no such section
     * @throws io.banditpipeline.error.PipelineException if the database cannot be reached or used
     */
    public JooqStorage openStorage() {
        if (database == null) {
            throw new ConfigurationException(
                    what, List.of("there is no section database: write one, or open a storage by yourself"));
        }
        return database.open();
    }

    /** Whether the file names sources. */
    public boolean hasSources() {
        return !values.names(SourceTable.SECTION).isEmpty();
    }

    /**
     * Builds the file's sources, with its campaigns, arms, exchange rates and sinks of budgets. Nobody is called yet.
     * The host closes it, after the pipeline.
     *
     * @throws ConfigurationException if a file that the settings name is not as it was when they were read
     */
    public PlatformSources openSources() {
        return openSources(InstantSource.system(), Waiter.realTime());
    }

    /**
     * As {@link #openSources()}, with another time: for tests.
     *
     * @param clock the time
     * @param waiter how calls wait
     */
    public PlatformSources openSources(InstantSource clock, Waiter waiter) {
        return new PlatformSources(values, SourceList.open(what, values, clock, waiter), campaigns, arms);
    }

    /**
     * Sets on a builder what the file names, keeps data in a storage, and schedules jobs in its database. Call it once
     * for a builder; what the file sets, the host does not set as well. What {@link #openSources} opens is added by
     * {@link PlatformSources#addTo}.
     *
     * @param builder the builder
     * @param storage where data is kept: that of {@link #openStorage}, or one of the host's
     * @return the builder
     * @throws ConfigurationException if jobs are to be scheduled, but the storage is no {@link JooqStorage}
     * @throws IllegalStateException if the builder has one of the values already
     */
    public PipelineBuilder addTo(PipelineBuilder builder, Storage storage) {
        if (!schedules()) {
            return add(builder, storage, null);
        }
        if (!(storage instanceof JooqStorage database)) {
            throw new ConfigurationException(
                    what,
                    List.of("scheduler.enabled is true, but the storage is a "
                            + storage.getClass().getSimpleName()
                            + ", which holds no jobs: hand a scheduler to addTo, or write scheduler.enabled: false"));
        }
        DurableSchedulerBuilder scheduler = DurableScheduler.on(database);
        values.ifSet(Options.SCHEDULER_THREADS, scheduler::threads);
        values.ifSet(Options.SCHEDULER_POLL, scheduler::pollInterval);
        values.ifSet(Options.SCHEDULER_HEARTBEAT, scheduler::heartbeat);
        values.ifSet(Options.INSTANCE, scheduler::instance);
        values.ifSet(Options.CLOSE_WITHIN, scheduler::closeWithin);
        return add(builder, storage, scheduler.build());
    }

    /**
     * As {@link #addTo(PipelineBuilder, Storage)}, with a scheduler of the host's for the jobs of the file. If the file
     * schedules none, the scheduler is not used, and not closed with the pipeline.
     *
     * @param builder the builder
     * @param storage where data is kept
     * @param scheduler wakes the jobs up
     * @return the builder
     * @throws IllegalStateException if the builder has one of the values already
     */
    public PipelineBuilder addTo(PipelineBuilder builder, Storage storage, Scheduler scheduler) {
        return add(builder, storage, schedules() ? scheduler : null);
    }

    /** Whether the file schedules jobs, so that a pipeline of these settings can be started. */
    public boolean schedules() {
        return values.has("scheduler")
                && values.get(Options.SCHEDULER_ENABLED).orElse(true)
                && (jobs.isEmpty() || jobs.stream().anyMatch(JobSettings::enabled));
    }

    private PipelineBuilder add(PipelineBuilder builder, Storage storage, @Nullable Scheduler scheduler) {
        builder.storeIn(storage);
        values.ifSet(Options.HISTORY_DAYS, builder::historyDays);
        values.ifSet(Options.TRAINING_DAYS, builder::trainingDays);
        values.ifSet(Options.REFIT_MODEL_AFTER, builder::refitModelAfter);
        if (values.get(Options.CONSTANT_CURRENCY).orElse(false)) {
            builder.constantCurrency();
        }
        values.ifSet(Options.PARALLELISM, builder::parallelism);
        values.ifSet(Options.STEP_TIMEOUT, builder::stepTimeout);
        values.ifSet(Options.TAKE_OVER_AFTER, builder::takeOverAfter);
        values.ifSet(Options.CLOSE_WITHIN, builder::closeWithin);
        values.ifSet(Options.KEEP_HISTORY_FOR, builder::keepHistoryFor);
        values.ifSet(Options.INSTANCE, builder::instance);
        Optional.ofNullable(retries).ifPresent(builder::retrying);
        QualitySettings.of(values).ifPresent(builder::quality);
        AlertSettings.sinks(values).forEach(builder::alertTo);
        values.ifSet(Options.ALERT_REPEAT, builder::repeatAlertsAfter);
        values.ifSet(Options.ALERT_WATCH, builder::watchEvery);
        if (scheduler != null) {
            builder.scheduleWith(scheduler);
            scheduled().forEach(job -> builder.schedule(job.spec(), job.workflow()));
        }
        return builder;
    }

    /** The jobs that are woken up; empty if the builder's own are. */
    private List<JobSettings> scheduled() {
        if (jobs.isEmpty()) {
            return values.get(Options.SCHEDULER_ZONE).map(JobSettings::standard).orElse(List.of());
        }
        return jobs.stream().filter(JobSettings::enabled).toList();
    }

    /** The jobs that the file names, with those that are not enabled. */
    List<JobSettings> jobs() {
        return jobs;
    }

    @Nullable
    RetryPolicy retries() {
        return retries;
    }

    @Nullable
    DatabaseSettings database() {
        return database;
    }

    Values values() {
        return values;
    }

    /** Every value that the file sets, without secrets and without what variables hold. */
    @Override
    public String toString() {
        return "settings of the " + what + ": " + values;
    }
}
