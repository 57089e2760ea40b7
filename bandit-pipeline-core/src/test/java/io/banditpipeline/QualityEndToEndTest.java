package io.banditpipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RowContext;
import io.banditpipeline.quality.RowValidator;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Verdict;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.store.HeldEvent;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.fault.BadRow;
import io.banditpipeline.testkit.fault.Fault;
import io.banditpipeline.testkit.fault.FaultSite;
import io.banditpipeline.testkit.fault.FaultySource;
import io.banditpipeline.testkit.fault.PlantedFault;
import io.banditpipeline.testkit.market.SyntheticMarket;
import io.banditpipeline.testkit.source.RecordingSink;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A market that is collected twice, once clean and once with planted faults: each fault is named, and once the feed is
 * mended or the held rows are decided on, nothing tells the two apart.
 */
class QualityEndToEndTest {
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);
    private static final int HISTORY_DAYS = 36;
    private static final String ACTOR = "ann";

    private final SyntheticMarket market = SyntheticMarket.builder()
            .seed(11)
            .arms(16)
            .firstDay(FIRST_DAY)
            .days(300)
            .rateNoise(0.08)
            .weekdaySwing(0.2)
            .build();
    private final ManualClock clock =
            new ManualClock(FIRST_DAY.plusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC));
    private final InMemoryStorage clean = new InMemoryStorage();
    private final InMemoryStorage faulty = new InMemoryStorage();
    private final Map<String, FaultySource> sources = new TreeMap<>();

    QualityEndToEndTest() {
        market.platforms()
                .forEach(platform -> sources.put(platform, new FaultySource(market.source(platform, clock), clock, 5)));
    }

    @AfterEach
    void close() {
        clean.close();
        faulty.close();
    }

    /** A fault in the feed, and where: by the number of an account. */
    private record Planted(Fault fault, int account, boolean oneArm, int ageDays) {
        static Planted account(Fault fault, int account) {
            return new Planted(fault, account, false, 0);
        }

        static Planted arm(Fault fault, int account) {
            return new Planted(fault, account, true, 0);
        }
    }

    @Test
    void each_planted_fault_is_named_and_leaves_no_trace_once_the_feed_is_mended_R2_R8_R10() {
        List<Planted> faults = List.of(
                Planted.account(Fault.unitMistake(1e6), 0),
                Planted.account(Fault.currencySwap(150), 1),
                Planted.account(Fault.currencyChange(Currency.getInstance("JPY"), 150), 2),
                Planted.account(Fault.duplicatedRows(), 3),
                Planted.account(Fault.frozenFeed(), 0),
                Planted.account(Fault.missingRows(), 1),
                Planted.account(Fault.shiftedIntervals(3), 2),
                Planted.account(Fault.deadTracking(), 0),
                Planted.arm(Fault.botClicks(20), 0),
                new Planted(Fault.lateRestatement(2), 1, true, 23),
                Planted.arm(Fault.badRow(BadRow.NEGATIVE_COST), 0),
                Planted.arm(Fault.badRow(BadRow.CLICKS_ABOVE_IMPRESSIONS), 1),
                Planted.arm(Fault.badRow(BadRow.FUTURE_INTERVAL), 2),
                Planted.arm(Fault.badRow(BadRow.WRONG_CURRENCY), 3),
                Planted.arm(Fault.badRow(BadRow.UNKNOWN_ENTITY), 4),
                Planted.arm(Fault.badRow(BadRow.UNREADABLE), 0));
        liveThroughHistory();
        List<String> unnamed = new ArrayList<>();
        for (Planted planted : faults) {
            plantUntilTomorrow(planted);
            RunReport report = run(faulty);
            assertThat(report.steps())
                    .allSatisfy(step -> assertThat(step.counts().addsUp())
                            .as("%s %s", step.name(), step.counts())
                            .isTrue());
            Set<Named> named = named(faulty, report);
            named.removeAll(named(clean, run(clean)));
            if (named.stream().noneMatch(name -> name.fits(lastPlanted(planted)))) {
                unnamed.add(planted.fault() + " is not among " + named);
            }
            nextDay();
            run(faulty);
            run(clean);
            assertThat(facts(faulty)).as("facts after %s", planted.fault()).isEqualTo(facts(clean));
            nextDay();
        }
        assertThat(unnamed).isEmpty();
    }

    @Test
    void the_plan_equals_that_of_the_clean_feed_once_held_rows_are_corrected_and_released_R1_R5_R8() {
        catchUpWithHistory();
        plant(Fault.unitMistake(1e6), accountSite(0));
        plant(Fault.badRow(BadRow.NEGATIVE_COST), armSite(1));
        plant(Fault.currencyChange(Currency.getInstance("JPY"), 150), accountSite(2));
        plant(Fault.badRow(BadRow.UNREADABLE), armSite(3));
        plant(Fault.duplicatedRows(), accountSite(4));
        RowValidator doubt = new Doubt(armOf(account(4)).entities().get(0), newestDay());

        run(faulty, doubt);
        assertThat(heldRules()).contains("row.negative", "row.currency", "testkit.number", Doubt.ID);
        run(clean);
        assertThat(facts(faulty)).isNotEqualTo(facts(clean));

        decide();
        run(faulty, doubt);
        clock.advance(Duration.ofMinutes(1));
        RunReport decided = run(faulty, doubt);
        RunReport expected = run(clean);

        assertThat(heldRules()).isEmpty();
        assertThat(facts(faulty)).isEqualTo(facts(clean));
        Allocation plan = decided.allocations().get(0);
        assertThat(plan.state()).as(plan.reason()).isEqualTo(Allocation.State.DECIDED);
        assertThat(plan.arms()).isEqualTo(expected.allocations().get(0).arms());
        assertThat(plan.budgetMicros()).isEqualTo(expected.allocations().get(0).budgetMicros());
    }

    @Test
    void deciding_twice_and_correcting_what_was_released_counts_once_R1() {
        catchUpWithHistory();
        plant(Fault.badRow(BadRow.NEGATIVE_COST), armSite(0));
        Arm doubted = armOf(account(2));
        RowValidator doubt = new Doubt(doubted.entities().get(0), newestDay());
        run(faulty, doubt);
        run(clean);
        Map<String, String> idByRule = idByRule();
        String negative = idByRule.get("row.negative");
        String doubtful = idByRule.get(Doubt.ID);
        assertThat(facts(faulty)).isNotEqualTo(facts(clean));

        try (Pipeline pipeline = pipeline(faulty, true, doubt)) {
            Quarantine quarantine = pipeline.quarantine();
            HeldRow once = quarantine.release(doubtful, ACTOR, "a sale");
            clock.advance(Duration.ofSeconds(1));
            assertThat(quarantine.release(doubtful, ACTOR, "a sale, again")).isEqualTo(once);

            Observation came = quarantine.find(doubtful).orElseThrow().row().observation();
            quarantine.correct(doubtful, with(came, came.metrics().with(Metric.COST, 5)), ACTOR, "it cost less");
            quarantine.correct(doubtful, truth(came), ACTOR, "it did not");
            Observation right =
                    truth(quarantine.find(negative).orElseThrow().row().observation());
            quarantine.correct(negative, right, ACTOR, "wrong sign");
            quarantine.correct(negative, right, ACTOR, "wrong sign");
            assertThat(quarantine.events(doubtful))
                    .extracting(HeldEvent::to)
                    .containsExactly(
                            HeldRow.State.HELD,
                            HeldRow.State.RELEASED,
                            HeldRow.State.CORRECTED,
                            HeldRow.State.CORRECTED);
        }
        assertThat(facts(faulty)).isEqualTo(facts(clean));
        run(faulty, doubt);
        assertThat(facts(faulty)).isEqualTo(facts(clean));
        assertThat(heldRules()).isEmpty();
    }

    @Test
    void rows_of_an_unknown_entity_count_once_it_is_mapped_and_not_twice_when_the_feed_is_mended_R2_R8() {
        catchUpWithHistory();
        plantUntilTomorrow(Planted.arm(Fault.badRow(BadRow.UNKNOWN_ENTITY), 1));
        run(faulty);
        run(clean);
        assertThat(faulty.quarantine().parkedByEntity()).hasSize(1);
        assertThat(facts(faulty)).isNotEqualTo(facts(clean));

        Arm arm = armOf(account(1));
        EntityRef known = arm.entities().get(0);
        List<EntityRef> both = List.of(known, new EntityRef(known.level(), "unknown-" + known.id()));
        List<Arm> mapped = new ArrayList<>(market.arms());
        mapped.replaceAll(each -> each.equals(arm)
                ? new Arm(
                        arm.id(),
                        arm.campaignId(),
                        arm.account(),
                        arm.channel(),
                        arm.creative(),
                        arm.bid(),
                        both,
                        arm.limits())
                : each);
        try (Pipeline pipeline =
                builder(faulty, true).plan(market.campaign(), mapped).build()) {
            pipeline.runDaily();
            assertThat(facts(faulty)).isEqualTo(facts(clean));
            nextDay();
            pipeline.runDaily();
        }
        run(clean);
        assertThat(facts(faulty)).isEqualTo(facts(clean));
    }

    /** Holds one row of which somebody is not sure; it is right. */
    private record Doubt(EntityRef entity, LocalDate day) implements RowValidator {
        static final String ID = "host.doubt";

        @Override
        public String id() {
            return ID;
        }

        @Override
        public Verdict validate(Observation row, RowContext context) {
            return row.entity().equals(entity) && row.interval().day().equals(day)
                    ? new Verdict.Violation("cost", Long.toString(row.metrics().costMicros()), "expected less")
                    : Verdict.PASS;
        }
    }

    /** What a run said of something: a finding, a reason to hold a row, or a row that waits for a mapping. */
    private record Named(String rule, Subject subject, String what) {
        boolean fits(PlantedFault planted) {
            return planted.affected().stream().anyMatch(affected -> switch (subject.kind()) {
                case ACCOUNT -> subject.id().equals(affected.account().key());
                case PLATFORM -> subject.id().equals(affected.account().platform());
                case ARM -> affected.entity().id().equals("c-" + subject.id());
                case CAMPAIGN -> true;
            });
        }
    }

    private static Set<Named> named(InMemoryStorage storage, RunReport report) {
        Set<Named> named = new HashSet<>();
        storage.quality().findings(report.asOf(), known -> {
            if (!known.firstSeen().isBefore(report.asOf())
                    && known.finding().severity().compareTo(Severity.WARN) >= 0) {
                named.add(new Named(
                        known.finding().rule(),
                        known.finding().subject(),
                        known.finding().field()));
            }
        });
        storage.quarantine().held(Set.of(HeldRow.State.HELD), held -> held.row()
                .reasons()
                .forEach(reason -> named.add(
                        new Named(reason.rule(), new Subject(Subject.Kind.ACCOUNT, held.subject(), null), held.id()))));
        storage.quarantine().parkedByEntity().forEach((account, entities) -> entities.keySet()
                .forEach(entity ->
                        named.add(new Named("parked", new Subject(Subject.Kind.ACCOUNT, account, null), entity))));
        return named;
    }

    /** Mends every held row: as it came if it was only doubted, else with what the clean feed says. */
    private void decide() {
        try (Pipeline pipeline = pipeline(faulty, true)) {
            Quarantine quarantine = pipeline.quarantine();
            List<HeldRow> held = new ArrayList<>();
            quarantine.held(held::add);
            for (HeldRow row : held) {
                Observation came = row.row().observation();
                if (row.row().reasons().stream()
                        .allMatch(reason -> reason.rule().equals(Doubt.ID))) {
                    quarantine.release(row.id(), ACTOR, "it is right");
                } else {
                    quarantine.correct(row.id(), came == null ? unread() : truth(came), ACTOR, "as it should be");
                }
            }
        }
    }

    /** What the clean feed says of the entity and interval of a row. */
    private Observation truth(Observation row) {
        Account account = market.arms().stream()
                .filter(arm -> arm.entities().contains(row.entity()))
                .findFirst()
                .orElseThrow()
                .account();
        return truth(account, row.entity(), row.interval().day());
    }

    /** What the clean feed says of the row that cannot be read. */
    private Observation unread() {
        return truth(account(3), armOf(account(3)).entities().get(0), newestDay());
    }

    private Observation truth(Account account, EntityRef entity, LocalDate day) {
        MetricsSource source = market.source(account.platform(), clock);
        Slice slice = new Slice(source.id(), account, source.profile().level(), Granularity.DAY, DateRange.of(day));
        return RecordingSink.fetch(source, slice).rows().stream()
                .filter(row -> row.entity().equals(entity))
                .findFirst()
                .orElseThrow();
    }

    private static Observation with(Observation row, Metrics metrics) {
        return new Observation(
                row.entity(),
                row.interval(),
                row.observedAt(),
                row.origin(),
                metrics,
                row.currency(),
                row.attribution());
    }

    /** Collects both feeds every day, so that it is known how days are restated. */
    private void liveThroughHistory() {
        for (int day = 0; day < HISTORY_DAYS; day++) {
            run(clean);
            run(faulty);
            nextDay();
        }
        assertThat(facts(faulty)).isEqualTo(facts(clean)).isNotEmpty();
    }

    /** Collects both feeds once, with all that they have of the days before. */
    private void catchUpWithHistory() {
        clock.advance(Duration.ofDays(HISTORY_DAYS));
        run(clean);
        run(faulty);
        nextDay();
        assertThat(facts(faulty)).isEqualTo(facts(clean)).isNotEmpty();
    }

    private void plantUntilTomorrow(Planted planted) {
        LocalDate day = newestDay().minusDays(planted.ageDays());
        Account account = account(planted.account());
        FaultSite site = FaultSite.on(day)
                .of(account)
                .seenFrom(clock.instant())
                .seenUntil(clock.instant().plus(Duration.ofDays(1)));
        plant(planted.fault(), planted.oneArm() ? site.of(List.of(armOf(account))) : site);
    }

    private void plant(Fault fault, FaultSite site) {
        source(site.account()).plant(fault, site);
    }

    private PlantedFault lastPlanted(Planted planted) {
        List<PlantedFault> all = source(account(planted.account())).planted();
        PlantedFault last = all.get(all.size() - 1);
        assertThat(last.affected()).as("what %s changed", planted.fault()).isNotEmpty();
        return last;
    }

    private FaultSite accountSite(int number) {
        return FaultSite.on(newestDay()).of(account(number));
    }

    private FaultSite armSite(int number) {
        return accountSite(number).of(List.of(armOf(account(number))));
    }

    private FaultySource source(Account account) {
        FaultySource source = sources.get(account.platform());
        assertThat(source).as(account.platform()).isNotNull();
        return source;
    }

    /** One of the five accounts. */
    private Account account(int number) {
        return market.arms().stream().map(Arm::account).distinct().toList().get(number);
    }

    private Arm armOf(Account account) {
        return market.arms().stream()
                .filter(arm -> arm.account().equals(account))
                .findFirst()
                .orElseThrow();
    }

    private LocalDate newestDay() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
    }

    private void nextDay() {
        clock.advance(Duration.ofDays(1));
    }

    private List<String> heldRules() {
        return new ArrayList<>(idByRule().keySet());
    }

    private Map<String, String> idByRule() {
        Map<String, String> ids = new TreeMap<>();
        faulty.quarantine().held(Set.of(HeldRow.State.HELD), held -> held.row()
                .reasons()
                .forEach(reason -> ids.put(reason.rule(), held.id())));
        return ids;
    }

    private record FactOfDay(String armId, LocalDate day, Metrics metrics) {
        static FactOfDay of(DailyFact fact) {
            return new FactOfDay(fact.armId(), fact.day(), fact.metrics());
        }
    }

    private List<FactOfDay> facts(InMemoryStorage storage) {
        List<FactOfDay> facts = new ArrayList<>();
        storage.metrics()
                .dailyFacts(new FactQuery(market.campaign().id(), market.days(), Instant.MAX))
                .forEach(fact -> facts.add(FactOfDay.of(fact)));
        return facts;
    }

    private RunReport run(InMemoryStorage storage, RowValidator... more) {
        try (Pipeline pipeline = pipeline(storage, storage == faulty, more)) {
            return pipeline.runDaily();
        }
    }

    private Pipeline pipeline(InMemoryStorage storage, boolean withFaults, RowValidator... more) {
        PipelineBuilder builder = builder(storage, withFaults).plan(market.campaign(), market.arms());
        for (RowValidator rule : more) {
            builder.validateWith(rule);
        }
        return builder.build();
    }

    /** Decisions rest on what the platforms claim: that takes no model, and hangs on every row. */
    private PipelineBuilder builder(InMemoryStorage storage, boolean withFaults) {
        PipelineBuilder builder = Pipeline.builder()
                .storeIn(storage)
                .clock(clock)
                .alertTo(alert -> {})
                .convertWith(market.exchangeRates());
        for (String platform : market.platforms()) {
            builder.collectFrom(withFaults ? sources.get(platform) : market.source(platform, clock));
        }
        return builder;
    }
}
