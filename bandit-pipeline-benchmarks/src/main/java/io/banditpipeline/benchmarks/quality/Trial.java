package io.banditpipeline.benchmarks.quality;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.testkit.fault.FaultSite;
import io.banditpipeline.testkit.fault.FaultySource;
import io.banditpipeline.testkit.fault.PlantedFault;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One run with one fault, after the past of a world and beside the same run without the fault: what only the one with
 * the fault says, of something that the fault touches, is owed to the fault.
 */
final class Trial {
    private static final int SETTLED_AGE_DAYS = 21;
    private static final int SETTLED_AGE_SPAN = 6;

    private final World past;
    private final Set<Signal> withoutFault;
    private final Path directory;
    private final long seed;

    /**
     * @param past the world, on the day to be tried
     * @param withoutFault what a run without any fault says on that day
     * @param directory where copies may be kept
     * @param seed decides what is hit
     */
    Trial(World past, Set<Signal> withoutFault, Path directory, long seed) {
        this.past = past;
        this.withoutFault = withoutFault;
        this.directory = directory;
        this.seed = seed;
    }

    /**
     * What came of a case.
     *
     * @param planted whether the fault changed anything
     * @param fitting what was said of something that the fault touches, and not without the fault
     * @param other what else was said, and not without the fault
     */
    record Outcome(boolean planted, Set<Signal> fitting, Set<Signal> other) {
        boolean detected() {
            return !fitting.isEmpty();
        }
    }

    Outcome run(FaultCase faultCase, int number) {
        World world = past.copy(directory.resolve("trial-" + number + ".sqlite"));
        Arm arm = arm(number);
        List<FaultySource> sources = new ArrayList<>();
        Set<Signal> said = new HashSet<>();
        world.run(
                source -> source.id().equals(arm.account().platform())
                        ? plant(source, world, faultCase, arm, sources)
                        : source,
                (report, storage) -> said.addAll(Signals.of(report, storage)));
        world.delete();
        said.removeAll(withoutFault);
        List<PlantedFault.Affected> affected = sources.stream()
                .flatMap(source -> source.planted().stream())
                .flatMap(planted -> planted.affected().stream())
                .toList();
        Set<Signal> fitting = new HashSet<>(said);
        fitting.removeIf(signal -> !touches(signal.subject(), affected));
        said.removeAll(fitting);
        return new Outcome(!affected.isEmpty(), fitting, said);
    }

    private FaultySource plant(
            MetricsSource source, World world, FaultCase faultCase, Arm arm, List<FaultySource> sources) {
        FaultySource faulty = new FaultySource(source, world.clock(), seed);
        faulty.plant(faultCase.fault(), site(faultCase, world, arm));
        sources.add(faulty);
        return faulty;
    }

    private FaultSite site(FaultCase faultCase, World world, Arm arm) {
        LocalDate newest = world.newestDay();
        FaultSite site =
                switch (faultCase.days()) {
                    case NEWEST -> FaultSite.from(newest);
                    case ALL_FROM_NOW -> FaultSite.during(new DateRange(newest.minusDays(100), newest));
                    case SETTLED ->
                        FaultSite.on(newest.minusDays(
                                SETTLED_AGE_DAYS + new SplittableRandom(seed).nextInt(SETTLED_AGE_SPAN)));
                };
        return switch (faultCase.extent()) {
            case ARM -> site.of(arm.account()).of(List.of(arm));
            case ACCOUNT -> site.of(arm.account());
            case PLATFORM -> site;
        };
    }

    /** Any arm that has rows on most days. */
    private Arm arm(int number) {
        List<Arm> arms = past.market().arms();
        return arms.get(new SplittableRandom(seed * 1_000 + number).nextInt(arms.size()));
    }

    private boolean touches(Subject subject, List<PlantedFault.Affected> affected) {
        return affected.stream()
                .anyMatch(hit -> isAbout(subject, hit)
                        && (subject.day() == null || subject.day().equals(hit.day())));
    }

    private boolean isAbout(Subject subject, PlantedFault.Affected hit) {
        Account account = hit.account();
        return switch (subject.kind()) {
            case ARM ->
                past.market().arms().stream()
                        .anyMatch(arm -> arm.id().equals(subject.id())
                                && arm.account().equals(account)
                                && arm.entities().contains(hit.entity()));
            case ACCOUNT -> subject.id().equals(account.key());
            case PLATFORM -> subject.id().equals(account.platform());
            case CAMPAIGN -> true;
        };
    }
}
