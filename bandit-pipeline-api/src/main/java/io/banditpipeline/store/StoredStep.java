package io.banditpipeline.store;

import io.banditpipeline.run.StepReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step of a run as it is kept.
 *
 * @param report how it stands; without parts, which are steps of their own
 * @param parent the name of the step that it is a part of; null if it is none
 * @param startedAt when it was first tried; null if it never was
 * @param gave whether it gave something to the steps that need it
 * @param output what it gave, as text, if that is kept; null otherwise
 */
public record StoredStep(
        StepReport report,
        @Nullable String parent,
        @Nullable Instant startedAt,
        boolean gave,
        @Nullable String output) {}
