package io.banditpipeline.jooq.internal.metric;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.BudgetLimits;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Origin;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.MetricStore;
import io.banditpipeline.store.SliceContent;
import io.banditpipeline.store.SliceReceipt;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Random things that may happen to metrics, in any order of observation, over some days that span a change of the
 * clock.
 */
final class History {
    static final Account ACCOUNT =
            new Account("meta", "act_1", ZoneId.of("America/New_York"), Currency.getInstance("USD"));
    static final String CAMPAIGN = "campaign";

    /**
     * Entity {@code a} is the one of its arm, {@code b} and {@code c} share one, and so do {@code a} and {@code b} as
     * ads.
     */
    static final List<Arm> ARMS = List.of(
            arm("arm-2", Level.CAMPAIGN, "a"),
            arm("arm-10", Level.CAMPAIGN, "b", "c"),
            arm("Arm-3", Level.AD, "a", "b"));

    static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 7);
    static final int DAYS = 3;
    static final DateRange ALL_DAYS = new DateRange(FIRST_DAY, FIRST_DAY.plusDays(DAYS - 1));
    static final List<Instant> MOMENTS = IntStream.range(0, 9)
            .mapToObj(i -> Instant.parse("2026-03-07T11:30:00.000001Z").plus(Duration.ofHours(11L * i)))
            .toList();

    private static final List<String> ENTITIES = List.of("a", "b", "c");

    private History() {}

    /** Something that happens to a store. */
    interface Event {
        SliceReceipt happen(MetricStore store);
    }

    record Replaced(
            Slice slice,
            Instant observedAt,
            Instant completeUntil,
            Collection<Observation> rows,
            Collection<Observation> parked)
            implements Event, SliceContent {
        @Override
        public SliceReceipt happen(MetricStore store) {
            return store.replace(this);
        }

        @Override
        public Iterable<RejectedRow> rejected() {
            return List.of();
        }

        @Override
        public String toString() {
            return "replace " + slice + " at " + observedAt + " until " + completeUntil + ": "
                    + rows.stream().map(History::text).toList() + " parked "
                    + parked.stream().map(History::text).toList();
        }
    }

    record Appended(Collection<Observation> rows) implements Event {
        @Override
        public SliceReceipt happen(MetricStore store) {
            return store.append(ACCOUNT, rows);
        }

        @Override
        public String toString() {
            return "append " + rows.stream().map(History::text).toList();
        }
    }

    static Arbitrary<List<Event>> histories() {
        return Arbitraries.oneOf(replacements(), replacements(), appends())
                .list()
                .ofMinSize(1)
                .ofMaxSize(10);
    }

    private static Arbitrary<Event> replacements() {
        return Combinators.combine(
                        Arbitraries.of(Granularity.class),
                        Arbitraries.of(Level.CAMPAIGN, Level.AD),
                        Arbitraries.integers().between(0, DAYS - 1),
                        Arbitraries.integers().between(1, DAYS),
                        Arbitraries.of(MOMENTS),
                        Arbitraries.of(MOMENTS),
                        seeds())
                .as((granularity, level, first, count, observedAt, completeUntil, seeds) -> {
                    LocalDate from = FIRST_DAY.plusDays(first);
                    LocalDate last = FIRST_DAY.plusDays(Math.min(DAYS, first + count) - 1L);
                    Slice slice = new Slice("source", ACCOUNT, level, granularity, new DateRange(from, last));
                    Map<Object, Observation> rows = new LinkedHashMap<>();
                    Map<Object, Observation> parked = new LinkedHashMap<>();
                    for (Seed seed : seeds) {
                        Observation row = seed.row(granularity, level, Origin.PULLED, observedAt);
                        List<Object> key = List.of(row.entity(), row.interval());
                        if (slice.days().contains(row.interval().day()) && !parked.containsKey(key)) {
                            (seed.number % 17 == 0 && !rows.containsKey(key) ? parked : rows).put(key, row);
                        }
                    }
                    return new Replaced(slice, observedAt, completeUntil, rows.values(), parked.values());
                });
    }

    private static Arbitrary<Event> appends() {
        return Combinators.combine(
                        seeds(),
                        Arbitraries.of(Granularity.class),
                        Arbitraries.of(Level.CAMPAIGN, Level.AD),
                        Arbitraries.of(Origin.PUSHED, Origin.PUSHED, Origin.PULLED))
                .as((seeds, granularity, level, origin) -> {
                    Map<Object, Observation> rows = new LinkedHashMap<>();
                    for (Seed seed : seeds) {
                        Observation row =
                                seed.row(granularity, level, origin, MOMENTS.get(seed.number % MOMENTS.size()));
                        rows.put(List.of(row.entity(), row.interval(), row.observedAt()), row);
                    }
                    return new Appended(rows.values());
                });
    }

    private static Arbitrary<List<Seed>> seeds() {
        Arbitrary<Seed> seed = Combinators.combine(
                        Arbitraries.of(ENTITIES),
                        Arbitraries.integers().between(0, 24 * DAYS - 2),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 1_000))
                .as(Seed::new);
        return seed.list().ofMaxSize(25);
    }

    /** What a row is made from; few different values, so that rows often say what is known. */
    private record Seed(String entity, int hour, int value, int number) {
        Observation row(Granularity granularity, Level level, Origin origin, Instant observedAt) {
            Instant start = FIRST_DAY.atStartOfDay(ACCOUNT.zone()).toInstant().plus(Duration.ofHours(hour));
            Interval interval = granularity == Granularity.HOUR
                    ? Interval.ofHour(start, ACCOUNT.zone())
                    : Interval.ofDay(start.atZone(ACCOUNT.zone()).toLocalDate(), ACCOUNT.zone());
            String id = level == Level.AD && entity.equals("c") ? "b" : entity;
            Metrics metrics = value == 0
                    ? Metrics.NONE
                    : new Metrics(value, value == 1 ? Metrics.ABSENT : 7, 1_000_000L * value, 100L * value, 0);
            Attribution attribution =
                    new Attribution(Attribution.Basis.CLICK_DATE, number % 5 == 0 ? "1d_view" : "7d_click");
            return new Observation(
                    new EntityRef(level, id), interval, observedAt, origin, metrics, ACCOUNT.currency(), attribution);
        }
    }

    private static String text(Observation row) {
        return row.entity().level() + ":" + row.entity().id() + " "
                + row.interval().granularity() + " "
                + row.interval().start() + " seen " + row.observedAt() + " " + row.origin() + " "
                + row.metrics().impressions() + " " + row.attribution().setting();
    }

    private static Arm arm(String id, Level level, String... entities) {
        List<EntityRef> refs = List.of(entities).stream()
                .map(entity -> new EntityRef(level, entity))
                .toList();
        return new Arm(id, CAMPAIGN, ACCOUNT, "channel", "", "", refs, BudgetLimits.none());
    }
}
