package io.banditpipeline.connectors.csv;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Metric;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a CSV file mean: which campaign, accounts and arms its rows speak of, and how its dates and numbers
 * are written.
 *
 * <p>A file has one of three shapes: {@linkplain #longTable() long}, a row per entity and day or hour;
 * {@linkplain #wideTable() wide}, a row per day with columns for each arm; or an {@linkplain #export() export} of a known ad
 * platform, whose columns are recognised. A mapping is built in Java or {@linkplain #read(Path) read} from a YAML file.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class CsvMapping {
    /** Which days a file can answer for. */
    public enum Coverage {
        /** The days from its first to its last; a day between them without rows had none. */
        FILE,
        /** Every day: the file is all that exists, so a day without rows had none. */
        HISTORY
    }

    /** How rows are laid out. */
    enum Shape {
        LONG,
        WIDE,
        EXPORT
    }

    /** The columns that outcomes are made of. */
    record OutcomeColumns(String orders, String revenue, List<String> subtracted) {}

    private final Shape shape;
    private final Campaign campaign;
    private final Map<String, Account> accounts;
    private final List<Arm> arms;
    private final Map<CsvColumn, String> columns;
    private final Map<Metric, String> metricColumns;
    private final Map<String, Map<Metric, Optional<String>>> armColumns;
    private final @Nullable OutcomeColumns outcomes;
    private final Coverage coverage;
    private final Level level;
    private final CellReader cells;
    private final Charset encoding;
    private final @Nullable Character separator;

    CsvMapping(CsvMappingBuilder from, Campaign campaign, CellReader cells) {
        this.shape = from.shape;
        this.campaign = campaign;
        this.accounts = Collections.unmodifiableMap(new LinkedHashMap<>(from.accounts));
        this.arms = List.copyOf(from.arms);
        this.columns = Collections.unmodifiableMap(new EnumMap<>(from.columns));
        this.metricColumns = Collections.unmodifiableMap(new EnumMap<>(from.metricColumns));
        this.armColumns = Map.copyOf(from.armColumns);
        this.outcomes = from.outcomes;
        this.coverage = from.coverage;
        this.level = from.level;
        this.cells = cells;
        this.encoding = from.encoding;
        this.separator = from.separator;
    }

    /** A file with a row per entity and day or hour. */
    public static CsvMappingBuilder longTable() {
        return new CsvMappingBuilder(Shape.LONG);
    }

    /** A file with a row per day and columns for each arm; it may hold outcomes too. */
    public static CsvMappingBuilder wideTable() {
        return new CsvMappingBuilder(Shape.WIDE);
    }

    /**
     * An export of Google Ads or Meta Ads Manager, recognised by its header: only the campaign and the accounts are still
     * to be named.
     */
    public static CsvMappingBuilder export() {
        return new CsvMappingBuilder(Shape.EXPORT);
    }

    /**
     * Reads a mapping from a YAML file in UTF-8; JSON is YAML too. The keys are described in {@code docs/csv.md}.
     *
     * @throws io.banditpipeline.error.ConfigurationException if the file cannot be read, or with every mistake found in
     *     it, each with its line
     */
    public static CsvMapping read(Path file) {
        return MappingFile.read(file);
    }

    /** The campaign that the file is about. */
    public Campaign campaign() {
        return campaign;
    }

    /** The accounts that its rows belong to, in the order named. */
    public List<Account> accounts() {
        return List.copyOf(accounts.values());
    }

    /** The arms that it names; empty if they are to be discovered in the file. */
    public List<Arm> arms() {
        return arms;
    }

    Shape shape() {
        return shape;
    }

    /** The accounts by their name in the mapping. */
    Map<String, Account> accountsByName() {
        return accounts;
    }

    Map<CsvColumn, String> columns() {
        return columns;
    }

    Map<Metric, String> metricColumns() {
        return metricColumns;
    }

    /** The columns of one arm of a wide file: its own where it has them, else by the common template. */
    Map<Metric, String> columnsOf(Arm arm) {
        Map<Metric, String> result = new EnumMap<>(Metric.class);
        metricColumns.forEach((metric, template) -> result.put(metric, template.replace("{arm}", arm.id())));
        armColumns.getOrDefault(arm.id(), Map.of()).forEach((metric, column) -> {
            if (column.isPresent()) {
                result.put(metric, column.get());
            } else {
                result.remove(metric);
            }
        });
        return result;
    }

    Optional<OutcomeColumns> outcomes() {
        return Optional.ofNullable(outcomes);
    }

    Coverage coverage() {
        return coverage;
    }

    Level level() {
        return level;
    }

    boolean isHourly() {
        return columns.containsKey(CsvColumn.HOUR);
    }

    CellReader cells() {
        return cells;
    }

    Charset encoding() {
        return encoding;
    }

    @Nullable Character separator() {
        return separator;
    }

    /** Names of the mapping, for messages. */
    Set<String> accountNames() {
        return accounts.keySet();
    }
}
