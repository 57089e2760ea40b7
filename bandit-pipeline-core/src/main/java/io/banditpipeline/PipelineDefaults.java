package io.banditpipeline;

import java.time.Duration;
import java.time.LocalTime;

/** What a {@link PipelineBuilder} takes where a host says nothing; the one place where these values stand. */
public final class PipelineDefaults {
    /** Days that are fetched when nothing is known yet: a yearly season shows. */
    public static final int HISTORY_DAYS = 400;

    /** The most days that the mix model learns from: three years. */
    public static final int TRAINING_DAYS = 1_096;

    /** How long a run of the mix model is used though there is new data: it is fitted whenever there is. */
    public static final Duration REFIT_MODEL_AFTER = Duration.ZERO;

    /** Steps of one run that work at a time. */
    public static final int PARALLELISM = 4;

    /** How long a try of a step may take. */
    public static final Duration STEP_TIMEOUT = Duration.ofHours(1);

    /** After how long a silence another instance takes a run over. */
    public static final Duration TAKE_OVER_AFTER = Duration.ofSeconds(30);

    /** How long work that is told to stop is waited for. */
    public static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);

    /** How long ended runs and resolved alerts are kept. */
    public static final Duration KEEP_HISTORY_FOR = Duration.ofDays(400);

    /** After how long an open alert that nobody acknowledged is delivered again. */
    public static final Duration REPEAT_ALERTS_AFTER = Duration.ofDays(1);

    /** How often it is looked whether all is well. */
    public static final Duration WATCH_EVERY = Duration.ofMinutes(15);

    /** When the daily job is due where a host names no jobs. */
    public static final LocalTime DAILY_TIME = LocalTime.of(2, 0);

    private PipelineDefaults() {}
}
