package io.banditpipeline.examples;

import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.bandit.Binding;
import io.banditpipeline.examples.Explanation.Certainty;
import io.banditpipeline.mmm.ChannelEstimate;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes why one arm got its budget. */
final class ArmText {
    private static final int LONGEST = 400;

    /** Both of an arm's numbers, if no arm ever reported a conversion or the lack of one. */
    private static final double NOTHING = 1;

    private final StringBuilder out = new StringBuilder();
    private final Explanation why;
    private final Currency currency;

    private ArmText(Explanation why) {
        this.why = why;
        this.currency = why.allocation().currency();
    }

    static String of(Explanation why, ArmAllocation arm) {
        ArmText text = new ArmText(why);
        text.out.append(arm.armId());
        why.channelOf(arm).ifPresent(channel -> text.out.append(", channel ").append(channel));
        text.out.append('\n');
        text.line("Why", "%s", Cells.shown(arm.reason(), LONGEST));
        text.line("Bound", "%s", bound(arm.binding()));
        text.certainty(arm);
        why.estimateOf(arm).ifPresent(text::estimate);
        text.evidence(why.evidence().get(arm.armId()));
        return text.out.toString();
    }

    /** Against what it spends of late. */
    static String change(ArmAllocation arm) {
        return Explanation.change(arm).isPresent()
                ? String.format(
                        Locale.ROOT, "%+.1f %%", 100 * Explanation.change(arm).getAsDouble())
                : "new";
    }

    static String words(Certainty certainty) {
        return switch (certainty) {
            case SURE -> "sure";
            case FAIRLY_SURE -> "fairly sure";
            case UNSURE -> "unsure";
            case UNKNOWN -> "-";
        };
    }

    private static String bound(Binding binding) {
        return switch (binding) {
            case NONE -> "none: the last unit of money is worth the same here as in the other arms";
            case FLOOR -> "its floor: without it, it would get less";
            case CAP -> "its cap: without it, it would get more";
            case STEP_UP -> "the largest rise in one day: it may get more tomorrow";
            case STEP_DOWN -> "the largest fall in one day: it may get less tomorrow";
            case HELD -> "the last good plan is held";
        };
    }

    private void certainty(ArmAllocation arm) {
        Certainty certainty = why.certaintyOf(arm);
        if (certainty != Certainty.UNKNOWN) {
            line(
                    "How sure",
                    "%s: nine of ten draws of what may be true give it %s",
                    words(certainty),
                    arm.lowMicros() == arm.highMicros()
                            ? "the same, since the bound decides"
                            : Cells.money(arm.lowMicros()) + " to " + Cells.money(arm.highMicros()) + " " + currency);
        }
    }

    private void estimate(ChannelEstimate known) {
        line(
                "Channel",
                "one %s has brought %s (90 %%: %s), one more brings %s (%s); %s of that is learnt from data, the rest"
                        + " was assumed before",
                currency,
                Cells.number(known.roas()),
                Cells.interval(known.roasLow(), known.roasHigh()),
                Cells.number(known.marginalRoas()),
                Cells.interval(known.marginalLow(), known.marginalHigh()),
                Cells.percent(known.contraction()));
        if (!known.note().isEmpty()) {
            line("", "%s", Cells.shown(known.note(), LONGEST));
        }
    }

    private void evidence(@Nullable ArmState state) {
        if (state == null) {
            line("Evidence", "not kept of earlier plans; 'replay' computes it again");
            return;
        }
        if (state.alpha() == NOTHING && state.beta() == NOTHING) {
            line("Evidence", "platforms report no conversions of any arm, so it is worth what its channel is worth");
        } else {
            rate(state);
        }
        line(
                "",
                "in all %s %s spent, %d clicks, last row of %s%s",
                Cells.money(state.spendingMicros()),
                currency,
                state.trials(),
                Cells.known(state.lastDay()),
                state.valuePerConversion() > 0
                        ? ", a conversion is worth " + Cells.number(state.valuePerConversion()) + " " + currency
                                + " as platforms report it"
                        : "");
    }

    private void rate(ArmState state) {
        line(
                "Evidence",
                "%s conversions of %s %s: one per %s %s, give or take %s (recent days count more; what is assumed of"
                        + " arms like it is counted in)",
                Cells.number(state.alpha()),
                Cells.number(state.beta()),
                currency,
                Cells.number(state.beta() / state.alpha()),
                currency,
                Cells.percent(1 / Math.sqrt(state.alpha())));
    }

    private void line(String name, String format, Object... arguments) {
        out.append("  ")
                .append(name)
                .append(" ".repeat(10 - name.length()))
                .append(String.format(Locale.ROOT, format, arguments))
                .append('\n');
    }
}
