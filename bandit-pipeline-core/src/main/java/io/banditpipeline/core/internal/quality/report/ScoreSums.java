package io.banditpipeline.core.internal.quality.report;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.core.internal.quality.score.Sums;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.quality.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Adds stored scores up over the days of a report. Accuracy is known of final days only, so it is that of the days that
 * went before too.
 */
final class ScoreSums implements Consumer<QualityScore> {
    private static final Subject ALL = Subject.platform("*", null);

    private final DateRange days;
    private final Instant now;
    private final Sums sums;
    private final Sums total = new Sums(subject -> Stream.of(ALL));
    private final Map<String, List<QualityScore>> ofAccounts = new TreeMap<>();
    private final Map<String, List<QualityScore>> ofCampaigns = new TreeMap<>();

    ScoreSums(KnownThings things, DateRange days, Instant now) {
        this.days = days;
        this.now = now;
        this.sums = new Sums(things::parents);
    }

    @Override
    public void accept(QualityScore score) {
        LocalDate day = score.subject().day();
        if (day == null) {
            return;
        }
        switch (score.subject().kind()) {
            case ACCOUNT -> keep(ofAccounts, score);
            case CAMPAIGN -> keep(ofCampaigns, score);
            default -> {}
        }
        if (days.contains(day) || score.dimension() == Dimension.ACCURACY) {
            sums.accept(score);
            if (score.subject().kind() == Subject.Kind.ACCOUNT) {
                total.accept(score);
            }
        }
    }

    private static void keep(Map<String, List<QualityScore>> scores, QualityScore score) {
        scores.computeIfAbsent(score.subject().id(), id -> new ArrayList<>()).add(score);
    }

    Sums sums() {
        return sums;
    }

    /** The scores of all accounts together. */
    List<QualityScore> total() {
        return total.of(ALL, now);
    }

    List<QualityScore> daysOf(Account account) {
        return ofAccounts.getOrDefault(account.key(), List.of());
    }

    List<QualityScore> daysOfCampaign(String campaignId) {
        return ofCampaigns.getOrDefault(campaignId, List.of());
    }

    /** The scores of each account and day of the report, by account and day. */
    Map<Subject, List<QualityScore>> accountDays() {
        Map<Subject, List<QualityScore>> byDay =
                new TreeMap<>(Comparator.comparing(Subject::id).thenComparing(ScoreSums::day));
        ofAccounts.values().forEach(scores -> scores.stream()
                .filter(score -> days.contains(day(score.subject())))
                .forEach(score -> byDay.computeIfAbsent(score.subject(), subject -> new ArrayList<>())
                        .add(score)));
        byDay.values().forEach(scores -> scores.sort(Comparator.comparing(QualityScore::dimension)));
        return byDay;
    }

    private static LocalDate day(Subject subject) {
        LocalDate day = subject.day();
        return day == null ? LocalDate.MIN : day;
    }
}
