package io.banditpipeline.quality;

import io.banditpipeline.quality.QualityReport.Rating;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Writes the scores of a report as tables of a page. */
final class ScoreTables {
    private static final int MAX_RATINGS = 100;
    private static final int MAX_ARMS = 50;
    private static final int MAX_DAYS = 14;
    private static final double GOOD = 0.95;
    private static final double FAIR = 0.9;
    /** From so many things on the interval says little more than the share. */
    private static final double MANY = 1_000;

    private final Markup page;

    ScoreTables(Markup page) {
        this.page = page;
    }

    void write(QualityReport report) {
        page.open("section", "id", "scores", "aria-labelledby", "scores-title");
        page.element("h2", "Scores", "id", "scores-title");
        page.element(
                "p",
                "Shares of what was due; a dash means that nothing was. Below a share of few things stands the interval"
                        + " that holds the true one with 95 % certainty.");
        table("Campaigns", report.ratings(Subject.Kind.CAMPAIGN), MAX_RATINGS);
        table("Platforms", report.ratings(Subject.Kind.PLATFORM), MAX_RATINGS);
        table("Accounts", report.ratings(Subject.Kind.ACCOUNT), MAX_RATINGS);
        table("Arms, the worst first", report.ratings(Subject.Kind.ARM), MAX_ARMS);
        page.close();
        days(report);
    }

    private void table(String caption, List<Rating> ratings, int limit) {
        if (ratings.isEmpty()) {
            return;
        }
        List<String> columns = new ArrayList<>(List.of("Of", "Overall"));
        ReportWords.DIMENSIONS.forEach(dimension -> columns.add(ReportWords.word(dimension)));
        begin(caption, columns);
        ReportWords.worst(ratings, limit).forEach(this::row);
        page.close().close().close();
        more(ratings.size() - limit);
    }

    private void row(Rating rating) {
        page.open("tr").element("th", ReportWords.id(rating.subject().id()), "scope", "row");
        cell(rating.overall());
        for (Dimension dimension : ReportWords.DIMENSIONS) {
            rating.score(dimension).ifPresentOrElse(this::cell, () -> cell(OptionalDouble.empty()));
        }
        page.close();
    }

    private void cell(QualityScore score) {
        page.open("td", "class", "number");
        share(score.value());
        if (score.denominator() > 0 && score.denominator() < MANY) {
            page.element("small", ReportWords.percent(score.lower()) + " to " + ReportWords.percent(score.upper()));
        }
        page.close();
    }

    private void cell(OptionalDouble share) {
        page.open("td", "class", "number");
        share(share);
        page.close();
    }

    /** The mark is a letter for those who see no colour. */
    private void share(OptionalDouble share) {
        String look = share.isEmpty() ? "none" : look(share.getAsDouble());
        page.element("span", ReportWords.percent(share), "class", look);
    }

    private static String look(double share) {
        return share >= GOOD ? "share good" : share >= FAIR ? "share fair" : "share bad";
    }

    private void days(QualityReport report) {
        page.open("section", "id", "days", "aria-labelledby", "days-title");
        page.element("h2", "Days", "id", "days-title");
        Map<String, Map<LocalDate, Rating>> byAccount = new TreeMap<>();
        List<LocalDate> days = report.accountDays().stream()
                .map(rating -> rating.subject().day())
                .filter(java.util.Objects::nonNull)
                .distinct()
                .sorted(java.util.Comparator.reverseOrder())
                .limit(MAX_DAYS)
                .sorted()
                .toList();
        report.accountDays().forEach(rating -> byAccount
                .computeIfAbsent(rating.subject().id(), id -> new HashMap<>())
                .put(rating.subject().day(), rating));
        if (days.isEmpty()) {
            page.element("p", "No day has a score yet.");
        } else {
            List<String> columns = new ArrayList<>(List.of("Account"));
            days.forEach(day -> columns.add(day.toString()));
            begin("Overall score of each account on its latest days", columns);
            byAccount.entrySet().stream()
                    .limit(MAX_RATINGS)
                    .forEach(entry -> day(entry.getKey(), entry.getValue(), days));
            page.close().close().close();
            more(byAccount.size() - MAX_RATINGS);
        }
        page.close();
    }

    private void day(String account, Map<LocalDate, Rating> ratings, List<LocalDate> days) {
        page.open("tr").element("th", ReportWords.id(account), "scope", "row");
        for (LocalDate day : days) {
            Rating rating = ratings.get(day);
            cell(rating == null ? OptionalDouble.empty() : rating.overall());
        }
        page.close();
    }

    private void begin(String caption, List<String> columns) {
        page.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
        page.open("table").element("caption", caption).open("thead").open("tr");
        columns.forEach(column -> page.element("th", column, "scope", "col"));
        page.close().close().open("tbody");
    }

    private void more(int more) {
        if (more > 0) {
            page.element("p", "And " + ReportWords.count(more) + " more.");
        }
    }
}
