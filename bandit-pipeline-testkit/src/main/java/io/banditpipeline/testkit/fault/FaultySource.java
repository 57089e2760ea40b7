package io.banditpipeline.testkit.fault;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.metric.AccountListing;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceProfile;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A source with planted faults, and the truth about them.
 *
 * <p>It delivers what another source delivers, but for the faults; a slice in which none shows is passed on as it is.
 * Of several faults on the same rows the one planted first acts first; one that looks at other days sees them clean.
 * The seed decides which rows are hit where a site names a share of them: two sources of one seed with the same faults
 * deliver the same.
 *
 * <p>It holds the rows of a slice in memory while a fault shows in it. This class is thread-safe if the other source
 * is.
 */
public final class FaultySource implements MetricsSource {
    private final MetricsSource clean;
    private final InstantSource clock;
    private final long seed;
    private final List<Plant> plants = new CopyOnWriteArrayList<>();

    private record Plant(Fault fault, FaultSite site, long seed, Set<PlantedFault.Affected> affected) {}

    /**
     * A source without a fault as yet.
     *
     * @param clean the source that delivers the rows
     * @param clock tells the moment of a fetch
     * @param seed decides by lot which rows are hit
     */
    public FaultySource(MetricsSource clean, InstantSource clock, long seed) {
        this.clean = Objects.requireNonNull(clean, "clean");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.seed = seed;
    }

    /**
     * Plants a fault, which shows in all fetches from now on that the site speaks of.
     *
     * @throws IllegalArgumentException if the fault needs hourly rows that the source does not have
     */
    public synchronized FaultySource plant(Fault fault, FaultSite site) {
        if (fault.tampering().needs().hours()
                && !clean.profile().granularities().contains(Granularity.HOUR)) {
            throw new IllegalArgumentException(fault + " is made from hourly rows, but source " + clean.id()
                    + " has rows by " + clean.profile().granularities());
        }
        plants.add(new Plant(
                fault,
                Objects.requireNonNull(site, "site"),
                seed + plants.size(),
                new ConcurrentSkipListSet<>(PlantedFault.Affected.ORDER)));
        return this;
    }

    /** The truth: all faults in the order of planting, each with what it has changed so far. */
    public List<PlantedFault> planted() {
        return plants.stream()
                .map(plant -> new PlantedFault(plant.fault(), plant.site(), List.copyOf(plant.affected())))
                .toList();
    }

    @Override
    public String id() {
        return clean.id();
    }

    @Override
    public List<Account> accounts() {
        return clean.accounts();
    }

    @Override
    public AccountListing listAccounts() {
        return clean.listAccounts();
    }

    @Override
    public SourceProfile profile() {
        return clean.profile();
    }

    @Override
    public Optional<DateRange> coverage(Account account) {
        return clean.coverage(account);
    }

    /**
     * Delivers the slice with the faults that show in it; rows that cannot be read come last.
     *
     * @throws io.banditpipeline.metric.SourceException if the other source throws it
     */
    @Override
    public void fetch(Slice slice, ObservationSink sink) {
        Instant now = clock.instant();
        List<Plant> showing = plants.stream()
                .filter(plant -> plant.site().isSeen(slice.account(), now))
                .filter(plant -> plant.site().days().intersection(slice.days()).isPresent())
                .toList();
        if (showing.isEmpty()) {
            clean.fetch(slice, sink);
            return;
        }
        SliceRows rows = SliceRows.fetch(clean, slice);
        for (Plant plant : showing) {
            tamper(plant, slice, rows, now);
        }
        rows.deliver(sink);
    }

    private void tamper(Plant plant, Slice slice, SliceRows rows, Instant now) {
        Surroundings around = new Surroundings(clean, slice, plant.site(), now, plant.seed());
        Tampering tampering = plant.fault().tampering();
        if (tampering.needs().otherDays()) {
            addNeighbours(plant.site(), slice, rows, around);
        }
        for (EntityDay where : rows.days()) {
            if (plant.site().has(where.entity(), where.day())
                    && rows.replace(where, before -> tampering.tamper(where, before, around))) {
                plant.affected().add(new PlantedFault.Affected(slice.account(), where.entity(), where.day()));
            }
        }
    }

    /** Entities that have rows on days before and after may get some on a day on which they have none. */
    private static void addNeighbours(FaultSite site, Slice slice, SliceRows rows, Surroundings around) {
        DateRange shown = site.days().intersection(slice.days()).orElseThrow();
        for (DateRange day : shown.split(1)) {
            LocalDate today = day.first();
            for (LocalDate other : List.of(site.days().first().minusDays(1), today.minusDays(1), today.plusDays(1))) {
                for (EntityRef entity : around.entities(other)) {
                    rows.addDay(new EntityDay(entity, today));
                }
            }
        }
    }
}
