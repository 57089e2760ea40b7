package io.banditpipeline.connectors.tradedesk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.stream.IntStream;

/**
 * Where the conversions and the revenue of a campaign's rows stand in a report: columns whose sum counts. A total of
 * clicks and views is read only where its parts are not there, never in addition to them. Immutable and thread-safe.
 */
final class ConversionColumns {
    private static final String SETTING =
            "say which numbers count with conversionColumns(...), none for no conversions";
    private static final String REVENUE_SETTING = "say which numbers count with revenueColumns(...)";
    private static final List<String> CLICK = List.of("click conversion", "click conversions");
    private static final List<String> VIEW = List.of("view through conversion", "view through conversions");
    private static final List<String> TOTAL = List.of(
            "total click + view conversions", "total click + view conversion", "total conversions", "conversions");
    private static final List<String> REVENUE =
            List.of("conversion revenue", "total conversion revenue", "total click + view conversion revenue");
    private static final List<String> CLICK_REVENUE = List.of("click conversion revenue");
    private static final List<String> VIEW_REVENUE = List.of("view through conversion revenue");

    private final Columns usual;
    private final Map<String, Columns> ofCampaigns = new HashMap<>();

    /**
     * Columns to be added up.
     *
     * @param conversions places of conversions
     * @param revenue places of revenue
     */
    record Columns(int[] conversions, int[] revenue) {}

    /** @throws io.banditpipeline.metric.SourceException if a column that counts is not there */
    ConversionColumns(ReportHeader header, ConversionNumbers numbers) {
        this.usual = columns(header, numbers, numbers.conversions());
        numbers.ofCampaigns().forEach((campaign, own) -> ofCampaigns.put(campaign, columns(header, numbers, own)));
    }

    /** Those of campaigns that have none of their own. */
    Columns usual() {
        return usual;
    }

    boolean differByCampaign() {
        return !ofCampaigns.isEmpty();
    }

    /** Those of a campaign, or the usual ones. */
    Columns of(String campaignId) {
        return ofCampaigns.getOrDefault(campaignId, usual);
    }

    private static Columns columns(ReportHeader header, ConversionNumbers numbers, SortedSet<Integer> own) {
        int[] conversions = own.stream()
                .flatMapToInt(number -> conversions(header, number, numbers.viewThrough()))
                .toArray();
        int[] revenue = numbers.revenue()
                .map(named -> named.stream().flatMapToInt(number -> neededRevenue(header, number, numbers)))
                .orElseGet(() -> own.stream()
                        .flatMapToInt(number -> revenue(header, number, numbers.viewThrough()).stream()
                                .mapToInt(i -> i)))
                .toArray();
        return new Columns(conversions, revenue);
    }

    private static IntStream conversions(ReportHeader header, int number, boolean viewThrough) {
        OptionalInt click = header.find(named(number, CLICK));
        OptionalInt view = header.find(named(number, VIEW));
        if (!viewThrough) {
            return IntStream.of(click.orElseThrow(() -> missing(header, number, CLICK)));
        }
        if (click.isPresent() && view.isPresent()) {
            return IntStream.of(click.getAsInt(), view.getAsInt());
        }
        return IntStream.of(header.find(named(number, TOTAL))
                .orElseThrow(() -> missing(header, number, click.isPresent() ? VIEW : CLICK)));
    }

    private static RuntimeException missing(ReportHeader header, int number, List<String> words) {
        return header.missing(shown(number, words.get(0)), "conversions of column " + number, SETTING);
    }

    private static IntStream neededRevenue(ReportHeader header, int number, ConversionNumbers numbers) {
        List<Integer> found = revenue(header, number, numbers.viewThrough());
        if (found.isEmpty()) {
            throw header.missing(shown(number, REVENUE.get(0)), "revenue of column " + number, REVENUE_SETTING);
        }
        return found.stream().mapToInt(i -> i);
    }

    /** The one column of all revenue, or its parts if all that count are there. */
    private static List<Integer> revenue(ReportHeader header, int number, boolean viewThrough) {
        OptionalInt click = header.find(named(number, CLICK_REVENUE));
        OptionalInt view = header.find(named(number, VIEW_REVENUE));
        List<Integer> found = new ArrayList<>();
        if (click.isPresent() && (view.isPresent() || !viewThrough)) {
            found.add(click.getAsInt());
            view.ifPresent(place -> {
                if (viewThrough) {
                    found.add(place);
                }
            });
        } else {
            header.find(named(number, REVENUE)).ifPresent(found::add);
        }
        return found;
    }

    private static List<String> named(int number, List<String> words) {
        List<String> names = new ArrayList<>();
        words.forEach(word -> names.add(twoDigits(number) + word));
        words.forEach(word -> names.add(number + word));
        return names;
    }

    private static String shown(int number, String words) {
        return twoDigits(number) + " - " + words;
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
