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
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.QualityPolicy;
import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.quality.RuleOverride;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the detector found of a day stands when that day is run again, though each day is fed to it once (R1). */
class AnomalyRerunTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Account ACCOUNT = new Account("meta", "act_1", ZONE, EUR);
    private static final Campaign CAMPAIGN = Campaign.of("c", ZONE, EUR);
    private static final LocalDate LAST = LocalDate.of(2026, 3, 24);
    private static final EntityRef ENTITY = new EntityRef(Level.CAMPAIGN, "1");
    private static final EntityRef OTHER = new EntityRef(Level.CAMPAIGN, "2");

    private final InMemoryStorage storage = new InMemoryStorage();
    private final ManualClock clock = ManualClock.at("2026-03-25T09:00:00Z");
    private final ScriptedSource source = new ScriptedSource("meta", clock, ACCOUNT);
    private QualityPolicy policy = QualityPolicy.ofDefaults();

    @BeforeEach
    void script() {
        for (LocalDate day = LAST.minusDays(59); !day.isAfter(LAST); day = day.plusDays(1)) {
            source.put(ACCOUNT, ENTITY, day, metrics(day, day.equals(LAST) ? 4 : 1));
            if (day.isBefore(LAST)) {
                source.put(ACCOUNT, OTHER, day, metrics(day, 1));
            }
        }
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void the_same_day_again_finds_the_same_R1() {
        run();
        List<String> first = open();
        assertThat(first).anyMatch(finding -> finding.contains("arm a on 2026-03-24"));
        assertThat(plausibility()).isZero();
        run();
        assertThat(open()).isEqualTo(first);
        assertThat(plausibility()).isZero();
    }

    @Test
    void a_row_that_comes_later_resolves_nothing_that_was_found_R1() {
        run();
        List<String> first = open();
        source.put(ACCOUNT, OTHER, LAST, metrics(LAST, 1));
        run();
        assertThat(open()).containsAll(first);
    }

    @Test
    void what_was_found_is_gone_when_the_rule_is_turned_off_and_only_noted_when_it_is_lowered() {
        run();
        policy = policy.with(RuleOverride.severity("history.anomaly", null, Severity.INFO));
        run();
        assertThat(open()).isNotEmpty().allMatch(finding -> finding.startsWith("INFO"));
        policy = QualityPolicy.ofDefaults().with(RuleOverride.off("history.anomaly", null));
        run();
        assertThat(open()).isEmpty();
    }

    private List<String> open() {
        List<String> open = new ArrayList<>();
        storage.quality().findings(Instant.EPOCH, known -> {
            if (known.resolvedAt() == null && known.finding().rule().equals("history.anomaly")) {
                open.add(known.finding().severity() + " " + known.finding().subject() + " "
                        + known.finding().field());
            }
        });
        return open;
    }

    private double plausibility() {
        List<QualityScore> scores = new ArrayList<>();
        storage.quality().scores(DateRange.of(LAST), score -> {
            if (score.dimension() == Dimension.PLAUSIBILITY && score.subject().equals(Subject.arm("a", LAST))) {
                scores.add(score);
            }
        });
        assertThat(scores).hasSize(1);
        return scores.get(0).numerator();
    }

    private void run() {
        clock.advance(Duration.ofMinutes(1));
        try (Pipeline pipeline = Pipeline.builder()
                .storeIn(storage)
                .collectFrom(source)
                .plan(CAMPAIGN, List.of(Arm.of("a", "c", ACCOUNT, "x", ENTITY), Arm.of("b", "c", ACCOUNT, "y", OTHER)))
                .quality(policy)
                .historyDays(60)
                .clock(clock)
                .build()) {
            pipeline.runDaily();
        }
    }

    private static Metrics metrics(LocalDate day, int times) {
        return Metrics.NONE
                .with(Metric.IMPRESSIONS, 50_000 + 100 * (day.getDayOfMonth() % 5))
                .with(Metric.CLICKS, 1_000 + 10 * (day.getDayOfMonth() % 3))
                .with(Metric.CONVERSIONS, 50_000_000)
                .with(Metric.COST, times * (500_000_000L + 1_000_000 * (day.getDayOfMonth() % 7)));
    }
}
