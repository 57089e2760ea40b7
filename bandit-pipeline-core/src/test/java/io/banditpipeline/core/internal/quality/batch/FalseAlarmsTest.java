package io.banditpipeline.core.internal.quality.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Validator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often rules of slices speak up for nothing, and for something, on many accounts and days. */
class FalseAlarmsTest {
    private static final int ACCOUNTS = 40;
    private static final int DAYS = 60;

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void rules_of_slices_are_silent_on_clean_feeds(int arms) {
        Map<String, Integer> alarms = new TreeMap<>();
        for (int account = 0; account < ACCOUNTS; account++) {
            Feed feed = Feed.of(arms).withSeed(account);
            for (int day = 0; day < DAYS; day++) {
                var date = Feed.DAY.plusDays(day);
                count(feed.context(date), feed.rows(date, metrics -> metrics), alarms);
            }
        }
        int all = alarms.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(all)
                .as("alarms %s in %d account-days", alarms, ACCOUNTS * DAYS)
                .isLessThanOrEqualTo(ACCOUNTS * DAYS / 100);
    }

    @Test
    void unit_currency_and_doubling_are_found_on_the_first_day() {
        Map<String, UnaryOperator<io.banditpipeline.metric.Metrics>> faults = new TreeMap<>(Map.of(
                "batch.unit", metrics -> Feed.money(metrics, 1e6),
                "batch.doubled", metrics -> Feed.times(metrics, 2)));
        for (double factor : new double[] {150, 83, 7.4, 1 / 7.4, 3.9, 1.5, 1.27, 0.79, 1.08}) {
            faults.put("batch.currency x" + factor, metrics -> Feed.money(metrics, factor));
        }
        Map<String, Integer> found = new TreeMap<>();
        faults.forEach((name, fault) -> {
            for (int account = 0; account < ACCOUNTS; account++) {
                Feed feed = Feed.of(6).withSeed(account);
                var date = Feed.DAY.plusDays(account);
                var result = Feed.judge(name.split(" ")[0], feed.context(date), feed.rows(date, fault));
                found.merge(name, result.slice().isEmpty() && result.rows().isEmpty() ? 0 : 1, Integer::sum);
            }
        });
        System.out.println("FOUND " + found);
        assertThat(found).allSatisfy((name, count) -> assertThat(count)
                .as("%s of %d: %s", name, ACCOUNTS, found)
                .isGreaterThanOrEqualTo(ACCOUNTS * 95 / 100));
    }

    private static void count(BatchContext context, List<Observation> rows, Map<String, Integer> alarms) {
        for (Validator rule : BatchRules.all()) {
            Feed.Result result = Feed.judge((BatchValidator) rule, context, rows);
            int loud = result.rows().size()
                    + (int) result.slice().stream()
                            .filter(found -> found.severity() != Severity.INFO)
                            .count();
            if (loud > 0) {
                alarms.merge(rule.id(), loud, Integer::sum);
            }
        }
    }
}
