package io.banditpipeline.core.internal.collect;

import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Observation;
import java.util.Locale;

/**
 * A row as one line of JSON, without the moment it was observed: two fetches that say the same give the same text, so
 * that a held row is known again.
 */
final class RowText {
    private static final int FIRST_PRINTABLE = 0x20;

    private final StringBuilder text = new StringBuilder(256).append('{');

    private RowText() {}

    static String of(Observation row) {
        RowText line = new RowText()
                .text("level", row.entity().level().name().toLowerCase(Locale.ROOT))
                .text("entity", row.entity().id())
                .text("granularity", row.interval().granularity().name().toLowerCase(Locale.ROOT))
                .text("day", row.interval().day().toString())
                .text("start", row.interval().start().toString())
                .text("end", row.interval().end().toString())
                .text("origin", row.origin().name().toLowerCase(Locale.ROOT));
        for (Metric metric : Metric.values()) {
            if (row.metrics().has(metric)) {
                line.number(name(metric), row.metrics().get(metric));
            }
        }
        line.text("currency", row.currency().getCurrencyCode());
        if (!row.attribution().equals(Attribution.UNKNOWN)) {
            line.text("attributionBasis", row.attribution().basis().name().toLowerCase(Locale.ROOT))
                    .text("attributionSetting", row.attribution().setting());
        }
        return line.text.append('}').toString();
    }

    private static String name(Metric metric) {
        return switch (metric) {
            case IMPRESSIONS -> "impressions";
            case CLICKS -> "clicks";
            case CONVERSIONS -> "conversionMicros";
            case COST -> "costMicros";
            case REVENUE -> "revenueMicros";
        };
    }

    private RowText number(String name, long value) {
        key(name).append(value);
        return this;
    }

    private RowText text(String name, String value) {
        StringBuilder out = key(name).append('"');
        value.chars().forEach(character -> {
            if (character == '"' || character == '\\') {
                out.append('\\').append((char) character);
            } else if (character < FIRST_PRINTABLE) {
                out.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
                out.append((char) character);
            }
        });
        out.append('"');
        return this;
    }

    private StringBuilder key(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        return text.append('"').append(name).append("\":");
    }
}
