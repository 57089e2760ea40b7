package io.banditpipeline.connectors.csv;

import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.metric.Metric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks that a mapping can work, and says how to mend it where it cannot. */
final class MappingRules {
    private final CsvMappingBuilder mapping;
    private final List<String> problems = new ArrayList<>();

    MappingRules(CsvMappingBuilder mapping) {
        this.mapping = mapping;
    }

    List<String> problems() {
        requireCampaign();
        requireFormat();
        requireArms();
        switch (mapping.shape) {
            case LONG -> requireLong();
            case WIDE -> requireWide();
            case EXPORT -> requireExport();
        }
        return problems;
    }

    private void require(boolean good, String problem) {
        if (!good) {
            problems.add(problem);
        }
    }

    private void requireCampaign() {
        require(mapping.campaign != null, "campaign is missing: name its id, zone and currency");
        require(
                !mapping.accounts.isEmpty() || mapping.outcomes != null,
                "accounts are missing: name the platform account that the rows belong to");
    }

    private void requireFormat() {
        char mark = mapping.decimalMark;
        Character thousands = mapping.thousandsSeparator;
        require(mark == '.' || mark == ',', "decimalMark must be \".\" or \",\", but is \"" + mark + "\"");
        if (thousands != null) {
            require(thousands != mark, "thousandsSeparator must differ from decimalMark, but both are \"" + mark + "\"");
            require(
                    !Character.isLetterOrDigit(thousands) && thousands != '-' && thousands != '+',
                    "thousandsSeparator must not be a letter, a digit or a sign, but is \"" + thousands + "\"");
        }
        if (mapping.separator != null) {
            char separator = mapping.separator;
            require(
                    !Character.isLetterOrDigit(separator) && separator != '"' && separator != '\n' && separator != '\r',
                    "separator must not be a letter, a digit, a quote or a line end, but is \"" + separator + "\"");
        }
        try {
            new Times(mapping.datePattern);
        } catch (IllegalArgumentException wrong) {
            problems.add("datePattern cannot be used: " + wrong.getMessage() + "; an example is dd.MM.yyyy");
        }
    }

    private void requireArms() {
        Set<String> ids = new HashSet<>();
        Set<String> entities = new HashSet<>();
        for (Arm arm : mapping.arms) {
            require(ids.add(arm.id()), "two arms have the id \"" + arm.id() + "\"; ids are unique");
            Campaign campaign = mapping.campaign;
            require(
                    campaign == null || arm.campaignId().equals(campaign.id()),
                    "arm \"" + arm.id() + "\" belongs to campaign \"" + arm.campaignId()
                            + "\", which is not that of the mapping");
            for (EntityRef entity : arm.entities()) {
                require(
                        entity.level() == mapping.level,
                        "arm \"" + arm.id() + "\" has an entity of level " + entity.level() + ", but the file's level is "
                                + mapping.level);
                require(
                        entities.add(arm.account().key() + '\n' + entity.id()),
                        "entity \"" + entity.id() + "\" of account " + arm.account().key() + " belongs to two arms");
            }
        }
        for (String id : mapping.armColumns.keySet()) {
            require(ids.contains(id), "columns are given for arm \"" + id + "\", which is not among the arms"
                    + Nearest.suggestion(id, ids));
        }
    }

    private void requireLong() {
        Map<CsvColumn, String> columns = mapping.columns;
        require(
                columns.containsKey(CsvColumn.DATE) || columns.containsKey(CsvColumn.HOUR),
                "columns.date is missing: name the column of the day, or columns.hour for hourly rows");
        require(
                columns.containsKey(CsvColumn.ENTITY),
                "columns.entity is missing: name the column that tells what the row speaks of");
        require(!mapping.metricColumns.isEmpty(), "columns name no metric: name at least one of " + metricKeys());
        require(mapping.outcomes == null, "outcomes need a wide file: a long one would repeat them in every row of a day");
        require(mapping.armColumns.isEmpty(), "columns of single arms need a wide file");
    }

    private void requireWide() {
        require(mapping.columns.containsKey(CsvColumn.DATE), "columns.date is missing: name the column of the day");
        mapping.columns.keySet().stream()
                .filter(role -> role != CsvColumn.DATE && role != CsvColumn.OBSERVED_AT)
                .forEach(role -> problems.add("columns." + role.key() + " needs a long file"));
        require(
                !mapping.arms.isEmpty() || mapping.outcomes != null,
                "arms are missing: name the arms that the file has columns for");
        mapping.arms.forEach(this::requireWideArm);
        mapping.metricColumns.forEach((metric, template) -> require(
                mapping.arms.size() < 2 || template.contains("{arm}"),
                "columns." + key(metric) + " must contain {arm}, such as \"{arm}_" + key(metric) + "\", but is \"" + template
                        + "\": the arms would share one column"));
    }

    private void requireWideArm(Arm arm) {
        require(
                arm.entities().size() == 1,
                "arm \"" + arm.id() + "\" must have exactly one entity in a wide file, but has " + arm.entities().size());
        boolean own = mapping.armColumns.getOrDefault(arm.id(), Map.of()).values().stream().anyMatch(c -> c.isPresent());
        require(
                own || !mapping.metricColumns.isEmpty(),
                "arm \"" + arm.id() + "\" has no columns: name at least one of " + metricKeys());
    }

    private void requireExport() {
        boolean columns = !mapping.columns.isEmpty() || !mapping.metricColumns.isEmpty() || !mapping.armColumns.isEmpty();
        require(!columns, "columns of an export are recognised; say that the file is long or wide to name them yourself");
        require(mapping.outcomes == null, "outcomes need a wide file");
    }

    static String key(Metric metric) {
        return metric.name().toLowerCase(Locale.ROOT);
    }

    private static String metricKeys() {
        return String.join(", ", List.of(Metric.values()).stream().map(MappingRules::key).toList());
    }
}
