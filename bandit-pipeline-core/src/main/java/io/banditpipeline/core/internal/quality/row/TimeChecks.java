package io.banditpipeline.core.internal.quality.row;

import io.banditpipeline.core.internal.quality.rule.Parameters;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RowContext;
import io.banditpipeline.quality.Verdict;
import java.time.Instant;

/** Whether a row is where and when it says. */
final class TimeChecks {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final long SECONDS_PER_MINUTE = 60;

    private TimeChecks() {}

    static Verdict withinSlice(Observation row, RowContext context) {
        Slice slice = context.slice();
        if (row.interval().granularity() != slice.granularity()) {
            return new Verdict.Violation(
                    "interval", row.interval().granularity().name(), "expected intervals of " + slice.granularity());
        }
        if (!slice.days().contains(row.interval().day())) {
            return new Verdict.Violation(
                    "interval", row.interval().day().toString(), "expected a day within " + slice.days());
        }
        if (row.entity().level() != slice.level()) {
            return new Verdict.Violation("level", row.entity().level().name(), "expected rows of " + slice.level());
        }
        return Verdict.PASS;
    }

    static RowRule.Check begun(Parameters parameters) {
        long skewSeconds = (long) (parameters.get("skewMinutes") * SECONDS_PER_MINUTE);
        return (row, context) -> {
            Instant start = row.interval().start();
            return start.getEpochSecond() <= context.now().getEpochSecond() + skewSeconds
                    ? Verdict.PASS
                    : new Verdict.Violation(
                            "interval",
                            start.toString(),
                            "expected an interval that has begun by " + context.now()
                                    + "; the feed's clock or its time zone may be wrong");
        };
    }

    static Verdict observed(Observation row, RowContext context) {
        return row.observedAt().isBefore(EARLIEST)
                ? new Verdict.Violation(
                        "observedAt",
                        row.observedAt().toString(),
                        "expected a moment since 2000; the source leaves it unset, or counts in other units")
                : Verdict.PASS;
    }
}
