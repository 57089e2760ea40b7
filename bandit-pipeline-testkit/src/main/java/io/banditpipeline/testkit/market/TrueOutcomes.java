package io.banditpipeline.testkit.market;

import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.outcome.Outcome;
import io.banditpipeline.outcome.OutcomeSink;
import io.banditpipeline.outcome.OutcomeSource;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What the host of a synthetic market sells: a baseline, what each channel really brings, and noise. */
final class TrueOutcomes {
    private static final double[] BY_WEEKDAY = {0.97, 0.93, 0.94, 0.98, 1.06, 1.1, 1.02};
    private static final double RETURNED = 0.02;
    private static final int RETURN_DAYS = 14;
    private static final double ORDER_VALUE = 60;

    private final World world;
    private final Spending spending;
    private final double ordinaryBaseline;

    TrueOutcomes(World world, Spending spending) {
        this.world = world;
        this.spending = spending;
        double ordinaryResponse = world.channels().stream()
                .mapToDouble(channel -> channel.curve().response(channel.baseSpend()))
                .sum();
        ordinaryBaseline = 1.2 * ordinaryResponse;
    }

    /** Revenue without any advertising, noise apart: trend, weekday and season. */
    double baseline(LocalDate day) {
        double years = (day.toEpochDay() - world.days().first().toEpochDay()) / 365.25;
        double trend = 1 + 0.08 * years;
        double season = 1 + 0.12 * StrictMath.cos(2 * StrictMath.PI * (day.getDayOfYear() - 340) / 365.25);
        return ordinaryBaseline * trend * season * BY_WEEKDAY[day.getDayOfWeek().ordinal()];
    }

    /** Revenue that a channel's spend of this day and the days before brings on this day. */
    double contribution(TrueChannel channel, LocalDate day) {
        return channel.curve().response(spending.carriedOver(channel, day));
    }

    /** Revenue of a day in the end: baseline, contributions and noise. */
    double revenue(LocalDate day) {
        double media = world.channels().stream()
                .mapToDouble(channel -> contribution(channel, day))
                .sum();
        double noise = world.noise().revenue() * ordinaryBaseline * Keyed.normal(world.seed(), 51, day.toEpochDay());
        return Math.max(0, baseline(day) + media + noise);
    }

    OutcomeSource source(InstantSource clock) {
        return new Source(clock);
    }

    private Outcome outcome(LocalDate day, Instant now) {
        double inTheEnd = revenue(day);
        double orders = inTheEnd / (ORDER_VALUE * Keyed.between(0.95, 1.05, world.seed(), 52, day.toEpochDay()));
        long age =
                ChronoUnit.DAYS.between(day, now.atZone(world.campaign().zone()).toLocalDate());
        double returnsToCome = RETURNED * Math.max(0, RETURN_DAYS - age) / RETURN_DAYS;
        return new Outcome(
                world.campaign().id(),
                day,
                Math.round(orders) * 1_000_000,
                Math.round(inTheEnd * (1 + returnsToCome) * 100) * 10_000);
    }

    /** Knows the days that are over; their revenue still falls a little for two weeks, as goods are returned. */
    private final class Source implements OutcomeSource {
        private final InstantSource clock;

        Source(InstantSource clock) {
            this.clock = clock;
        }

        @Override
        public String id() {
            return "synthetic_orders";
        }

        @Override
        public Optional<DateRange> coverage(Campaign campaign) {
            return Optional.of(world.days());
        }

        @Override
        public void fetch(Campaign campaign, DateRange days, OutcomeSink sink) {
            if (!campaign.id().equals(world.campaign().id())) {
                throw new SourceException(
                        SourceException.Kind.CONFIGURATION,
                        "The synthetic market knows campaign "
                                + world.campaign().id() + " and not " + campaign.id(),
                        null);
            }
            Instant now = clock.instant();
            LocalDate today = now.atZone(world.campaign().zone()).toLocalDate();
            days.intersection(world.days()).ifPresent(known -> known.split(1).stream()
                    .map(DateRange::first)
                    .filter(day -> day.isBefore(today))
                    .forEach(day -> sink.accept(outcome(day, now))));
        }
    }
}
