package io.banditpipeline.quality;

import io.banditpipeline.quality.QualityReport.HeldExample;
import io.banditpipeline.quality.QualityReport.HeldRule;
import io.banditpipeline.quality.QualityReport.Listing;
import io.banditpipeline.quality.QualityReport.Parked;
import io.banditpipeline.quality.QualityReport.ParkedEntity;
import io.banditpipeline.quality.QualityReport.Problem;
import java.util.List;

/**
 * A quality report as one page of HTML that needs nothing else: no script, no font, no image, no network. It is
 * well-formed XML too. What sources delivered is shown as text only, whatever it holds.
 *
 * <p>The page shows the worst of everything and says how much more there is, so that it stays below a few megabytes
 * whatever the report holds.
 */
public final class QualityReportHtml {
    private static final int MAX_GATES = 200;
    private static final int MAX_PROBLEMS = 200;
    private static final int MAX_RULES = 60;
    private static final int MAX_EXAMPLES = 5;
    private static final int MAX_REASONS = 5;
    private static final int MAX_PARKED = 50;
    private static final int MAX_ENTITIES = 50;
    private static final int MAX_COUNTS = 100;
    private static final int MAX_TEXT = 500;
    private static final int MAX_RAW = 2_000;

    private final Markup page = new Markup();
    private final QualityReport report;

    private QualityReportHtml(QualityReport report) {
        this.report = report;
    }

    /** The page. */
    public static String of(QualityReport report) {
        return new QualityReportHtml(report).page();
    }

    private String page() {
        page.trusted("<!DOCTYPE html>\n").open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml");
        page.trusted(PageStyle.HEAD);
        page.open("body");
        header();
        page.open("main");
        gates();
        new ScoreTables(page).write(report);
        problems("open", "Open findings", report.open());
        problems("resolved", "Resolved lately", report.resolved());
        quarantine();
        parked();
        rowCounts();
        page.trusted(PageStyle.HOW_TO_READ);
        return page.close().close().close().finish();
    }

    private void header() {
        page.open("header").element("h1", "Data quality");
        page.element(
                "p",
                "As of " + report.asOf() + ", days " + report.days().first() + " to "
                        + report.days().last() + ".");
        page.open("p", "class", "verdict")
                .element("span", report.fit() ? "Fit to decide on" : "Not fit to decide on", "class", fitness())
                .text(" Overall score: ")
                .element("span", ReportWords.percent(report.overall()), "class", "number")
                .close();
        page.trusted(PageStyle.NAVIGATION).close();
    }

    private String fitness() {
        return report.fit() ? "mark good" : "mark bad";
    }

    private void gates() {
        section("gates", "Gates");
        long failed = report.gates().stream().filter(GateResult::failed).count();
        page.element(
                "p",
                failed + " of " + report.gates().size() + " gates hold decisions back. What passed is shown last.");
        List<GateResult> gates =
                ReportWords.gravest(report.gates()).stream().limit(MAX_GATES).toList();
        if (!gates.isEmpty()) {
            table("What each gate says", "State", "Gate", "Of", "Measured", "Allowed", "Since", "What it means");
            gates.forEach(this::gate);
            endTable();
        }
        more(report.gates().size() - gates.size(), "gates, none of them graver");
        page.close();
    }

    private void gate(GateResult result) {
        String look =
                switch (result.state()) {
                    case FAILED -> "mark bad";
                    case PAST, UNKNOWN -> "mark fair";
                    case PASSED -> "mark good";
                };
        page.open("tr")
                .open("td")
                .element("span", ReportWords.word(result.state()), "class", look)
                .close();
        page.element("td", ReportWords.word(result.gate()));
        page.element("th", ReportWords.subject(result.subject()), "scope", "row");
        page.element("td", ReportWords.measured(result, result.value()), "class", "number");
        page.element("td", ReportWords.measured(result, result.limit()), "class", "number");
        page.element("td", result.since() == null ? "" : result.since().toString());
        page.element("td", ReportWords.text(result.text(), MAX_TEXT)).close();
    }

    private void problems(String id, String title, Listing<Problem> problems) {
        section(id, title);
        page.element("p", ReportWords.count(problems.total(), "finding") + ".");
        List<Problem> shown = problems.shown().stream().limit(MAX_PROBLEMS).toList();
        if (!shown.isEmpty()) {
            table(
                    title + ", those that matter most first",
                    "Severity",
                    "About",
                    "Since",
                    "Until",
                    "Times",
                    "Found",
                    "Rule");
            shown.forEach(this::problem);
            endTable();
        }
        more(problems.total() - shown.size(), "findings");
        page.close();
    }

    private void problem(Problem problem) {
        Finding finding = problem.finding();
        String look = finding.severity().compareTo(Severity.ERROR) >= 0
                ? "mark bad"
                : finding.severity() == Severity.WARN ? "mark fair" : "mark good";
        page.open("tr")
                .open("td")
                .element("span", ReportWords.word(finding.severity()), "class", look)
                .close();
        page.element("th", ReportWords.subject(finding.subject()), "scope", "row");
        page.element("td", ReportWords.minute(problem.since()));
        page.element("td", problem.resolvedAt() == null ? "open" : ReportWords.minute(problem.resolvedAt()));
        page.element("td", ReportWords.count(finding.count()), "class", "number");
        page.element("td", ReportWords.found(finding, MAX_TEXT));
        page.element("td", ReportWords.id(finding.rule())).close();
    }

    private void quarantine() {
        section("quarantine", "Quarantine");
        page.element(
                "p",
                ReportWords.count(report.held().rows(), "row")
                        + " in quarantine until somebody decides. A row that broke several rules stands under each.");
        report.held().rules().stream().limit(MAX_RULES).forEach(this::rule);
        more(report.held().rules().size() - MAX_RULES, "rules");
        page.close();
    }

    private void rule(HeldRule rule) {
        page.element("h3", ReportWords.id(rule.rule()));
        page.element(
                "p",
                ReportWords.count(rule.rows(), "row") + ", held from " + ReportWords.minute(rule.oldest()) + " to "
                        + ReportWords.minute(rule.newest()) + ".");
        if (!rule.examples().isEmpty()) {
            table(
                    "Examples of " + ReportWords.id(rule.rule()),
                    "Where",
                    "Of",
                    "Held",
                    "Row as it came",
                    "Reasons",
                    "Id");
            rule.examples().stream().limit(MAX_EXAMPLES).forEach(this::example);
            endTable();
        }
    }

    private void example(HeldExample example) {
        page.open("tr").element("th", ReportWords.text(example.row().where(), MAX_TEXT), "scope", "row");
        page.element("td", ReportWords.id(example.source()) + ", " + ReportWords.id(example.subject()));
        page.element("td", ReportWords.minute(example.heldAt()));
        page.open("td")
                .element("code", ReportWords.text(example.row().raw(), MAX_RAW), "dir", "ltr")
                .close();
        page.open("td").open("ul");
        example.row().reasons().stream()
                .limit(MAX_REASONS)
                .forEach(reason -> page.element("li", ReportWords.reason(reason, MAX_TEXT)));
        page.close().close();
        page.open("td").element("code", ReportWords.id(example.id())).close().close();
    }

    private void parked() {
        section("parked", "Parked");
        page.element(
                "p",
                ReportWords.count(
                                report.parked().stream().mapToLong(Parked::rows).sum(), "row")
                        + " parked until an arm has their entity.");
        List<Parked> shown = report.parked().stream().limit(MAX_PARKED).toList();
        if (!shown.isEmpty()) {
            table("Entities without an arm", "Account", "Rows", "Entities, with their rows");
            shown.forEach(this::parked);
            endTable();
        }
        more(report.parked().size() - shown.size(), "accounts");
        page.close();
    }

    private void parked(Parked account) {
        List<ParkedEntity> shown =
                account.entities().shown().stream().limit(MAX_ENTITIES).toList();
        String entities = String.join(
                ", ",
                shown.stream()
                        .map(entity -> ReportWords.id(entity.id()) + " (" + ReportWords.count(entity.rows()) + ")")
                        .toList());
        long more = account.entities().total() - shown.size();
        page.open("tr").element("th", ReportWords.id(account.account()), "scope", "row");
        page.element("td", ReportWords.count(account.rows()), "class", "number");
        page.element("td", entities + (more == 0 ? "" : " and " + ReportWords.count(more) + " more"))
                .close();
    }

    private void rowCounts() {
        section("rows", "Rows of the latest run");
        if (report.rowCounts().isEmpty()) {
            page.element("p", "Nothing is known of it.");
        } else {
            table("What became of them", "What", "Rows");
            report.rowCounts().entrySet().stream().limit(MAX_COUNTS).forEach(entry -> page.open("tr")
                    .element("th", ReportWords.id(entry.getKey()), "scope", "row")
                    .element("td", ReportWords.count(entry.getValue()), "class", "number")
                    .close());
            endTable();
            page.element("p", "Restated rows are among the stored ones, duplicates among the unchanged ones.");
        }
        page.close();
    }

    private void section(String id, String title) {
        page.open("section", "id", id, "aria-labelledby", id + "-title");
        page.element("h2", title, "id", id + "-title");
    }

    private void table(String caption, String... columns) {
        page.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
        page.open("table").element("caption", caption).open("thead").open("tr");
        for (String column : columns) {
            page.element("th", column, "scope", "col");
        }
        page.close().close().open("tbody");
    }

    private void endTable() {
        page.close().close().close();
    }

    private void more(long more, String what) {
        if (more > 0) {
            page.element("p", "And " + ReportWords.count(more) + " more " + what + ".");
        }
    }
}
