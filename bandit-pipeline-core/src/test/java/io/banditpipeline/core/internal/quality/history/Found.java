package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.CampaignHistory;
import io.banditpipeline.quality.CrossPlatformValidator;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.HistoryValidator;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a rule found, as {@code WARN arm a on 2026-11-02 cost}. */
final class Found {
    record One(String rule, Severity severity, Subject subject, String field, String text) {
        /** Two findings of the same rule, subject and field are the same. */
        String identity() {
            return rule + " " + subject + " " + field;
        }

        @Override
        public String toString() {
            return severity + " " + subject + (field.isEmpty() ? "" : " " + field);
        }
    }

    private Found() {}

    static List<One> by(HistoryValidator rule, AccountHistory history) {
        return collect(rule.id(), rule.severity(), findings -> rule.check(history, findings));
    }

    static List<One> by(CrossPlatformValidator rule, CampaignHistory history) {
        return collect(rule.id(), rule.severity(), findings -> rule.check(history, findings));
    }

    static List<One> collect(String rule, Severity own, Consumer<Findings> check) {
        List<One> found = new ArrayList<>();
        check.accept(new Findings() {
            @Override
            public void add(@Nullable Severity severity, Subject subject, String field, String value, String text) {
                found.add(new One(rule, severity == null ? own : severity, subject, field, text));
            }
        });
        return found;
    }
}
