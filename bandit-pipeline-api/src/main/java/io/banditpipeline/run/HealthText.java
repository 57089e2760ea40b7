package io.banditpipeline.run;

import io.banditpipeline.internal.text.Printable;
import io.banditpipeline.internal.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lays a health snapshot out as text. */
final class HealthText {
    private static final int LONGEST = 500;

    private HealthText() {}

    static String of(Health health) {
        StringBuilder out = new StringBuilder();
        line(
                out,
                "health at %s: %s, %s, %d problems",
                health.at(),
                health.alive() ? "alive" : "closed",
                health.ready() ? "ready" : "NOT READY",
                health.problems().size());
        database(out, health.database());
        problems(out, health.problems());
        feeds(out, health.feeds());
        jobs(out, health.jobs());
        rest(out, health);
        return out.toString();
    }

    private static void database(StringBuilder out, Health.Database database) {
        line(
                out,
                "database: %s in %d ms%s",
                database.reachable() ? "answered" : "NO ANSWER",
                database.latency().toMillis(),
                database.text().isEmpty() ? "" : ", " + shown(database.text()));
    }

    private static void problems(StringBuilder out, List<Health.Problem> problems) {
        if (problems.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>(List.of(List.of("problem", "code", "about", "what to do")));
        problems.forEach(problem -> rows.add(List.of(
                problem.severity().name(), problem.code(), shown(problem.subject()), shown(problem.toString()))));
        out.append('\n').append(TextTable.of(rows, rows.get(0).size()));
    }

    private static void feeds(StringBuilder out, List<Health.Feed> feeds) {
        if (feeds.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>(
                List.of(List.of("feed", "account", "rows of", "complete from", "until", "days behind", "")));
        feeds.forEach(feed -> rows.add(List.of(
                shown(feed.source()),
                shown(feed.account()),
                feed.granularity().name().toLowerCase(Locale.ROOT),
                feed.completeFrom().toString(),
                feed.completeUntil().toString(),
                Long.toString(feed.lagDays()),
                feed.stale() ? "STALE, at most " + feed.allowedDays() : "")));
        out.append('\n').append(TextTable.of(rows, rows.get(0).size() - 2));
    }

    private static void jobs(StringBuilder out, List<Health.Job> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>(
                List.of(List.of("workflow", "job", "last good run", "last end", "as", "next slot", "now")));
        jobs.forEach(job -> rows.add(List.of(
                shown(job.workflow()),
                known(job.name()),
                known(job.lastSuccess()),
                known(job.lastEnd()),
                known(job.lastState()),
                known(job.next()),
                now(job))));
        out.append('\n').append(TextTable.of(rows, rows.get(0).size()));
    }

    private static String now(Health.Job job) {
        List<String> words = new ArrayList<>();
        if (job.running()) {
            words.add("running");
        }
        if (job.paused()) {
            words.add("PAUSED");
        }
        if (job.late()) {
            words.add("LATE");
        }
        return String.join(", ", words);
    }

    private static void rest(StringBuilder out, Health health) {
        out.append('\n');
        Health.Queues queues = health.queues();
        String score = health.quality().score().isPresent()
                ? String.format(
                        Locale.ROOT, "%.1f %%", 100 * health.quality().score().getAsDouble())
                : "unknown";
        line(
                out,
                "quality %s; waiting: %d rows in quarantine, %d parked; %d open alerts; %d runs under way",
                score,
                queues.heldRows(),
                queues.parkedRows(),
                queues.openAlerts(),
                queues.runsUnderWay());
        health.quality().failedGates().forEach(gate -> line(out, "  gate: %s", shown(gate)));
    }

    private static String known(@Nullable Object value) {
        return value == null ? "-" : shown(value.toString());
    }

    private static String shown(String text) {
        return Printable.line(text, LONGEST);
    }

    private static void line(StringBuilder out, String format, Object... arguments) {
        out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
