package io.banditpipeline.quality;

import io.banditpipeline.internal.text.Printable;
import io.banditpipeline.internal.text.TextTable;
import io.banditpipeline.quality.QualityReport.HeldExample;
import io.banditpipeline.quality.QualityReport.HeldRule;
import io.banditpipeline.quality.QualityReport.Listing;
import io.banditpipeline.quality.QualityReport.Parked;
import io.banditpipeline.quality.QualityReport.Problem;
import io.banditpipeline.quality.QualityReport.Rating;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lays a quality report out as text: the worst of everything, and how much more there is. */
final class QualityReportText {
    private static final int MAX_RATINGS = 30;
    private static final int MAX_ARMS = 10;
    private static final int MAX_GATES = 30;
    private static final int MAX_PROBLEMS = 20;
    private static final int MAX_RESOLVED = 5;
    private static final int MAX_RULES = 20;
    private static final int MAX_EXAMPLES = 2;
    private static final int MAX_PARKED = 20;
    private static final int MAX_ENTITIES = 5;
    private static final int MAX_TEXT = 200;

    private final StringBuilder out = new StringBuilder();

    private QualityReportText() {}

    static String of(QualityReport report) {
        QualityReportText text = new QualityReportText();
        text.line(
                "Data quality as of %s, days %s: %s overall, %s",
                report.asOf(),
                report.days(),
                ReportWords.percent(report.overall()),
                report.fit() ? "fit to decide on" : "NOT fit to decide on");
        text.gates(report.gates());
        text.scores(report);
        text.problems("Open findings", report.open(), MAX_PROBLEMS);
        text.problems("Resolved lately", report.resolved(), MAX_RESOLVED);
        text.quarantine(report.held());
        text.parked(report.parked());
        text.rowCounts(report);
        return text.out.toString();
    }

    private void gates(List<GateResult> gates) {
        List<GateResult> telling = ReportWords.gravest(gates).stream()
                .filter(result -> result.state() != GateResult.State.PASSED)
                .toList();
        line("%nGates: %d of %d passed", gates.size() - telling.size(), gates.size());
        telling.stream()
                .limit(MAX_GATES)
                .forEach(result -> line(
                        "  %s %s %s: %s",
                        result.state(),
                        ReportWords.word(result.gate()),
                        ReportWords.subject(result.subject()),
                        Printable.line(result.text(), 3 * MAX_TEXT)));
        more(telling.size() - MAX_GATES, "gates");
    }

    private void scores(QualityReport report) {
        List<List<String>> rows = new ArrayList<>();
        List<String> heading = new ArrayList<>(List.of("scores of", "overall"));
        ReportWords.DIMENSIONS.forEach(dimension -> heading.add(ReportWords.word(dimension)));
        heading.add("");
        rows.add(heading);
        for (Subject.Kind kind :
                List.of(Subject.Kind.CAMPAIGN, Subject.Kind.PLATFORM, Subject.Kind.ACCOUNT, Subject.Kind.ARM)) {
            ReportWords.worst(report.ratings(kind), limit(kind)).forEach(rating -> rows.add(cells(rating)));
        }
        if (rows.size() > 1) {
            out.append('\n').append(TextTable.of(rows, 1));
        }
        for (Subject.Kind kind : Subject.Kind.values()) {
            more(report.ratings(kind).size() - limit(kind), ReportWords.word(kind) + "s, none of them worse");
        }
    }

    private static int limit(Subject.Kind kind) {
        return kind == Subject.Kind.ARM ? MAX_ARMS : MAX_RATINGS;
    }

    private static List<String> cells(Rating rating) {
        List<String> cells = new ArrayList<>();
        cells.add(ReportWords.subject(rating.subject()));
        cells.add(ReportWords.percent(rating.overall()));
        for (Dimension dimension : ReportWords.DIMENSIONS) {
            cells.add(rating.score(dimension)
                    .map(score -> ReportWords.percent(score.value()))
                    .orElse("-"));
        }
        cells.add("");
        return cells;
    }

    private void problems(String title, Listing<Problem> problems, int limit) {
        line("%n%s: %s", title, ReportWords.count(problems.total()));
        problems.shown().stream().limit(limit).forEach(problem -> {
            Finding finding = problem.finding();
            line(
                    "  %s %s %s, since %s%s%s",
                    finding.severity(),
                    ReportWords.id(finding.rule()),
                    ReportWords.subject(finding.subject()),
                    ReportWords.minute(problem.since()),
                    problem.resolvedAt() == null ? "" : " until " + ReportWords.minute(problem.resolvedAt()),
                    finding.count() == 1 ? "" : ", " + ReportWords.count(finding.count()) + " times");
            line("    %s", ReportWords.found(finding, MAX_TEXT));
        });
        more(problems.total() - Math.min(limit, problems.shown().size()), "findings");
    }

    private void quarantine(QualityReport.Quarantined held) {
        line("%nIn quarantine: %s", ReportWords.count(held.rows(), "row"));
        held.rules().stream().limit(MAX_RULES).forEach(this::rule);
        more(held.rules().size() - MAX_RULES, "rules");
    }

    private void rule(HeldRule rule) {
        line(
                "  %s: %s, held from %s to %s",
                ReportWords.id(rule.rule()),
                ReportWords.count(rule.rows(), "row"),
                ReportWords.minute(rule.oldest()),
                ReportWords.minute(rule.newest()));
        rule.examples().stream().limit(MAX_EXAMPLES).forEach(this::example);
    }

    private void example(HeldExample example) {
        line(
                "    %s, %s: %s",
                ReportWords.id(example.subject()),
                Printable.line(example.row().where(), MAX_TEXT),
                Printable.line(example.row().raw(), MAX_TEXT));
        example.row().reasons().stream()
                .limit(MAX_EXAMPLES)
                .forEach(reason -> line("      %s", ReportWords.reason(reason, MAX_TEXT)));
    }

    private void parked(List<Parked> parked) {
        line(
                "%nParked, because no arm has their entity: %s",
                ReportWords.count(parked.stream().mapToLong(Parked::rows).sum(), "row"));
        parked.stream().limit(MAX_PARKED).forEach(account -> {
            List<String> entities = account.entities().shown().stream()
                    .limit(MAX_ENTITIES)
                    .map(entity -> ReportWords.id(entity.id()) + " (" + ReportWords.count(entity.rows()) + ")")
                    .toList();
            long more = account.entities().total() - entities.size();
            line(
                    "  %s: %s of %s%s",
                    ReportWords.id(account.account()),
                    ReportWords.count(account.rows(), "row"),
                    String.join(", ", entities),
                    more == 0 ? "" : " and " + ReportWords.count(more) + " more");
        });
        more(parked.size() - MAX_PARKED, "accounts");
    }

    private void rowCounts(QualityReport report) {
        if (!report.rowCounts().isEmpty()) {
            line("%nRows of the latest run");
            report.rowCounts()
                    .forEach((name, times) -> line("  %s: %s", ReportWords.id(name), ReportWords.count(times)));
        }
    }

    private void more(long more, String what) {
        if (more > 0) {
            line("  and %s more %s", ReportWords.count(more), what);
        }
    }

    private void line(String format, Object... arguments) {
        out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
