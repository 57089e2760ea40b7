package io.banditpipeline.examples;

import io.banditpipeline.store.Storage;
import java.util.List;
import java.util.Optional;

/** Says why arms got the budgets that they got. */
final class ExplainCommand implements Command {
    private static final Option CAMPAIGN = new Option("--campaign", "ID", "the campaign; needed if there are several");
    private static final Option ARM = new Option("--arm", "ID", "only this arm; default: all");
    private static final Option ALLOCATION =
            new Option("--allocation", "ID", "this plan; default: the latest of the campaign");

    @Override
    public String name() {
        return "explain";
    }

    @Override
    public String summary() {
        return "tell why each arm got its budget: what is known, how sure it is, which bound decided";
    }

    @Override
    public String details() {
        return "Reads what is stored; collects and changes nothing. The ids at the end are for 'replay'.";
    }

    @Override
    public List<Option> options() {
        return Option.join(Option.KEPT, CAMPAIGN, ARM, ALLOCATION, Option.JSON);
    }

    @Override
    public int run(Call call) {
        Optional<String> plan = call.options().text(ALLOCATION.name());
        Optional<String> campaign = call.options().text(CAMPAIGN.name());
        Optional<String> arm = call.options().text(ARM.name());
        if (plan.isPresent() && campaign.isPresent()) {
            throw new UsageException(
                    "Options --allocation and --campaign do not go together: a plan is of one campaign.");
        }
        try (Storage storage = Databases.openExisting(call.options())) {
            Explainer explainer = new Explainer(storage);
            Explanation why = plan.map(id -> explainer.of(id, arm)).orElseGet(() -> explainer.latest(campaign, arm));
            call.print(json -> ExplanationJson.of(json, why), () -> ExplanationText.of(why));
            return BanditPipelineCommand.GOOD;
        }
    }
}
