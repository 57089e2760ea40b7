package io.banditpipeline.benchmarks.workload;

import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sums of all quantities, once weighted by arm and once by day: equal for the same facts, whether they are added from
 * hours or from days, and different if a value, an arm or a day is wrong.
 */
public final class Checksum {
    private static final int DAY_MODULUS = 1009;
    private static final List<String> COLUMNS =
            List.of("impressions", "clicks", "conversion_micros", "cost_micros", "revenue_micros");

    private final long[] sums = new long[2 * COLUMNS.size()];

    /** The checksum of rows. */
    public static Checksum of(Iterable<MetricRow> rows) {
        Checksum checksum = new Checksum();
        rows.forEach(checksum::add);
        return checksum;
    }

    /** The checksum of a table with the columns of {@link MetricRow}. */
    public static Checksum ofTable(Connection connection, String table) throws SQLException {
        List<String> sums = new ArrayList<>();
        for (String weight : List.of("(arm_no + 1)", "(local_day % " + DAY_MODULUS + ")")) {
            COLUMNS.forEach(column -> sums.add("SUM(" + weight + " * " + column + ")"));
        }
        Checksum checksum = new Checksum();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + String.join(", ", sums) + " FROM " + table)) {
            row.next();
            for (int i = 0; i < checksum.sums.length; i++) {
                checksum.sums[i] = row.getLong(i + 1);
            }
        }
        return checksum;
    }

    /** Adds a row. */
    public void add(MetricRow row) {
        add(
                row.armNo(),
                row.localDay(),
                row.impressions(),
                row.clicks(),
                row.conversionMicros(),
                row.costMicros(),
                row.revenueMicros());
    }

    /** Adds a day of an arm. */
    public void add(long armNo, DailyFact fact) {
        Metrics metrics = fact.metrics();
        int localDay = (fact.day().getYear() * 100 + fact.day().getMonthValue()) * 100
                + fact.day().getDayOfMonth();
        add(
                armNo,
                localDay,
                metrics.orZero(Metric.IMPRESSIONS),
                metrics.orZero(Metric.CLICKS),
                metrics.orZero(Metric.CONVERSIONS),
                metrics.orZero(Metric.COST),
                metrics.orZero(Metric.REVENUE));
    }

    /** Adds quantities, in the order of {@link Metrics}, of an arm on a day (yyyymmdd). */
    public void add(long armNo, int localDay, long... quantities) {
        for (int i = 0; i < quantities.length; i++) {
            sums[i] += (armNo + 1) * quantities[i];
            sums[COLUMNS.size() + i] += localDay % DAY_MODULUS * quantities[i];
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checksum that && Arrays.equals(sums, that.sums);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sums);
    }

    @Override
    public String toString() {
        return Arrays.toString(sums);
    }
}
