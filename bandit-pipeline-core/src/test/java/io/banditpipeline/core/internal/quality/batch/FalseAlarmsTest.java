package io.banditpipeline.core.internal.quality.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Validator;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often rules of slices speak up for nothing, and for something, on many accounts and days. */
class FalseAlarmsTest {
    private static final int ACCOUNTS = 40;
    private static final int DAYS = 60;

    /** An alarm in some hundred days of an account is far below one an arm in sixty days. */
    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void rules_of_slices_are_silent_on_clean_feeds(int arms) {
        Map<String, Integer> alarms = new TreeMap<>();
        for (int account = 0; account < ACCOUNTS; account++) {
            Feed feed = Feed.of(arms).withSeed(account);
            for (int day = 0; day < DAYS; day++) {
                LocalDate date = Feed.DAY.plusDays(day);
                count(feed.context(date), feed.rows(date, metrics -> metrics), alarms);
            }
        }
        int all = alarms.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(all).as("alarms: %s", alarms).isLessThanOrEqualTo(5);
    }

    /**
     * A step by less than the noise of prices (here 8 % from day to day) shows only where order values are steadier.
     */
    @ParameterizedTest
    @CsvSource({"150,100", "83,100", "7.4,100", "0.135,100", "3.9,100", "1.5,80", "0.79,40", "1.27,40"})
    void a_swapped_currency_is_found_on_its_first_day(double factor, int leastPercent) {
        assertThat(foundPercent("batch.currency", metrics -> Feed.money(metrics, factor)))
                .isGreaterThanOrEqualTo(leastPercent);
    }

    @Test
    void wrong_units_and_doubled_days_are_found_on_their_first_day() {
        assertThat(foundPercent("batch.unit", metrics -> Feed.money(metrics, 1e6)))
                .isEqualTo(100);
        assertThat(foundPercent("batch.doubled", metrics -> Feed.times(metrics, 2)))
                .isGreaterThanOrEqualTo(95);
    }

    private static int foundPercent(String rule, UnaryOperator<Metrics> fault) {
        int found = 0;
        for (int account = 0; account < ACCOUNTS; account++) {
            Feed feed = Feed.of(6).withSeed(account);
            LocalDate day = Feed.DAY.plusDays(account);
            Feed.Result result = Feed.judge(rule, feed.context(day), feed.rows(day, fault));
            found += result.slice().isEmpty() && result.rows().isEmpty() ? 0 : 1;
        }
        return 100 * found / ACCOUNTS;
    }

    private static void count(BatchContext context, List<Observation> rows, Map<String, Integer> alarms) {
        for (Validator rule : BatchRules.all()) {
            Feed.Result result = Feed.judge((BatchValidator) rule, context, rows);
            long loud = result.slice().stream()
                    .filter(found -> found.severity() != Severity.INFO)
                    .count();
            if (result.rows().size() + loud > 0) {
                alarms.merge(rule.id(), result.rows().size() + (int) loud, Integer::sum);
            }
        }
    }
}
