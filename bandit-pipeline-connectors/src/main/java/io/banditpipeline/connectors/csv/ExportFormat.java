package io.banditpipeline.connectors.csv;

import io.banditpipeline.metric.Metric;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The exports of ad platforms that are recognised by their header. */
enum ExportFormat {
    /** Google Ads: titles above the header, rows of totals at the end, {@code --} for what was not reported. */
    GOOGLE_ADS(
            "Google Ads",
            "google_ads",
            List.of(List.of("Day"), List.of("Campaign ID", "Campaign"), List.of("Cost")),
            Map.of(
                    Metric.IMPRESSIONS, List.of("Impr.", "Impressions"),
                    Metric.CLICKS, List.of("Clicks"),
                    Metric.CONVERSIONS, List.of("Conversions"),
                    Metric.REVENUE, List.of("Conv. value", "Total conv. value"))) {
        @Override
        Optional<String> costColumn(Header header) {
            return firstOf(header, List.of("Cost"));
        }

        @Override
        Predicate<CsvRow> totals(int entity) {
            return row -> TOTAL.matcher(row.firstText()).lookingAt();
        }
    },

    /** Meta Ads Manager: the currency in the name of the column, a summary row without a campaign. */
    META(
            "Meta Ads Manager",
            "meta",
            List.of(
                    List.of("Day", "Reporting starts"),
                    List.of("Campaign ID", "Campaign name"),
                    List.of("Amount spent (USD)")),
            Map.of(
                    Metric.IMPRESSIONS, List.of("Impressions"),
                    Metric.CLICKS, List.of("Link clicks"),
                    Metric.CONVERSIONS, List.of("Purchases", "Results"),
                    Metric.REVENUE, List.of("Purchases conversion value"))) {
        @Override
        Optional<String> costColumn(Header header) {
            return header.names().stream()
                    .filter(name -> SPENT.matcher(name).matches())
                    .findFirst();
        }

        @Override
        Predicate<CsvRow> totals(int entity) {
            return row -> row.size() > entity && row.cell(entity).isEmpty();
        }
    };

    private static final Pattern TOTAL = Pattern.compile("Total(:|\\s*$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SPENT = Pattern.compile("(?i:Amount spent) \\(([A-Z]{3})\\)");

    /** Columns that cut a campaign's day into several rows, of which only one would be kept. */
    private static final List<String> SEGMENTS = List.of(
            "Device", "Network", "Network (with search partners)", "Conversion action", "Hour of the day", "Ad group",
            "Ad group ID", "Ad set name", "Ad set ID", "Ad name", "Ad ID", "Age", "Gender", "Country", "Region",
            "Platform", "Placement", "Device platform", "Impression device");

    private final String title;
    private final String platform;
    private final List<List<String>> mandatory;
    private final Map<Metric, List<String>> optional;

    ExportFormat(
            String title, String platform, List<List<String>> mandatory, Map<Metric, List<String>> optional) {
        this.title = title;
        this.platform = platform;
        this.mandatory = mandatory;
        this.optional = optional;
    }

    abstract Optional<String> costColumn(Header header);

    abstract Predicate<CsvRow> totals(int entity);

    /** The platform of its accounts. */
    String platform() {
        return platform;
    }

    /** What people call it. */
    String title() {
        return title;
    }

    /** How many of its mandatory columns a header has; the amount spent is the last of them. */
    int matches(Header header) {
        long named = mandatory.stream()
                .limit(mandatory.size() - 1L)
                .filter(names -> firstOf(header, names).isPresent())
                .count();
        return (int) named + (costColumn(header).isPresent() ? 1 : 0);
    }

    boolean isIn(Header header) {
        return matches(header) == mandatory.size();
    }

    static int bestMatch(Header header) {
        return Arrays.stream(values()).mapToInt(format -> format.matches(header)).max().orElse(0);
    }

    static Optional<ExportFormat> of(Header header) {
        return Arrays.stream(values()).filter(format -> format.isIn(header)).findFirst();
    }

    /** What each export is recognised by, for a message. */
    static String described() {
        return String.join(
                "; ", Arrays.stream(values()).map(ExportFormat::describedAlone).toList());
    }

    private String describedAlone() {
        return title + " by "
                + String.join(
                        ", ",
                        mandatory.stream()
                                .map(names -> String.join(" or ", names.stream().map(n -> '"' + n + '"').toList()))
                                .toList());
    }

    /** A column that cuts rows finer than a campaign and day, or empty. */
    static Optional<String> segment(Header header) {
        return SEGMENTS.stream().filter(header::has).findFirst();
    }

    ColumnPlan plan(Header header) {
        Map<CsvColumn, String> columns = new EnumMap<>(CsvColumn.class);
        firstOf(header, mandatory.get(0)).ifPresent(name -> columns.put(CsvColumn.DATE, name));
        firstOf(header, mandatory.get(1)).ifPresent(name -> columns.put(CsvColumn.ENTITY, name));
        firstOf(header, List.of("Currency code")).ifPresent(name -> columns.put(CsvColumn.CURRENCY, name));
        firstOf(header, List.of("Campaign", "Campaign name")).ifPresent(name -> columns.put(CsvColumn.CHANNEL, name));
        Map<Metric, String> metrics = new EnumMap<>(Metric.class);
        costColumn(header).ifPresent(name -> metrics.put(Metric.COST, name));
        optional.forEach((metric, names) -> firstOf(header, names).ifPresent(name -> metrics.put(metric, name)));
        boolean period = !header.has("Day") && header.has("Reporting ends");
        int entity = header.find(columns.get(CsvColumn.ENTITY)).orElse(Integer.MAX_VALUE);
        return new ColumnPlan(
                columns, metrics, period ? "Reporting ends" : null, headerCurrency(metrics), totals(entity));
    }

    private static @Nullable Currency headerCurrency(Map<Metric, String> metrics) {
        Matcher spent = SPENT.matcher(metrics.getOrDefault(Metric.COST, ""));
        return spent.matches() ? Currencies.find(spent.group(1).toUpperCase(Locale.ROOT)).orElse(null) : null;
    }

    private static Optional<String> firstOf(Header header, List<String> names) {
        return names.stream().filter(header::has).findFirst();
    }
}
