package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.testkit.market.SyntheticMarket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The days of a market's account, hour by hour and split among ads. */
final class MarketDays {
    private static final Duration FINAL_AGE = Duration.ofDays(SyntheticMarket.FINAL_AGE_DAYS);

    private final SyntheticMarket market;
    private final Account their;
    private final Account ours;
    private final Map<String, List<Part>> partsByCampaign;
    private final BoundedCache<Key, Day> cache;
    private final DayHours.Remembered hours;

    /**
     * The days of an account.
     *
     * @param their the account as the market calls it
     * @param ours the account as it is called here
     * @param leavesByCampaign what carries the numbers of a campaign, by its id in the market
     */
    MarketDays(
            SyntheticMarket market,
            Account their,
            Account ours,
            Map<String, List<Leaf>> leavesByCampaign,
            List<Life> lives,
            BoundedCache<Key, Day> cache,
            DayHours.Remembered hours) {
        this.market = market;
        this.their = their;
        this.ours = ours;
        Map<EntityRef, Life> byRef = lives.stream().collect(Collectors.toMap(Life::ref, life -> life));
        partsByCampaign = new LinkedHashMap<>();
        leavesByCampaign.forEach((campaign, leaves) -> partsByCampaign.put(
                campaign, leaves.stream().map(leaf -> Part.of(leaf, byRef)).toList()));
        this.cache = cache;
        this.hours = hours;
    }

    /** A leaf, its life, and what keys its part of its campaign. */
    private record Part(Leaf leaf, Life life, long key) {
        static Part of(Leaf leaf, Map<EntityRef, Life> lives) {
            EntityRef entity = Objects.requireNonNullElse(leaf.ad(), leaf.campaign());
            return new Part(leaf, Objects.requireNonNull(lives.get(entity)), Hashed.key(entity.id()));
        }

        /** How much of an hour it gets: its own part, which swings by the hour, or nothing while it does not run. */
        long weight(Instant hour) {
            return life.isActive(hour)
                    ? 200 + Hashed.below(800, key, 0) + Hashed.below(300, key, hour.getEpochSecond())
                    : 0;
        }
    }

    /** A day as it is at a moment; the moment of all days that do not change any more is the same. */
    record Key(Account account, LocalDate day, Instant now) {}

    /** What the leaves have on a day. */
    record Day(DayHours hours, List<LeafDay> leaves) {
        int cells() {
            return leaves.size() * hours.hours().size();
        }
    }

    /** Every day of the range on which the market was open, in order. */
    List<Day> read(DateRange range, Instant now) {
        List<Day> days = new ArrayList<>();
        range.intersection(market.days()).ifPresent(open -> {
            List<Key> keys = open.first()
                    .datesUntil(open.last().plusDays(1))
                    .map(day -> new Key(ours, day, asOf(day, now)))
                    .toList();
            Map<Key, Day> read = new HashMap<>();
            keys.forEach(key -> {
                Day known = cache.get(key);
                if (known != null) {
                    read.put(key, known);
                }
            });
            readMissing(keys.stream().filter(key -> !read.containsKey(key)).toList(), now, read);
            keys.forEach(key -> days.add(Objects.requireNonNull(read.get(key))));
        });
        return days;
    }

    private Instant asOf(LocalDate day, Instant now) {
        Instant end = hours.of(day, ours.zone()).whole().end();
        return now.isBefore(end.plus(FINAL_AGE)) ? now : Instant.MAX;
    }

    private void readMissing(List<Key> missing, Instant now, Map<Key, Day> read) {
        if (missing.isEmpty()) {
            return;
        }
        DateRange range = new DateRange(
                missing.get(0).day(), missing.get(missing.size() - 1).day());
        Map<LocalDate, Map<String, List<Observation>>> byDay = fetch(range, now);
        for (Key key : missing) {
            Day day = split(hours.of(key.day(), ours.zone()), byDay.getOrDefault(key.day(), Map.of()));
            cache.put(key, day);
            read.put(key, day);
        }
    }

    private Map<LocalDate, Map<String, List<Observation>>> fetch(DateRange range, Instant now) {
        Map<LocalDate, Map<String, List<Observation>>> byDay = new HashMap<>();
        Slice slice = new Slice(their.platform(), their, Level.CAMPAIGN, Granularity.HOUR, range);
        market.source(their.platform(), () -> now).fetch(slice, new ObservationSink() {
            @Override
            public void accept(Observation row) {
                byDay.computeIfAbsent(row.interval().day(), unused -> new HashMap<>())
                        .computeIfAbsent(row.entity().id(), unused -> new ArrayList<>())
                        .add(row);
            }

            @Override
            public void reject(RejectedRow row) {
                throw new IllegalStateException("the synthetic market rejected " + row);
            }
        });
        return byDay;
    }

    private Day split(DayHours hours, Map<String, List<Observation>> byCampaign) {
        List<LeafDay> leafDays = new ArrayList<>();
        partsByCampaign.forEach((campaign, parts) -> {
            List<Observation> rows = byCampaign.getOrDefault(campaign, List.of());
            if (!rows.isEmpty()) {
                leafDays.addAll(split(hours, parts, rows));
            }
        });
        return new Day(hours, List.copyOf(leafDays));
    }

    private static List<LeafDay> split(DayHours hours, List<Part> parts, List<Observation> rows) {
        Metrics[][] byLeaf = new Metrics[parts.size()][hours.hours().size()];
        Arrays.stream(byLeaf).forEach(ofLeaf -> Arrays.fill(ofLeaf, LeafDay.ZERO));
        for (Observation row : rows) {
            // Markets count hours of UTC, platforms those of the local clock; they differ where zones are off by half.
            int hour = hours.indexOf(row.interval().start());
            Metrics[] shares =
                    Shares.split(row.metrics(), weights(parts, row.interval().start()));
            for (int i = 0; i < shares.length; i++) {
                byLeaf[i][hour] = byLeaf[i][hour].plus(shares[i]);
            }
        }
        List<LeafDay> leafDays = new ArrayList<>();
        for (int i = 0; i < byLeaf.length; i++) {
            leafDays.add(new LeafDay(parts.get(i).leaf(), List.of(byLeaf[i])));
        }
        return leafDays;
    }

    private static long[] weights(List<Part> parts, Instant hour) {
        long[] weights = new long[parts.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = parts.get(i).weight(hour);
        }
        return weights;
    }
}
