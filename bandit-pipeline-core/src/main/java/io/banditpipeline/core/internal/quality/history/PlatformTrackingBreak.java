package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.CampaignHistory;
import io.banditpipeline.quality.CrossPlatformValidator;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The same as {@link TrackingBreak} for all accounts of a platform together: small accounts show it only together. Told
 * where no account shows it by itself.
 */
final class PlatformTrackingBreak extends Described implements CrossPlatformValidator {
    PlatformTrackingBreak() {
        this(Freshness.numbers("cross.tracking_break"));
    }

    private PlatformTrackingBreak(Numbers numbers) {
        super(
                "cross.tracking_break",
                Dimension.PLAUSIBILITY,
                Severity.ERROR,
                "Clicks that go on bring conversions on every platform, all its accounts together.",
                numbers);
    }

    @Override
    public Validator withParameters(Map<String, Double> changed) {
        return new PlatformTrackingBreak(numbers.changed(changed));
    }

    @Override
    public void check(CampaignHistory history, Findings findings) {
        Map<String, List<AccountHistory>> byPlatform = new TreeMap<>();
        history.accounts().forEach(account -> byPlatform
                .computeIfAbsent(account.account().platform(), unused -> new ArrayList<>())
                .add(account));
        byPlatform.forEach((platform, accounts) -> {
            if (accounts.size() > 1) {
                check(platform, accounts, findings);
            }
        });
    }

    private void check(String platform, List<AccountHistory> accounts, Findings findings) {
        Map<Integer, List<FreshConversions>> byAge = new TreeMap<>();
        for (AccountHistory account : accounts) {
            for (FreshConversions day : new Freshness(account, numbers).days()) {
                byAge.computeIfAbsent(day.age(), unused -> new ArrayList<>()).add(day);
            }
        }
        byAge.values().forEach(ofAge -> {
            FreshConversions together = together(ofAge);
            if (ofAge.size() > 1 && ofAge.stream().noneMatch(day -> day.dead(numbers)) && together.dead(numbers)) {
                TrackingBreak.tell(findings, Severity.ERROR, Subject.platform(platform, together.day()), together);
            }
        });
    }

    /** Days of one age are the same day, or neighbours where the accounts' zones are far apart. */
    private static FreshConversions together(List<FreshConversions> days) {
        FreshConversions first = days.get(0);
        return new FreshConversions(
                first.day(),
                first.age(),
                days.stream().mapToDouble(FreshConversions::learnt).sum(),
                days.stream().flatMap(day -> day.arms().stream()).toList());
    }
}
