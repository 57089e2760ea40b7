package io.banditpipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.HistoryValidator;
import io.banditpipeline.quality.QualityPolicy;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Verdict;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.source.ScriptedSource;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two arms of one account whose source can be made to err, and the runs over them. */
abstract class HeldRowsFixture {
    static final ZoneId ZONE = ZoneId.of("America/New_York");
    static final Currency USD = Currency.getInstance("USD");
    static final Account ACCOUNT = new Account("meta", "act_1", ZONE, USD);
    static final Campaign CAMPAIGN = Campaign.of("c", ZONE, USD);
    static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    static final LocalDate BAD = LocalDate.of(2026, 3, 20);
    static final EntityRef ENTITY = new EntityRef(Level.CAMPAIGN, "1");
    static final EntityRef OTHER = new EntityRef(Level.CAMPAIGN, "2");

    final InMemoryStorage storage = new InMemoryStorage();
    final ManualClock clock = ManualClock.at("2026-03-25T15:00:00Z");
    final ScriptedSource source = new ScriptedSource("meta", clock, ACCOUNT);
    QualityPolicy policy = QualityPolicy.ofDefaults();
    final List<BatchValidator> rules = new ArrayList<>();
    HistoryValidator history;

    @BeforeEach
    void script() {
        for (LocalDate day = FIRST; day.isBefore(LocalDate.of(2026, 3, 25)); day = day.plusDays(1)) {
            source.put(ACCOUNT, ENTITY, day, metrics(1_000 + day.getDayOfMonth(), 50));
            source.put(ACCOUNT, OTHER, day, metrics(2_000 + day.getDayOfMonth(), 80));
        }
    }

    @AfterEach
    void close() {
        storage.close();
    }

    List<String> reasons(String id) {
        return storage.quarantine().held(id).orElseThrow().row().reasons().stream()
                .map(RejectedRow.Reason::rule)
                .toList();
    }

    record HoldDay(LocalDate day) implements BatchValidator {
        @Override
        public String id() {
            return "test.hold";
        }

        @Override
        public Check begin(BatchContext context) {
            return new Check() {
                @Override
                public Verdict row(Observation row) {
                    return row.interval().day().equals(day)
                            ? new Verdict.Violation("day", day.toString(), "expected another day")
                            : Verdict.PASS;
                }

                @Override
                public void end(Findings findings) {}
            };
        }
    }

    static String gates(RunReport report) {
        return report.steps().stream()
                .filter(step -> step.name().equals("check quality"))
                .map(step -> step.state() + " " + step.messages() + " " + step)
                .findFirst()
                .orElseThrow();
    }
    /** Refuses any slice with rows of a day. */
    record RefuseDay(LocalDate day, String id) implements BatchValidator {
        RefuseDay(LocalDate day) {
            this(day, "test.day");
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Check begin(BatchContext context) {
            boolean[] seen = new boolean[1];
            return new Check() {
                @Override
                public Verdict row(Observation row) {
                    seen[0] |= row.interval().day().equals(day);
                    return Verdict.PASS;
                }

                @Override
                public void end(Findings findings) {
                    if (seen[0]) {
                        findings.add(
                                Severity.FATAL,
                                Subject.account(context.slice().account(), day),
                                "cost",
                                "x",
                                "expected no such day");
                    }
                }
            };
        }
    }

    Map<String, Metrics> facts(RunReport ignored) {
        return facts();
    }

    RunReport run() {
        clock.advance(Duration.ofMinutes(1));
        try (Pipeline pipeline = pipeline()) {
            return pipeline.runDaily();
        }
    }

    Pipeline pipeline() {
        PipelineBuilder builder = Pipeline.builder()
                .storeIn(storage)
                .collectFrom(source)
                .plan(CAMPAIGN, List.of(Arm.of("a", "c", ACCOUNT, "x", ENTITY), Arm.of("b", "c", ACCOUNT, "y", OTHER)))
                .quality(policy)
                .historyDays(30)
                .clock(clock);
        rules.forEach(builder::validateWith);
        if (history != null) {
            builder.validateWith(history);
        }
        return builder.build();
    }

    HeldRow onlyHeld() {
        List<HeldRow> rows = new ArrayList<>();
        try (Pipeline pipeline = pipeline()) {
            pipeline.quarantine().held(rows::add);
        }
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    Map<String, Metrics> facts() {
        return factsAsOf(Instant.MAX);
    }

    Map<String, Metrics> factsAsOf(Instant asOf) {
        Map<String, Metrics> facts = new TreeMap<>();
        storage.metrics()
                .dailyFacts(new FactQuery("c", new DateRange(FIRST, FIRST.plusDays(60)), asOf))
                .forEach(fact -> facts.put(fact.armId() + " " + fact.day(), fact.metrics()));
        return facts;
    }

    static StepCounts counts(RunReport report) {
        return step(report).counts();
    }

    static String messages(RunReport report) {
        return step(report).messages().toString();
    }

    static StepReport step(RunReport report) {
        return report.steps().stream()
                .filter(step -> step.name().equals("collect meta"))
                .findFirst()
                .orElseThrow();
    }

    static Metrics metrics(long impressions, long clicks) {
        return Metrics.NONE
                .with(Metric.IMPRESSIONS, impressions)
                .with(Metric.CLICKS, clicks)
                .with(Metric.CONVERSIONS, 3_000_000)
                .with(Metric.COST, 40_000_000)
                .with(Metric.REVENUE, 90_000_000);
    }
}
