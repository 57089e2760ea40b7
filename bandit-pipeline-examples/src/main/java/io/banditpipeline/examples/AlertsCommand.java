package io.banditpipeline.examples;

import io.banditpipeline.alert.AlertRecord;
import io.banditpipeline.internal.text.TextTable;
import java.util.ArrayList;
import java.util.List;

/** Lists alerts. */
final class AlertsCommand implements Command {
    private static final Option ALL = new Option("--all", "", "also those that are over, the latest first");
    private static final int LONGEST = 300;

    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public String summary() {
        return "list the open alerts, the most severe first, and who knows of them";
    }

    @Override
    public List<Option> options() {
        return Option.join(Option.KEPT, ALL, Option.LIMIT, Option.JSON);
    }

    @Override
    public int run(Call call) {
        try (Session session = Session.openNow(call)) {
            int limit = call.options().limit();
            List<AlertRecord> alerts = call.options().has(ALL.name())
                    ? session.pipeline().alerts().latest(limit)
                    : session.pipeline().alerts().open().stream().limit(limit).toList();
            call.print(json -> Json.array(json, "alerts", alerts, AlertJson::of), () -> text(alerts));
            return BanditPipelineCommand.GOOD;
        }
    }

    private static String text(List<AlertRecord> alerts) {
        if (alerts.isEmpty()) {
            return "There are no alerts.\n";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "alert",
                "code",
                "about",
                "first",
                "last",
                "times",
                "known to",
                "over",
                "what happened, and what to do"));
        alerts.forEach(alert -> rows.add(List.of(
                alert.latest().severity().name(),
                alert.latest().code(),
                Cells.shown(alert.latest().subject(), LONGEST),
                Cells.instant(alert.firstAt()),
                Cells.instant(alert.latest().at()),
                Long.toString(alert.occurrences()),
                Cells.known(alert.acknowledgedBy()),
                Cells.instant(alert.resolvedAt()),
                Cells.shown(alert.latest().message(), LONGEST))));
        return TextTable.of(rows, rows.get(0).size());
    }
}
