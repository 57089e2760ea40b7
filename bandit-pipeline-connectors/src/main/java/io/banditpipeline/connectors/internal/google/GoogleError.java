package io.banditpipeline.connectors.internal.google;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One of the errors that an answer tells.
 *
 * @param code such as {@code "quotaError.RESOURCE_EXHAUSTED"}
 * @param message what Google says of it
 * @param retryDelay how long to wait, if Google says so
 * @param scope which limit was exceeded, or {@code ""}
 */
record GoogleError(String code, String message, @Nullable Duration retryDelay, String scope) {}
