package io.banditpipeline;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.BudgetSink;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.CancelledException;
import io.banditpipeline.workflow.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells an allocation to every sink: one platform that is in trouble must not keep the budgets of others as they were.
 */
final class Publishing {
    private Publishing() {}

    /**
     * Tells every sink, and fails at the end if one of them did.
     *
     * @throws RuntimeException the failure of the only sink that failed, or one that tells those of all: of the kind of
     *     one that may pass, if there is any, with the longest delay that was asked for
     */
    static void publish(Collection<BudgetSink> sinks, Allocation allocation, Cancellation cancellation) {
        List<RuntimeException> failures = new ArrayList<>();
        for (BudgetSink sink : sinks) {
            cancellation.throwIfCancelled();
            try {
                sink.publish(allocation);
            } catch (CancelledException e) {
                throw e;
            } catch (PipelineException e) {
                failures.add(e);
            } catch (RuntimeException e) {
                failures.add(mayPass(e));
            }
        }
        if (!failures.isEmpty()) {
            throw failures.size() == 1 ? failures.get(0) : together(failures);
        }
    }

    /** Whatever a sink throws may pass: it has no other word for that, and bears being called again. */
    private static RuntimeException mayPass(RuntimeException e) {
        return new UncheckedIOException(
                "budgets could not be published: " + Failures.text(e), new IOException(Failures.text(e), e));
    }

    private static SourceException together(List<RuntimeException> failures) {
        Optional<RuntimeException> passing =
                failures.stream().filter(Failures::mayPass).findFirst();
        Duration delay = failures.stream()
                .flatMap(failure -> Failures.retryAfter(failure).stream())
                .max(Comparator.naturalOrder())
                .orElse(null);
        Kind kind = passing.isEmpty() ? Kind.CONFIGURATION : delay == null ? Kind.TRANSIENT : Kind.THROTTLED;
        SourceException all = new SourceException(
                kind, failures.stream().map(Failures::text).collect(Collectors.joining("; ")), failures.get(0), delay);
        failures.stream().skip(1).forEach(all::addSuppressed);
        return all;
    }
}
