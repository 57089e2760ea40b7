package io.banditpipeline.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
                + " a person.";
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
            call.print(
                    json -> Json.array(json, "budgets", changes, BudgetsCommand::json),
                    () -> changes.isEmpty()
                            ? "No budget was told to a platform: see 'publishTo' in docs/budgets.md.\n"
                            : table(changes));
            return BanditPipelineCommand.GOOD;
        }
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
