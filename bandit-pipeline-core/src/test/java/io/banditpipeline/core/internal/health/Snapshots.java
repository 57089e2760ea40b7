package io.banditpipeline.core.internal.health;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.AlertRecord;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.Binding;
import io.banditpipeline.bandit.DecisionRecord;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.core.internal.health.Snapshot.History;
import io.banditpipeline.core.internal.health.Snapshot.Notice;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.quality.GateResult;
import io.banditpipeline.quality.QualityReport;
import io.banditpipeline.quality.QualityReport.HeldRule;
import io.banditpipeline.quality.QualityReport.Listing;
import io.banditpipeline.quality.QualityReport.Parked;
import io.banditpipeline.quality.QualityReport.Quarantined;
import io.banditpipeline.run.Health.Problem;
import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.NewRun;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.store.StoredStep;
import io.banditpipeline.store.Watermark;
import io.banditpipeline.workflow.RunScope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A snapshot of a pipeline that is well, but for what a test changes. */
final class Snapshots {
    static final Instant NOW = Instant.parse("2026-11-10T12:00:00Z");
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final Currency EUR = Currency.getInstance("EUR");
    static final Account META = new Account("meta", "act_1", BERLIN, EUR);
    static final Campaign SHOP = Campaign.of("shop", BERLIN, EUR);
    static final Arm ARM = Arm.of("arm-1", "shop", META, "social", new EntityRef(Level.CAMPAIGN, "e1"));
    static final LocalDate TODAY = LocalDate.of(2026, 11, 10);
    static final StoredRun WELL = run(RunState.SUCCEEDED, NOW.minus(Duration.ofHours(6)));

    List<Campaign> campaigns = List.of(SHOP);
    List<Arm> arms = List.of(ARM);
    List<Watermark> watermarks = List.of(mark("meta", META, TODAY));
    List<History> histories = List.of(new History("daily", WELL, WELL, WELL, null));
    List<StoredRun> recent = List.of(WELL);
    List<StoredRun> underWay = List.of();
    JobsView jobs = JobsView.none();
    List<GateResult> gates = List.of();
    List<HeldRule> held = List.of();
    List<Parked> parked = List.of();
    List<AlertRecord> alerts = List.of();
    List<Allocation> latest = List.of(allocation(Allocation.State.DECIDED, "enough data"));
    List<Spending> spendings = List.of();
    List<Notice> notices = List.of();

    Snapshot snapshot() {
        QualityReport quality = new QualityReport(
                NOW,
                DateRange.of(TODAY),
                OptionalDouble.of(0.9),
                List.of(),
                List.of(),
                gates,
                new Listing<>(List.of(), 0),
                new Listing<>(List.of(), 0),
                new Quarantined(held.stream().mapToLong(HeldRule::rows).sum(), held),
                parked,
                Map.of());
        return new Snapshot(
                NOW,
                campaigns,
                arms,
                Set.of("meta"),
                watermarks,
                histories,
                recent,
                underWay,
                jobs,
                quality,
                alerts,
                latest,
                spendings,
                notices,
                Set.of());
    }

    List<Problem> problems() {
        return Problems.of(snapshot(), HealthSettings.ofDefaults());
    }

    List<String> codes() {
        return problems().stream().map(Problem::code).toList();
    }

    /** The only problem. */
    Problem problem() {
        List<Problem> all = new ArrayList<>(problems());
        if (all.size() != 1) {
            throw new AssertionError("expected one problem, but there are " + all);
        }
        return all.get(0);
    }

    static StoredRun run(RunState state, Instant startedAt, StoredStep... steps) {
        return run("daily", state, startedAt, null, steps);
    }

    static StoredRun run(
            String workflow, RunState state, Instant startedAt, @Nullable Instant slot, StoredStep... steps) {
        NewRun run =
                new NewRun(workflow + " " + startedAt, workflow, slot, startedAt, RunScope.all(), "test", "instance-1");
        Instant end = startedAt.plus(Duration.ofMinutes(10));
        return new StoredRun(
                run,
                state,
                1,
                startedAt,
                state == RunState.RUNNING ? null : end,
                end,
                RunStore.Signal.NONE,
                "",
                List.of(steps));
    }

    static StoredStep step(String name, StepState state) {
        return new StoredStep(
                new StepReport(name, state, StepCounts.ZERO, Duration.ZERO, List.of()), null, NOW, false, null);
    }

    static Watermark mark(String source, Account account, LocalDate firstOpenDay) {
        Instant until = firstOpenDay.atStartOfDay(account.zone()).toInstant();
        return new Watermark(
                source, account.key(), Level.CAMPAIGN, Granularity.DAY, until.minus(Duration.ofDays(100)), until);
    }

    static Allocation allocation(Allocation.State state, String reason) {
        return allocation("shop", TODAY.plusDays(1), 0, state, reason);
    }

    static Allocation allocation(String campaign, LocalDate day, long micros, Allocation.State state, String reason) {
        Instant asOf = day.atStartOfDay(BERLIN).toInstant().minus(Duration.ofHours(18));
        ArmAllocation arm = new ArmAllocation("arm-1", micros, 0, 0, 0, 1, 1, 1, Binding.NONE, "");
        return new Allocation(
                campaign + " " + day + " " + state,
                campaign,
                day,
                EUR,
                micros,
                0,
                List.of(arm),
                state,
                reason,
                new DecisionRecord(asOf, "c", "agent", null, 1, "i"));
    }

    static AlertRecord openAlert(Alert.Severity severity, String code, @Nullable String acknowledgedBy) {
        Alert alert = new Alert(severity, code, "x", "text", NOW);
        return new AlertRecord(alert, NOW, 2, NOW, acknowledgedBy, acknowledgedBy == null ? null : NOW, null);
    }
}
