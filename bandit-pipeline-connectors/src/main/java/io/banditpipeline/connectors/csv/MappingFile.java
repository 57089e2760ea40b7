package io.banditpipeline.connectors.csv;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.BudgetLimits;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.internal.yaml.YamlNode;
import io.banditpipeline.connectors.internal.yaml.YamlReader;
import io.banditpipeline.connectors.internal.yaml.YamlText;
import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.metric.Metric;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a mapping from YAML. One instance reads one file; not thread-safe. */
final class MappingFile {
    private static final List<String> TOP =
            List.of("shape", "campaign", "accounts", "columns", "arms", "outcomes", "format", "coverage", "level");
    private static final List<String> CAMPAIGN =
            List.of("id", "name", "zone", "currency", "dailyBudget", "totalBudget", "firstDay", "lastDay");
    private static final List<String> ACCOUNT = List.of("platform", "id", "zone", "currency");
    private static final List<String> ARM =
            List.of("account", "channel", "creative", "bid", "entity", "entities", "floor", "cap", "columns");
    private static final List<String> OUTCOMES = List.of("orders", "revenue", "subtract");
    private static final List<String> FORMAT =
            List.of("datePattern", "decimalMark", "thousandsSeparator", "nullTokens", "separator", "encoding");
    private static final List<String> METRICS =
            Stream.of(Metric.values()).map(MappingRules::key).toList();
    private static final List<String> COLUMNS = Stream.concat(
                    Stream.of(CsvColumn.values()).map(CsvColumn::key), METRICS.stream())
            .toList();
    private static final Currency NO_CURRENCY = Currency.getInstance("XXX");

    private final List<String> problems = new ArrayList<>();
    private final Map<String, Account> accounts = new HashMap<>();

    private MappingFile() {}

    /** @throws ConfigurationException if the file cannot be read, or with every mistake found in it */
    static CsvMapping read(Path file) {
        String what = "CSV mapping " + file.getFileName();
        MappingFile reader = new MappingFile();
        CsvMappingBuilder builder = reader.builder(reader.top(file, what));
        builder.problems.addAll(0, reader.problems);
        return builder.build(what);
    }

    private MappingSection top(Path file, String what) {
        YamlNode node = YamlReader.read(YamlText.read(file, what), what).orElse(null);
        if (!(node instanceof YamlNode.Section section)) {
            throw new ConfigurationException(
                    what, List.of("the file must hold keys and values: " + String.join(", ", TOP)));
        }
        return new MappingSection("", section, problems, TOP);
    }

    private CsvMappingBuilder builder(MappingSection top) {
        CsvMapping.Shape shape = top.choice(
                "shape",
                new TreeMap<>(Map.of(
                        "long", CsvMapping.Shape.LONG,
                        "wide", CsvMapping.Shape.WIDE,
                        "export", CsvMapping.Shape.EXPORT)));
        if (!top.has("shape")) {
            problems.add("shape is missing: say long, wide or export");
        }
        CsvMappingBuilder builder = new CsvMappingBuilder(shape == null ? likelyShape(top) : shape);
        Campaign campaign = campaign(top, builder);
        accounts(top, campaign, builder);
        columns(top, builder);
        arms(top, campaign, builder);
        outcomes(top, builder);
        format(top.section("format", FORMAT), builder);
        set(
                top.choice(
                        "coverage",
                        new TreeMap<>(Map.of(
                                "file", CsvMapping.Coverage.FILE,
                                "history", CsvMapping.Coverage.HISTORY))),
                builder::coverage);
        set(
                top.choice(
                        "level",
                        new TreeMap<>(Map.of(
                                "account", Level.ACCOUNT,
                                "campaign", Level.CAMPAIGN,
                                "ad_group", Level.AD_GROUP,
                                "ad", Level.AD))),
                builder::level);
        return builder;
    }

    /** The shape that is checked against where none is named, so that only real mistakes are told. */
    private static CsvMapping.Shape likelyShape(MappingSection top) {
        MappingSection columns = top.section("columns", List.of());
        if (columns.has(CsvColumn.ENTITY.key())) {
            return CsvMapping.Shape.LONG;
        }
        return top.has("columns") ? CsvMapping.Shape.WIDE : CsvMapping.Shape.EXPORT;
    }

    private static <T> void set(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    /** The campaign; where it is wrong, one that lets the rest be checked. */
    private Campaign campaign(MappingSection top, CsvMappingBuilder builder) {
        MappingSection section = top.section("campaign", CAMPAIGN);
        Campaign fallback = Campaign.of("unknown", ZoneOffset.UTC, NO_CURRENCY);
        if (!top.has("campaign")) {
            return fallback;
        }
        String id = section.needText("id");
        section.needText("zone");
        section.needText("currency");
        ZoneId zone = section.zone("zone");
        Currency currency = section.currency("currency");
        OptionalLong total = optional(section.money("totalBudget"));
        OptionalLong daily = optional(section.money("dailyBudget"));
        LocalDate first = section.day("firstDay");
        LocalDate last = section.day("lastDay");
        Campaign campaign = fallback;
        try {
            campaign = new Campaign(
                    id.isBlank() ? fallback.id() : id,
                    section.text("name").orElse(id.isBlank() ? fallback.id() : id),
                    zone == null ? fallback.zone() : zone,
                    currency == null ? NO_CURRENCY : currency,
                    total,
                    daily,
                    first,
                    last,
                    Campaign.Status.ACTIVE);
        } catch (IllegalArgumentException wrong) {
            top.reject("campaign", "cannot be used: " + wrong.getMessage());
        }
        builder.campaign(campaign);
        return campaign;
    }

    private static OptionalLong optional(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private void accounts(MappingSection top, Campaign campaign, CsvMappingBuilder builder) {
        MappingSection all = top.section("accounts", List.of());
        for (String name : all.entries().keySet()) {
            MappingSection section = all.section(name, ACCOUNT);
            String platform = section.needText("platform");
            String id = section.needText("id");
            ZoneId zone = section.zone("zone");
            Currency currency = section.currency("currency");
            try {
                Account account = new Account(
                        platform.isBlank() ? "unknown" : platform,
                        id.isBlank() ? name : id,
                        zone == null ? campaign.zone() : zone,
                        currency == null ? campaign.currency() : currency);
                accounts.put(name, account);
                builder.account(name, account);
            } catch (IllegalArgumentException wrong) {
                all.reject(name, "cannot be used: " + wrong.getMessage());
            }
        }
    }

    private void columns(MappingSection top, CsvMappingBuilder builder) {
        MappingSection section = top.section("columns", COLUMNS);
        for (CsvColumn role : CsvColumn.values()) {
            section.text(role.key()).ifPresent(column -> builder.column(role, column));
        }
        for (Metric metric : Metric.values()) {
            section.text(MappingRules.key(metric)).ifPresent(column -> builder.column(metric, column));
        }
    }

    private void arms(MappingSection top, Campaign campaign, CsvMappingBuilder builder) {
        MappingSection all = top.section("arms", List.of());
        all.entries().forEach((id, node) -> {
            boolean shorthand = node instanceof YamlNode.Scalar;
            MappingSection section = shorthand
                    ? new MappingSection("arms." + id, alone(node), problems, List.of())
                    : all.section(id, ARM);
            Account account = account(section);
            if (account != null) {
                try {
                    builder.arm(arm(id, section, account, campaign, level(top)));
                } catch (IllegalArgumentException wrong) {
                    all.reject(id, "cannot be used: " + wrong.getMessage());
                }
            }
            if (!shorthand) {
                armColumns(id, section, builder);
            }
        });
    }

    /** {@code arm: account} is short for an arm of which only the account is named. */
    private static YamlNode.Section alone(YamlNode account) {
        return new YamlNode.Section(
                account.place(),
                account.isNull() ? Map.of() : Map.of("account", account),
                account.isNull() ? Map.of() : Map.of("account", account.place()),
                List.of());
    }

    private static Level level(MappingSection top) {
        return top.text("level")
                .flatMap(text -> Stream.of(Level.values())
                        .filter(level -> level.name().equalsIgnoreCase(text))
                        .findFirst())
                .orElse(Level.CAMPAIGN);
    }

    private @Nullable Account account(MappingSection section) {
        Optional<String> name = section.text("account");
        if (name.isEmpty()) {
            if (accounts.size() != 1) {
                problems.add("line " + section.line() + ": an arm must name its account, one of "
                        + String.join(", ", accounts.keySet().stream().sorted().toList()));
                return null;
            }
            return accounts.values().iterator().next();
        }
        Account account = accounts.get(name.get());
        if (account == null) {
            section.reject(
                    "account",
                    "names no account: \"" + name.get() + "\"" + Nearest.suggestion(name.get(), accounts.keySet()));
        }
        return account;
    }

    private Arm arm(String id, MappingSection section, Account account, Campaign campaign, Level level) {
        List<String> entities = new ArrayList<>(section.texts("entities"));
        section.text("entity").ifPresent(entities::add);
        Long floor = section.money("floor");
        Long cap = section.money("cap");
        return new Arm(
                id,
                campaign.id(),
                account,
                section.text("channel").orElse(id),
                section.text("creative").orElse(""),
                section.text("bid").orElse(""),
                (entities.isEmpty() ? List.of(id) : entities)
                        .stream().map(entity -> new EntityRef(level, entity)).toList(),
                new BudgetLimits(floor == null ? 0 : floor, cap == null ? Long.MAX_VALUE : cap));
    }

    private void armColumns(String id, MappingSection section, CsvMappingBuilder builder) {
        MappingSection columns = section.section("columns", METRICS);
        for (Metric metric : Metric.values()) {
            YamlNode node = columns.entries().get(MappingRules.key(metric));
            if (node != null) {
                builder.armColumn(id, metric, node.isNull() ? null : columns.needText(MappingRules.key(metric)));
            }
        }
    }

    private static void outcomes(MappingSection top, CsvMappingBuilder builder) {
        MappingSection section = top.section("outcomes", OUTCOMES);
        if (top.has("outcomes")) {
            builder.outcomes(
                    section.needText("orders"),
                    section.needText("revenue"),
                    section.texts("subtract").toArray(new String[0]));
        }
    }

    private static void format(MappingSection format, CsvMappingBuilder builder) {
        format.text("datePattern").ifPresent(builder::datePattern);
        set(format.mark("decimalMark"), builder::decimalMark);
        set(format.mark("thousandsSeparator"), builder::thousandsSeparator);
        set(format.mark("separator"), builder::separator);
        if (format.has("nullTokens")) {
            builder.nullTokens(format.texts("nullTokens").toArray(new String[0]));
        }
        set(
                format.value("encoding", "an encoding such as UTF-8 or windows-1252", MappingFile::charset),
                builder::encoding);
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }
}
