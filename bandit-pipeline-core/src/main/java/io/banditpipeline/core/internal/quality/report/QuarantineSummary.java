package io.banditpipeline.core.internal.quality.report;

import io.banditpipeline.quality.QualityReport.HeldExample;
import io.banditpipeline.quality.QualityReport.HeldRule;
import io.banditpipeline.quality.QualityReport.Quarantined;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.RejectedRow.Reason;
import io.banditpipeline.store.HeldRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Sums held rows up by rule. Its memory grows with rules, not with rows (R15). Not thread-safe. */
final class QuarantineSummary implements Consumer<HeldRow> {
    private static final int EXAMPLES = 5;
    private static final int MAX_REASONS = 5;
    private static final int MAX_RAW = 2_000;
    private static final int MAX_TEXT = 500;

    private final Map<String, OfRule> rules = new TreeMap<>();
    private long rows;

    @Override
    public void accept(HeldRow row) {
        rows++;
        row.row().reasons().stream().map(Reason::rule).distinct().forEach(rule -> rules.computeIfAbsent(
                        rule, OfRule::new)
                .add(row));
    }

    Quarantined result() {
        return new Quarantined(
                rows,
                rules.values().stream()
                        .map(OfRule::result)
                        .sorted(Comparator.comparingLong(HeldRule::rows)
                                .reversed()
                                .thenComparing(HeldRule::rule))
                        .toList());
    }

    private static HeldExample example(HeldRow held) {
        RejectedRow row = held.row();
        List<Reason> reasons = row.reasons().stream()
                .limit(MAX_REASONS)
                .map(QuarantineSummary::cut)
                .toList();
        return new HeldExample(
                held.id(),
                held.source(),
                held.subject(),
                held.heldAt(),
                new RejectedRow(cut(row.where(), MAX_TEXT), cut(row.raw(), MAX_RAW), reasons));
    }

    private static Reason cut(Reason reason) {
        return new Reason(
                reason.rule(),
                cut(reason.field(), MAX_TEXT),
                cut(reason.value(), MAX_TEXT),
                cut(reason.text(), MAX_TEXT));
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + " [cut: " + (text.length() - end) + " more characters]";
    }

    /** What one rule holds. */
    private static final class OfRule {
        private final String rule;
        private final Best<HeldExample> latest = new Best<>(
                Comparator.comparing(HeldExample::heldAt).reversed().thenComparing(HeldExample::id), EXAMPLES);
        private Instant oldest = Instant.MAX;
        private Instant newest = Instant.MIN;

        OfRule(String rule) {
            this.rule = rule;
        }

        void add(HeldRow row) {
            latest.add(example(row));
            oldest = row.heldAt().isBefore(oldest) ? row.heldAt() : oldest;
            newest = row.heldAt().isAfter(newest) ? row.heldAt() : newest;
        }

        HeldRule result() {
            return new HeldRule(rule, latest.total(), oldest, newest, latest.list());
        }
    }
}
