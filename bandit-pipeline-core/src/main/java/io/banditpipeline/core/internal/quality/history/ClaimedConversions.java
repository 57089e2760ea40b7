package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.money.Micros;
import io.banditpipeline.quality.CampaignHistory;
import io.banditpipeline.quality.CrossPlatformValidator;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Validator;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What platforms claim keeps its proportion to what the host sold.
 *
 * <p>The newest days are left out, since their conversions are still coming in; the others are brought to the same age
 * by the settling curve that the latest collection shows. A broken proportion is told once, on the day on which it
 * broke. Claims beyond all orders are noted as double counting.
 */
final class ClaimedConversions extends Described implements CrossPlatformValidator {
    private static final int DOUBLE_COUNTING_DAYS = 28;

    ClaimedConversions() {
        this(Numbers.of("cross.claimed_conversions")
                .whole("minAgeDays", 3, 0, 60)
                .whole("minAgeWithoutCurveDays", 14, 0, 60)
                .whole("minDays", 14, 7, 365)
                .whole("toldForDays", 7, 1, 60)
                .share("maxDeviations", 5, 1, 100)
                .share("minChange", 0.3, 0, 100)
                .share("minScale", 0.06, 0.001, 10)
                .whole("minCount", 20, 1, Integer.MAX_VALUE)
                .share("maxClaimedShare", 1, 0, 100));
    }

    private ClaimedConversions(Numbers numbers) {
        super(
                "cross.claimed_conversions",
                Dimension.CONSISTENCY,
                Severity.WARN,
                "Conversions that platforms claim keep their proportion to the host's orders, and are not more.",
                numbers);
    }

    @Override
    public Validator withParameters(Map<String, Double> changed) {
        return new ClaimedConversions(numbers.changed(changed));
    }

    @Override
    public void check(CampaignHistory history, Findings findings) {
        List<ClaimedDay> days = ClaimedDay.of(history, numbers);
        if (!days.isEmpty()) {
            checkBreaks(history, days, findings);
            checkDoubleCounting(history, days, findings);
        }
    }

    private void checkBreaks(CampaignHistory history, List<ClaimedDay> days, Findings findings) {
        LocalDate newest = days.get(days.size() - 1).day();
        new ProportionBreaks(numbers)
                .of(days).stream()
                        .filter(found -> found.last().isAfter(newest.minusDays(numbers.count("toldForDays"))))
                        .forEach(found -> findings.add(
                                Severity.WARN,
                                Subject.campaign(history.campaign().id(), found.first()),
                                "conversions",
                                percent(found.proportion()),
                                "expected platforms to claim some " + percent(found.expected())
                                        + " of the orders, as on the days before, but they claim "
                                        + percent(found.proportion()) + "; check the tracking, or the outcomes"));
    }

    private void checkDoubleCounting(CampaignHistory history, List<ClaimedDay> days, Findings findings) {
        List<ClaimedDay> recent = days.subList(Math.max(0, days.size() - DOUBLE_COUNTING_DAYS), days.size());
        double claimed = recent.stream().mapToDouble(ClaimedDay::claimed).sum();
        double orders = recent.stream().mapToDouble(ClaimedDay::orders).sum();
        if (recent.size() == DOUBLE_COUNTING_DAYS
                && orders >= numbers.get("minCount")
                && claimed > numbers.get("maxClaimedShare") * orders) {
            findings.add(
                    Severity.INFO,
                    Subject.campaign(history.campaign().id(), null),
                    "conversions",
                    percent(claimed / orders),
                    "over " + DOUBLE_COUNTING_DAYS + " days platforms claim " + percent(claimed / orders)
                            + " of the " + Math.round(Math.min(orders, Micros.toDouble(Long.MAX_VALUE)))
                            + " orders, so that some orders are claimed twice");
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
