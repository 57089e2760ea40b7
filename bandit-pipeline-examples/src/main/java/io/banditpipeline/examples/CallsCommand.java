package io.banditpipeline.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banditpipeline.call.ApiCall;
import io.banditpipeline.internal.text.TextTable;
import io.banditpipeline.store.Storage;
import java.util.ArrayList;
import java.util.List;

/** Lists the latest calls of platforms' APIs. */
final class CallsCommand implements Command {
    private static final Option PLATFORM =
            new Option("--platform", "NAME", "only calls of this platform, such as google_ads; default: all");
    private static final Option FAILED = new Option("--failed", "", "only calls that failed");
    private static final int LONGEST_ERROR = 200;

    @Override
    public String name() {
        return "calls";
    }

    @Override
    public String summary() {
        return "list the latest calls of platforms' APIs, the latest first: status, time taken, errors";
    }

    @Override
    public List<Option> options() {
        return Option.join(Option.KEPT, PLATFORM, FAILED, Option.LIMIT, Option.JSON);
    }

    @Override
    public int run(Call call) {
        try (Storage storage = Databases.openExisting(call.options())) {
            List<ApiCall> calls = storage.apiCalls()
                    .latest(
                            call.options().text(PLATFORM.name()).orElse(""),
                            call.options().has(FAILED.name()),
                            call.options().limit());
            call.print(
                    json -> Json.array(json, "calls", calls, CallsCommand::json),
                    () -> calls.isEmpty() ? "There are no such calls.\n" : table(calls));
            return BanditPipelineCommand.GOOD;
        }
    }

    private static void json(ObjectNode node, ApiCall made) {
        node.put("platform", made.platform());
        node.put("account", made.accountId());
        node.put("endpoint", made.endpoint());
        node.put("at", made.at().toString());
        node.put("tookMillis", made.took().toMillis());
        node.put("attempt", made.attempt());
        node.put("status", made.status());
        node.put("requestId", made.requestId());
        node.put("errorCode", made.errorCode());
        node.put("error", made.error());
    }

    private static String table(List<ApiCall> calls) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("platform", "account", "at", "endpoint", "try", "status", "took", "request", "code", "error"));
        calls.forEach(made -> rows.add(List.of(
                made.platform(),
                Cells.shown(made.accountId(), LONGEST_ERROR),
                Cells.instant(made.at()),
                Cells.shown(made.endpoint(), LONGEST_ERROR),
                Integer.toString(made.attempt()),
                made.status() == 0 ? "none" : Integer.toString(made.status()),
                Cells.duration(made.took()),
                Cells.shown(made.requestId(), LONGEST_ERROR),
                Cells.shown(made.errorCode(), LONGEST_ERROR),
                Cells.shown(made.error(), LONGEST_ERROR))));
        return TextTable.of(rows, rows.get(0).size());
    }
}
