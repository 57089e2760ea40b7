package io.banditpipeline.benchmarks.schedule;

import io.banditpipeline.benchmarks.harness.Figures;
import io.banditpipeline.benchmarks.schedule.Planner.Plan;
import io.banditpipeline.benchmarks.schedule.Window.Fires;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How often each planner fires on some days on which the clock is turned, beside how often it should. */
final class DstTable {
    private static final String CELL = "%-30s";
    private static final String CASE = "%-38s";

    private final List<Planner> planners;
    private final List<String> lines = new ArrayList<>();
    private int wrongOfFirst;

    /** @param planners of which the first one is judged */
    DstTable(List<Planner> planners) {
        this.planners = planners;
        lines.add(row("case", "ideal", planners.stream().map(Planner::name).toList()));
    }

    void run(List<DstCase> cases, Figures figures) {
        for (DstCase one : cases) {
            WallClock clock = new WallClock(one.zone(), one.window());
            List<Instant> ideal = clock.ideal(one.cadence());
            figures.add(one.figure() + "_ideal", ideal.size(), 0, "fires");
            List<String> cells = new ArrayList<>();
            for (Planner planner : planners) {
                cells.add(cell(planner, one, figures));
            }
            judgeFirst(one, ideal.size(), one.cadence().isDaily() ? ideal : clock.elapsed(one.cadence()));
            lines.add(row(one.place() + ' ' + one.date() + ' ' + one.cadence().label(), told(one, ideal), cells));
        }
    }

    /** The first one has to fire as often as is ideal, and at the instants of its own promise. */
    private void judgeFirst(DstCase one, int ideal, List<Instant> promised) {
        Plan plan = planners.get(0).plan(one.cadence(), one.zone());
        Fires fires = plan == null ? new Fires(List.of(), true) : one.window().fires(plan);
        if (fires.stuck() || !fires.instants().equals(promised) || promised.size() != ideal) {
            wrongOfFirst++;
        }
    }

    private String cell(Planner planner, DstCase one, Figures figures) {
        Plan plan = planner.plan(one.cadence(), one.zone());
        if (plan == null) {
            return "-";
        }
        Fires fires = one.window().fires(plan);
        figures.add(one.figure() + '_' + planner.name(), fires.instants().size(), 0, "fires");
        return fires.stuck() ? "stuck: next(t) = t" : told(one, fires.instants());
    }

    private static String told(DstCase one, List<Instant> instants) {
        if (!one.cadence().isDaily() || instants.isEmpty()) {
            return String.valueOf(instants.size());
        }
        return instants.size()
                + instants.stream()
                        .map(instant -> instant.atZone(one.zone()).toOffsetDateTime())
                        .map(time -> time.toLocalTime() + time.getOffset().toString())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String row(String name, String ideal, List<String> cells) {
        return String.format(Locale.ROOT, CASE, name)
                + String.format(Locale.ROOT, CELL, ideal)
                + cells.stream()
                        .map(cell -> String.format(Locale.ROOT, CELL, cell))
                        .collect(Collectors.joining())
                        .stripTrailing();
    }

    List<String> lines() {
        return lines;
    }

    /** In how many cases the first planner does not fire exactly when it should. */
    int wrongOfFirst() {
        return wrongOfFirst;
    }
}
