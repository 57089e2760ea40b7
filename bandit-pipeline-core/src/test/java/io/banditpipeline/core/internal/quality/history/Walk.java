package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.anomaly.AnomalyDetector;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.CampaignHistory;
import io.banditpipeline.quality.CrossPlatformValidator;
import io.banditpipeline.quality.HistoryValidator;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Validator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All rules and the watch, run day after day as a pipeline would. */
final class Walk {
    private final AnomalyWatch watch;
    private final Map<String, Map<String, byte[]>> states = new HashMap<>();
    private final Map<String, Found.One> found = new LinkedHashMap<>();
    private final Map<String, LocalDate> foundOn = new HashMap<>();

    Walk(AnomalyDetector detector) {
        watch = new AnomalyWatch(detector);
    }

    void day(CampaignHistory campaign) {
        List<Found.One> ofDay = new ArrayList<>();
        for (Validator rule : HistoryRules.all()) {
            if (rule instanceof HistoryValidator ofAccount) {
                campaign.accounts().forEach(account -> ofDay.addAll(Found.by(ofAccount, account)));
            } else if (rule instanceof CrossPlatformValidator ofCampaign) {
                ofDay.addAll(Found.by(ofCampaign, campaign));
            }
        }
        campaign.accounts().forEach(account -> ofDay.addAll(watched(account)));
        LocalDate today = campaign.accounts().get(0).lastDay();
        for (Found.One one : ofDay) {
            if (found.putIfAbsent(one.identity(), one) == null) {
                foundOn.put(one.identity(), today);
            }
        }
    }

    private List<Found.One> watched(AccountHistory account) {
        String key = account.account().key();
        return Found.collect(
                AnomalyWatch.RULE,
                Severity.WARN,
                findings -> watch.watch(
                        account, new MapStates(states.computeIfAbsent(key, none -> new HashMap<>())), findings));
    }

    /** What was found, each finding once, that somebody is alarmed by. */
    List<Found.One> alarms() {
        return found.values().stream()
                .filter(one -> one.severity().compareTo(Severity.WARN) >= 0)
                .toList();
    }

    /** The same, as far as it was found for the first time on a day. */
    List<Found.One> alarmsFoundOn(LocalDate day) {
        return alarms().stream()
                .filter(one -> day.equals(foundOn.get(one.identity())))
                .toList();
    }
}
