package io.banditpipeline.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.BudgetChange;
import io.banditpipeline.internal.text.TextTable;
import io.banditpipeline.store.Storage;
import java.util.ArrayList;
import java.util.List;

/** Lists what became of budgets on platforms. */
final class BudgetsCommand implements Command {
    private static final int LONGEST_TEXT = 300;

    @Override
    public String name() {
        return "budgets";
    }

    @Override
    public String summary() {
        return "list what became of budgets on platforms, the latest first: before, after, state, and why";
    }

    @Override
    public String details() {
        return "DRY_RUN would be set; SENT is on its way, and VERIFIED when the platform was seen to hold it; REFUSED needs"
                + " a person. A plan that is held is told to no platform: why is said below the list.";
    }

    @Override
    public List<Option> options() {
        return Option.join(Option.KEPT, Option.LIMIT, Option.JSON);
    }

    @Override
    public int run(Call call) {
        try (Storage storage = Databases.openExisting(call.options())) {
            List<BudgetChange> changes =
                    storage.budgetChanges().latest(call.options().limit());
            List<Allocation> held = held(storage);
            call.print(
                    json -> {
                        Json.array(json, "budgets", changes, BudgetsCommand::json);
                        Json.array(json, "held", held, BudgetsCommand::heldJson);
                    },
                    () -> text(changes, held));
            return BanditPipelineCommand.GOOD;
        }
    }

    /** The latest plans that are told to no platform, since they are held. */
    private static List<Allocation> held(Storage storage) {
        return storage.catalog().campaigns().stream()
                .flatMap(campaign -> storage.decisions().latest(campaign.id(), 1).stream())
                .filter(plan -> plan.state() == Allocation.State.HELD)
                .toList();
    }

    private static String text(List<BudgetChange> changes, List<Allocation> held) {
        StringBuilder text = new StringBuilder();
        if (!changes.isEmpty()) {
            text.append(table(changes));
        } else if (held.isEmpty()) {
            text.append("No budget was told to a platform. 'daily' tells those of sources that --config names in its"
                    + " section budgets, once a plan is decided; see docs/budgets.md.\n");
        } else {
            text.append("No budget was told to a platform.\n");
        }
        held.forEach(plan -> text.append("The plan of ")
                .append(Cells.shown(plan.campaignId(), LONGEST_TEXT))
                .append(" for ")
                .append(plan.day())
                .append(" is held, and told to no platform: ")
                .append(Cells.shown(plan.reason(), LONGEST_TEXT))
                .append('\n'));
        return text.toString();
    }

    private static void heldJson(ObjectNode node, Allocation held) {
        node.put("campaign", held.campaignId());
        node.put("day", held.day().toString());
        node.put("allocation", held.id());
        node.put("reason", held.reason());
    }

    private static void json(ObjectNode node, BudgetChange change) {
        node.put("allocation", change.allocationId());
        node.put("arm", change.armId());
        node.put("account", change.accountKey());
        node.put("level", change.entity().level().name());
        node.put("entity", change.entity().id());
        node.put("day", change.day().toString());
        node.put("at", change.at().toString());
        node.put("currency", change.currency().getCurrencyCode());
        if (change.beforeMicros().isPresent()) {
            node.put("beforeMicros", change.beforeMicros().getAsLong());
        } else {
            node.putNull("beforeMicros");
        }
        node.put("afterMicros", change.afterMicros());
        node.put("state", change.state().name());
        node.put("text", change.text());
    }

    private static String table(List<BudgetChange> changes) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("state", "account", "entity", "arm", "day", "at", "before", "after", "", "why"));
        changes.forEach(change -> rows.add(List.of(
                change.state().name(),
                Cells.shown(change.accountKey(), LONGEST_TEXT),
                change.entity().level().name() + " "
                        + Cells.shown(change.entity().id(), LONGEST_TEXT),
                Cells.shown(change.armId(), LONGEST_TEXT),
                change.day().toString(),
                Cells.instant(change.at()),
                change.beforeMicros().isPresent()
                        ? Cells.money(change.beforeMicros().getAsLong())
                        : "-",
                Cells.money(change.afterMicros()),
                change.currency().getCurrencyCode(),
                Cells.shown(change.text(), LONGEST_TEXT))));
        return TextTable.of(rows, 6);
    }
}
