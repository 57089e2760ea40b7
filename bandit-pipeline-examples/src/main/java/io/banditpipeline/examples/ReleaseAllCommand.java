package io.banditpipeline.examples;

import io.banditpipeline.store.HeldRow;
import java.util.List;
import java.util.Set;

/** Releases all rows in quarantine that can be. */
final class ReleaseAllCommand implements Command {
    private static final Option RULE =
            new Option("--rule", "IDS", "only rows that these rules hold, parted by commas; default: all");

    @Override
    public String name() {
        return "quarantine release-all";
    }

    @Override
    public String summary() {
        return "let all held rows count as they came that could be read";
    }

    @Override
    public String details() {
        return "Name the same --db, --csv and --mapping as for daily. A decision counts from the moment of the run on.";
    }

    @Override
    public List<Option> options() {
        return Option.join(
                Option.join(Option.INPUT, Option.AS_OF), RULE, Option.ACCOUNT, Option.BY, Option.NOTE, Option.JSON);
    }

    @Override
    public int run(Call call) {
        String by = call.options().required(Option.BY);
        String note = call.options().required(Option.NOTE);
        Set<String> rules = Set.of(call.options().names(RULE));
        Set<String> accounts = Set.of(call.options().names(Option.ACCOUNT));
        try (Session session = Session.openExisting(call)) {
            int released = session.pipeline().quarantine().releaseAll(row -> isMeant(row, rules, accounts), by, note);
            call.print(
                    json -> json.put("released", released),
                    () -> released + (released == 1 ? " row" : " rows") + " released.\n");
            return BanditPipelineCommand.GOOD;
        }
    }

    /** Of a row that several rules hold, each must be meant. */
    private static boolean isMeant(HeldRow row, Set<String> rules, Set<String> accounts) {
        return (accounts.isEmpty() || accounts.contains(row.subject()))
                && (rules.isEmpty() || row.row().reasons().stream().allMatch(why -> rules.contains(why.rule())));
    }
}
