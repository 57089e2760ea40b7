package io.banditpipeline.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert and what became of it.
 *
 * @param latest as it was raised last
 * @param firstAt when it was first raised
 * @param occurrences how often it was raised since
 * @param deliveredAt when it was last delivered; null if never
 * @param acknowledgedBy who knows of it; null if nobody does
 * @param acknowledgedAt since when; null if nobody does
 * @param resolvedAt when it was over; null while it is open
 */
public record AlertRecord(
        Alert latest,
        Instant firstAt,
        long occurrences,
        @Nullable Instant deliveredAt,
        @Nullable String acknowledgedBy,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant resolvedAt) {}
