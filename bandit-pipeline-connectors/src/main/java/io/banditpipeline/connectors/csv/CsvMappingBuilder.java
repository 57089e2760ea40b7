package io.banditpipeline.connectors.csv;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.metric.Metric;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link CsvMapping}. What is wrong is told by {@link #build()}, all of it together. Not thread-safe.
 *
 * <p>Names of columns are found whatever their case and spacing.
 */
public final class CsvMappingBuilder {
    final CsvMapping.Shape shape;
    final Map<String, Account> accounts = new LinkedHashMap<>();
    final List<Arm> arms = new ArrayList<>();
    final Map<CsvColumn, String> columns = new EnumMap<>(CsvColumn.class);
    final Map<Metric, String> metricColumns = new EnumMap<>(Metric.class);
    final Map<String, Map<Metric, Optional<String>>> armColumns = new LinkedHashMap<>();
    final List<String> problems = new ArrayList<>();
    CsvMapping.@Nullable OutcomeColumns outcomes;
    CsvMapping.Coverage coverage = CsvMapping.Coverage.FILE;
    Level level = Level.CAMPAIGN;
    Charset encoding = StandardCharsets.UTF_8;
    @Nullable Character separator;
    @Nullable Campaign campaign;
    String datePattern = Times.ISO_DAYS;
    char decimalMark = '.';
    @Nullable Character thousandsSeparator;
    Set<String> nullTokens = Set.of("", "-", "--", "N/A", "null");

    CsvMappingBuilder(CsvMapping.Shape shape) {
        this.shape = shape;
    }

    /** The campaign that the file is about. */
    public CsvMappingBuilder campaign(Campaign value) {
        campaign = Objects.requireNonNull(value, "campaign");
        return this;
    }

    /** An account whose rows the file holds. Those of the arms need not be named again. */
    public CsvMappingBuilder account(Account value) {
        return account(value.key(), value);
    }

    /**
     * An account whose rows the file holds.
     *
     * @param name what the file's account column may call it, besides its id and {@link Account#key() key}
     */
    public CsvMappingBuilder account(String name, Account value) {
        Objects.requireNonNull(name, "name");
        if (!accounts.containsValue(Objects.requireNonNull(value, "account")) && accounts.put(name, value) != null) {
            problems.add("two accounts are called \"" + name + "\"; give each a name of its own");
        }
        return this;
    }

    /**
     * An arm. In a wide file its id stands for {@code {arm}} in the names of columns, and it has exactly one entity. In
     * a long file or an export, naming arms keeps them from being discovered.
     */
    public CsvMappingBuilder arm(Arm value) {
        arms.add(Objects.requireNonNull(value, "arm"));
        return accounts.containsValue(value.account()) ? this : account(value.account());
    }

    /** The column of the day. */
    public CsvMappingBuilder date(String column) {
        return column(CsvColumn.DATE, column);
    }

    /**
     * The column of the hour, which makes the rows hourly: 0 to 23 beside a column of the day, or without one a date and
     * time, with an offset or in the account's zone. Long files only.
     */
    public CsvMappingBuilder hour(String column) {
        return column(CsvColumn.HOUR, column);
    }

    /** The column of the platform's id, or name, of what the row speaks of. Long files only. */
    public CsvMappingBuilder entity(String column) {
        return column(CsvColumn.ENTITY, column);
    }

    /** The column of the media channel, used for arms that are discovered. Long files only. */
    public CsvMappingBuilder channel(String column) {
        return column(CsvColumn.CHANNEL, column);
    }

    /** The column that tells the account by name, id or key. Long files only. */
    public CsvMappingBuilder accountColumn(String column) {
        return column(CsvColumn.ACCOUNT, column);
    }

    /** The column of the row's currency code; otherwise it is that of the account. Long files only. */
    public CsvMappingBuilder currencyColumn(String column) {
        return column(CsvColumn.CURRENCY, column);
    }

    /** The column of the time at which the row was reported; otherwise it is that of the fetch. */
    public CsvMappingBuilder observedAt(String column) {
        return column(CsvColumn.OBSERVED_AT, column);
    }

    CsvMappingBuilder column(CsvColumn role, String column) {
        columns.put(role, Objects.requireNonNull(column, "column"));
        return this;
    }

    /** The column of a metric; in a wide file a template such as {@code "{arm}_spend"}. */
    public CsvMappingBuilder column(Metric metric, String column) {
        metricColumns.put(Objects.requireNonNull(metric, "metric"), Objects.requireNonNull(column, "column"));
        return this;
    }

    /**
     * The column of one arm's metric in a wide file, where it does not follow the template.
     *
     * @param column its name, or null if the file has none for this arm
     */
    public CsvMappingBuilder armColumn(String armId, Metric metric, @Nullable String column) {
        armColumns
                .computeIfAbsent(Objects.requireNonNull(armId, "armId"), id -> new EnumMap<>(Metric.class))
                .put(Objects.requireNonNull(metric, "metric"), Optional.ofNullable(column));
        return this;
    }

    /**
     * The columns of the host's own orders and revenue. Wide files only.
     *
     * @param orders the column of the number of orders
     * @param revenue the column of the revenue in the campaign's currency
     * @param subtracted columns to take from it, such as that of discounts, to get the net revenue
     */
    public CsvMappingBuilder outcomes(String orders, String revenue, String... subtracted) {
        outcomes = new CsvMapping.OutcomeColumns(
                Objects.requireNonNull(orders, "orders"),
                Objects.requireNonNull(revenue, "revenue"),
                List.of(subtracted));
        return this;
    }

    /** How days are written, as {@link java.time.format.DateTimeFormatter} has it; {@code yyyy-MM-dd} by default. */
    public CsvMappingBuilder datePattern(String pattern) {
        datePattern = Objects.requireNonNull(pattern, "pattern");
        return this;
    }

    /** The decimal mark, a point or a comma; a point by default. It is never guessed from a value. */
    public CsvMappingBuilder decimalMark(char mark) {
        decimalMark = mark;
        return this;
    }

    /**
     * The only thousands separator. By default the comma or point that is not the decimal mark, spaces of any kind and
     * apostrophes all are.
     */
    public CsvMappingBuilder thousandsSeparator(char mark) {
        thousandsSeparator = mark;
        return this;
    }

    /**
     * The cells that mean "not reported", whatever their case; by default the empty cell, {@code -}, {@code --},
     * {@code N/A} and {@code null}. The empty cell is always one.
     */
    public CsvMappingBuilder nullTokens(String... tokens) {
        Set<String> all = new LinkedHashSet<>(List.of(tokens));
        all.add("");
        nullTokens = all;
        return this;
    }

    /** Which days the file can answer for; {@link CsvMapping.Coverage#FILE} by default. */
    public CsvMappingBuilder coverage(CsvMapping.Coverage value) {
        coverage = Objects.requireNonNull(value, "coverage");
        return this;
    }

    /** The level of the entities; {@link Level#CAMPAIGN} by default. */
    public CsvMappingBuilder level(Level value) {
        level = Objects.requireNonNull(value, "level");
        return this;
    }

    /** The encoding of a file without a byte order mark; UTF-8 by default. */
    public CsvMappingBuilder encoding(Charset value) {
        encoding = Objects.requireNonNull(value, "encoding");
        return this;
    }

    /** The separator between cells; found by looking at the header by default. */
    public CsvMappingBuilder separator(char value) {
        separator = value;
        return this;
    }

    /**
     * Builds the mapping.
     *
     * @throws ConfigurationException with everything that is wrong or missing
     */
    public CsvMapping build() {
        return build("CSV mapping");
    }

    CsvMapping build(String what) {
        List<String> found = new ArrayList<>(problems);
        found.addAll(new MappingRules(this).problems());
        if (!found.isEmpty()) {
            throw new ConfigurationException(what, found);
        }
        CellReader cells = new CellReader(
                new Times(datePattern), new Numbers(decimalMark, thousandsSeparator), nullTokens);
        return new CsvMapping(this, Objects.requireNonNull(campaign, "campaign"), cells);
    }
}
