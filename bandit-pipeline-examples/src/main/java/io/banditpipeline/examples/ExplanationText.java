package io.banditpipeline.examples;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.internal.text.TextTable;
import io.banditpipeline.mmm.MmmRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes an explanation so that a marketing person understands it, and an engineer finds the ids. */
final class ExplanationText {
    private static final int LONGEST = 400;
    private static final int MAX_FEEDS = 10;

    private final StringBuilder out = new StringBuilder();
    private final Explanation why;
    private final Allocation plan;

    private ExplanationText(Explanation why) {
        this.why = why;
        this.plan = why.allocation();
    }

    static String of(Explanation why) {
        ExplanationText text = new ExplanationText(why);
        text.heading();
        text.table();
        why.arms().forEach(arm -> text.out.append('\n').append(ArmText.of(why, arm)));
        text.model();
        text.data();
        text.ids();
        return text.out.toString();
    }

    private void heading() {
        line(
                "Budgets of %s for %s: %s %s, %s",
                plan.campaignId(),
                plan.day(),
                Cells.money(plan.budgetMicros()),
                plan.currency(),
                plan.state() == Allocation.State.DECIDED ? "decided anew" : "HELD: not decided anew");
        line("  %s", Cells.shown(plan.reason(), LONGEST));
        if (plan.state() == Allocation.State.HELD) {
            held();
        }
        if (plan.unspentMicros() > 0) {
            line("  %s stay unspent, because no arm may take more.", Cells.money(plan.unspentMicros()));
        }
    }

    private void held() {
        why.failures().forEach(failure -> line("  In the latest daily run: %s", Cells.shown(failure, LONGEST)));
        line("  What to do:");
        line("  1. Mend what is named above; 'quality' and 'runs' tell more.");
        line("  2. Run 'daily' again: it decides as soon as nothing stands against it.");
        line(
                "  Until then %s.",
                plan.arms().isEmpty()
                        ? "nothing is told to platforms, which keep the budgets that they have"
                        : "the budgets below stay in force");
    }

    private void table() {
        String before = why.previous().map(plan -> "plan of " + plan.day()).orElse("earlier plan");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "arm",
                "budget",
                before,
                "spends of late",
                "change",
                "one more " + plan.currency() + " brings",
                "90 % interval",
                "how sure",
                "bound"));
        why.arms()
                .forEach(arm -> rows.add(List.of(
                        arm.armId(),
                        Cells.money(arm.budgetMicros()),
                        why.previousOf(arm)
                                .map(ArmAllocation::budgetMicros)
                                .map(Cells::money)
                                .orElse("-"),
                        Cells.money(arm.previousMicros()),
                        ArmText.change(arm),
                        Cells.number(arm.marginalReturn()),
                        Cells.interval(arm.marginalLow(), arm.marginalHigh()),
                        ArmText.words(why.certaintyOf(arm)),
                        arm.binding().name())));
        out.append('\n').append(TextTable.of(rows, 1));
    }

    private void model() {
        out.append('\n');
        Optional<MmmRun> model = why.model();
        if (model.isEmpty()) {
            line("Model: none was used; worths rest on the conversions that platforms report.");
            return;
        }
        line(
                "Model: fitted to %d days up to %s; on days that it had not seen it was off by %s of the outcome, where"
                        + " \"as a week before\" was off by %s.",
                model.get().posterior().quality().trainingDays(),
                model.get().lastDay(),
                Cells.percent(model.get().posterior().quality().holdoutWape()),
                Cells.percent(model.get().posterior().quality().naiveWape()));
        model.get().posterior().cautions().forEach(caution -> line("  Caution: %s", Cells.shown(caution, LONGEST)));
    }

    private void data() {
        line("Data: what was known at %s.", plan.record().asOf());
        why.feeds().stream()
                .limit(MAX_FEEDS)
                .forEach(mark -> line(
                        "  %s, by %s: complete up to %s%s",
                        mark.accountKey(),
                        mark.source(),
                        Cells.instant(mark.completeUntil()),
                        age(Duration.between(mark.completeUntil(), plan.record().asOf()))));
        if (why.feeds().size() > MAX_FEEDS) {
            line("  and %d feeds more", why.feeds().size() - MAX_FEEDS);
        }
        line(
                "  Held back now: %d rows in quarantine, %d rows of entities that no arm has.",
                why.heldRows(), why.parkedRows());
    }

    private static String age(Duration age) {
        return age.isNegative() ? " (since then)" : ", " + Cells.duration(age) + " before";
    }

    private void ids() {
        line("Ids, to compute it again with 'replay %s':", plan.id());
        line("  model run    %s", Cells.known(plan.record().modelRunId()));
        line("  agent        %s", plan.record().agentId());
        line("  seed         %s", Long.toUnsignedString(plan.record().seed(), 16));
        line("  config hash  %s", plan.record().configHash());
        line("  inputs hash  %s", plan.record().inputsHash());
    }

    private void line(String format, Object... arguments) {
        out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
