package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The alarms of an account's series: of its arms, or of the account where most arms move the same way. */
final class Alarms {
    /** What explains a move of a quantity in the same direction; causes are taken first. */
    private static final Map<Metric, List<Metric>> CAUSES = Map.of(
            Metric.CLICKS, List.of(Metric.COST),
            Metric.IMPRESSIONS, List.of(Metric.COST, Metric.CLICKS),
            Metric.CONVERSIONS, List.of(Metric.COST, Metric.CLICKS));

    private final Account account;
    private final WatchSettings settings;
    private final Map<Place, Integer> judged = new LinkedHashMap<>();
    private final Map<Move, List<OfSeries>> moves = new LinkedHashMap<>();

    private final Set<Seen> strange = new HashSet<>();

    private record Place(Metric metric, LocalDate day) {}

    private record Move(Place place, boolean up) {}

    private record Seen(String id, Place place, boolean up) {}

    private record OfSeries(String id, Alarm alarm) {
        boolean ofAccount() {
            return id.isEmpty();
        }
    }

    Alarms(Account account, WatchSettings settings) {
        this.account = account;
        this.settings = settings;
    }

    /** Takes what the series of an arm, or of the account if the id is empty, says of a day. */
    void take(String id, Metric metric, LocalDate day, Alarm alarm) {
        Place place = new Place(metric, day);
        judged.merge(place, id.isEmpty() ? 0 : 1, Integer::sum);
        if (alarm.strange() && !explained(id, place, alarm.up())) {
            strange.add(new Seen(id, place, alarm.up()));
            moves.computeIfAbsent(new Move(place, alarm.up()), unused -> new ArrayList<>())
                    .add(new OfSeries(id, alarm));
        }
    }

    /** More cost brings more clicks, and more clicks take more impressions: that is one thing, not three. */
    private boolean explained(String id, Place place, boolean up) {
        return CAUSES.getOrDefault(place.metric(), List.of()).stream()
                .anyMatch(cause -> strange.contains(new Seen(id, new Place(cause, place.day()), up)));
    }

    void tell(Findings findings) {
        moves.forEach((move, ofAll) -> {
            List<OfSeries> ofArms =
                    ofAll.stream().filter(series -> !series.ofAccount()).toList();
            int due = judged.getOrDefault(move.place(), ofArms.size());
            if (ofArms.size() >= settings.accountMinArms() && ofArms.size() >= settings.accountShare() * due) {
                tellTogether(findings, move, ofArms, due);
            } else {
                // What the arms show already is not told again of their sum.
                List<OfSeries> told = ofArms.isEmpty() ? ofAll : ofArms;
                told.forEach(series -> tell(findings, move, series));
            }
        });
    }

    private void tell(Findings findings, Move move, OfSeries series) {
        Alarm alarm = series.alarm();
        Subject subject =
                series.ofAccount() ? Subject.account(account, alarm.since()) : Subject.arm(series.id(), alarm.since());
        findings.add(severity(move, alarm), subject, field(move), round(alarm.value()), text(alarm));
    }

    /** One cause that all share: a feed, a currency, or the market; a person must look. */
    private void tellTogether(Findings findings, Move move, List<OfSeries> ofArms, int due) {
        OfSeries first = ofArms.get(0);
        LocalDate since = sinceOfMost(ofArms);
        Severity worst = ofArms.stream()
                .map(series -> severity(move, series.alarm()))
                .max(Severity::compareTo)
                .orElse(Severity.WARN);
        findings.add(
                worst.compareTo(Severity.WARN) > 0 ? worst : Severity.WARN,
                Subject.account(account, since),
                field(move),
                ofArms.size() + " of " + due + " arms",
                ofArms.size() + " of " + due + " arms moved " + (move.up() ? "up" : "down")
                        + " together, so a common cause is to be suspected; arm " + first.id() + " for example: "
                        + text(first.alarm()));
    }

    /** When the bursts of most arms began; the later day, if two are as frequent. */
    private static LocalDate sinceOfMost(List<OfSeries> ofArms) {
        Map<LocalDate, Integer> counts = new TreeMap<>();
        ofArms.forEach(series -> counts.merge(series.alarm().since(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<LocalDate, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
    }

    private Severity severity(Move move, Alarm alarm) {
        return switch (move.place().metric()) {
            case COST -> costSeverity(move, alarm);
            case CLICKS -> move.up() ? Severity.WARN : Severity.INFO;
            case CONVERSIONS -> move.up() ? Severity.INFO : Severity.WARN;
            case IMPRESSIONS, REVENUE -> Severity.INFO;
        };
    }

    private Severity costSeverity(Move move, Alarm alarm) {
        if (!move.up()) {
            return Severity.INFO;
        }
        return alarm.value() > settings.costErrorRatio() * alarm.expected() ? Severity.ERROR : Severity.WARN;
    }

    private static String field(Move move) {
        return move.place().metric().name().toLowerCase(Locale.ROOT);
    }

    private static String text(Alarm alarm) {
        String kind =
                switch (alarm.kind()) {
                    case SPIKE -> "is far above what was expected";
                    case DROP -> "is far below what was expected";
                    case LEVEL_UP -> "has moved up and stays";
                    case LEVEL_DOWN -> "has moved down and stays";
                    case NONE -> "is ordinary";
                };
        return "expected some " + round(alarm.expected()) + ", but it is " + round(alarm.value()) + ": it " + kind
                + ", since " + alarm.since();
    }

    private static String round(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    }
}
