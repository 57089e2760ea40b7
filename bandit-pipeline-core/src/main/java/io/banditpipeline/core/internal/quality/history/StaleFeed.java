package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.HistoryValidator;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Validator;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** An account's feeds must be complete up to its last day, give or take what its platform promises. */
final class StaleFeed extends Described implements HistoryValidator {
    private static final double SECONDS_AN_HOUR = 3600;

    StaleFeed() {
        this(Numbers.of("history.stale_feed")
                .share("slaHours", 24, 0.25, 24 * 60)
                .share("warnFactor", 1.5, 1, 1_000)
                .share("errorFactor", 3, 1, 1_000));
    }

    private StaleFeed(Numbers numbers) {
        super(
                "history.stale_feed",
                Dimension.TIMELINESS,
                Severity.WARN,
                "An account's feeds are complete up to its last day, but for what its platform may take.",
                numbers);
    }

    @Override
    public Validator withParameters(Map<String, Double> changed) {
        return new StaleFeed(numbers.changed(changed));
    }

    @Override
    public void check(AccountHistory history, Findings findings) {
        Optional<LocalDate> complete = Days.complete(history);
        if (history.arms().isEmpty()) {
            return;
        }
        if (complete.isEmpty()) {
            findings.add(
                    Severity.WARN,
                    Subject.account(history.account(), null),
                    "",
                    "never",
                    "expected feeds that are complete up to " + history.lastDay() + ", but they never were");
            return;
        }
        checkLag(history, complete.get(), findings);
    }

    private void checkLag(AccountHistory history, LocalDate complete, Findings findings) {
        Instant due = history.lastDay()
                .plusDays(1)
                .atStartOfDay(history.account().zone())
                .toInstant();
        double hours = Duration.between(history.completeUntil(), due).toSeconds() / SECONDS_AN_HOUR;
        double sla = numbers.get("slaHours");
        if (hours <= numbers.get("warnFactor") * sla) {
            return;
        }
        findings.add(
                hours > numbers.get("errorFactor") * sla ? Severity.ERROR : Severity.WARN,
                Subject.account(history.account(), complete.plusDays(1)),
                "",
                history.completeUntil().toString(),
                "expected feeds that are complete up to " + due + ", but they are " + Math.round(hours)
                        + " hours behind; the platform may take " + Math.round(sla));
    }
}
