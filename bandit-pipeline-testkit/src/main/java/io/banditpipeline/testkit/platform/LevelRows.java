package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up the leaves of a day to the rows of a level: whatever is asked for comes from the same smallest numbers. */
final class LevelRows {
    private LevelRows() {}

    /** The rows by interval, and then in the order of the leaves; none that is all zero. */
    static List<PlatformRow> of(
            List<LeafDay> leaves, DayHours day, Account account, Level level, Granularity granularity) {
        boolean hourly = granularity == Granularity.HOUR;
        int columns = hourly ? day.hours().size() : 1;
        Map<EntityRef, Metrics[]> sums = new LinkedHashMap<>();
        for (LeafDay leafDay : leaves) {
            EntityRef entity = leafDay.leaf().at(level, account);
            if (entity != null) {
                add(sums.computeIfAbsent(entity, unused -> zeros(columns)), leafDay.byHour(), hourly);
            }
        }
        List<PlatformRow> rows = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            int column = i;
            sums.forEach((entity, metrics) -> {
                if (!metrics[column].equals(LeafDay.ZERO)) {
                    rows.add(new PlatformRow(entity, hourly ? day.hours().get(column) : day.whole(), metrics[column]));
                }
            });
        }
        return rows;
    }

    private static void add(Metrics[] sums, List<Metrics> byHour, boolean hourly) {
        for (int i = 0; i < byHour.size(); i++) {
            int column = hourly ? i : 0;
            sums[column] = sums[column].plus(byHour.get(i));
        }
    }

    private static Metrics[] zeros(int columns) {
        Metrics[] zeros = new Metrics[columns];
        Arrays.fill(zeros, LeafDay.ZERO);
        return zeros;
    }
}
