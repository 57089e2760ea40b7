package io.banditpipeline.core.internal.health;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.core.internal.health.Snapshot.History;
import io.banditpipeline.core.internal.health.Snapshot.Notice;
import io.banditpipeline.core.internal.plan.CampaignPlanner;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.run.RunState;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.store.RunStore.RunQuery;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.store.Watermark;
import io.banditpipeline.workflow.RunScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all that problems are found from. Calls no network but the storage's. */
final class SnapshotReader {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotReader.class);
    private static final int RECENT_RUNS = 20;
    private static final int LATEST_OF_STATE = 20;
    private static final int MOST_UNDER_WAY = 100;
    private static final Set<RunState> GOOD = Set.of(RunState.SUCCEEDED, RunState.DEGRADED);
    private static final Set<RunState> ENDED_BY_THEMSELVES =
            Set.of(RunState.SUCCEEDED, RunState.DEGRADED, RunState.FAILED);

    private final Watched watched;
    private final HealthSettings settings;

    SnapshotReader(Watched watched, HealthSettings settings) {
        this.watched = watched;
        this.settings = settings;
    }

    Snapshot read(Instant now) {
        EnumSet<ProblemCode> unknown = EnumSet.noneOf(ProblemCode.class);
        List<Watermark> watermarks = watched.storage().metrics().watermarks();
        List<StoredRun> recent = runs().latest(RunQuery.latest(RECENT_RUNS));
        JobsView jobs = watched.jobs().get();
        if (!jobs.started()) {
            unknown.add(ProblemCode.RUN_LATE); // the instance that runs the jobs looks for it
        }
        List<Campaign> planned = watched.campaigns().stream()
                .filter(campaign -> CampaignPlanner.isPlanned(campaign, now))
                .toList();
        return new Snapshot(
                now,
                watched.campaigns(),
                watched.arms().get(),
                watched.sources().stream().map(MetricsSource::id).collect(Collectors.toSet()),
                watermarks,
                histories(recent, jobs),
                recent,
                runs().latest(new RunQuery(Set.of(), Set.of(RunState.RUNNING), MOST_UNDER_WAY)),
                jobs,
                watched.quality().apply(now),
                watched.storage().alerts().open(),
                latest(planned),
                spendings(planned, watermarks, now),
                notices(now, unknown),
                unknown);
    }

    private RunStore runs() {
        return watched.storage().runs();
    }

    private List<History> histories(List<StoredRun> recent, JobsView jobs) {
        Set<String> workflows = new TreeSet<>(watched.workflows());
        recent.forEach(run -> workflows.add(run.run().workflow()));
        jobs.workflows().values().forEach(workflows::add);
        jobs.jobs().forEach(job -> workflows.add(jobs.workflowOf(job.spec().name())));
        return workflows.stream().map(this::history).toList();
    }

    private History history(String workflow) {
        return new History(
                workflow,
                latest(workflow, ENDED_BY_THEMSELVES),
                latest(workflow, GOOD),
                latest(workflow, Set.of(RunState.SUCCEEDED)),
                latest(workflow, Set.of(RunState.CANCELLED)));
    }

    /** Of runs that were not limited: one that is says nothing of the rest. */
    private @Nullable StoredRun latest(String workflow, Set<RunState> states) {
        return runs().latest(new RunQuery(Set.of(workflow), states, LATEST_OF_STATE)).stream()
                .filter(run -> run.run().scope().equals(RunScope.all()))
                .findFirst()
                .orElse(null);
    }

    private List<Allocation> latest(List<Campaign> planned) {
        return planned.stream()
                .map(campaign -> watched.storage().decisions().latest(campaign.id(), 1))
                .flatMap(List::stream)
                .toList();
    }

    private List<Spending> spendings(List<Campaign> planned, List<Watermark> watermarks, Instant now) {
        if (!watched.publishes()) {
            return List.of();
        }
        SpendingReader reader = new SpendingReader(watched.storage(), watermarks, now, settings.underspendDays());
        return planned.stream()
                .map(campaign -> reader.of(campaign, arms(campaign)))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<Arm> arms(Campaign campaign) {
        return watched.arms().get().stream()
                .filter(arm -> arm.campaignId().equals(campaign.id()))
                .toList();
    }

    private List<Notice> notices(Instant now, EnumSet<ProblemCode> unknown) {
        List<Notice> notices = new ArrayList<>();
        for (MetricsSource source : watched.sources()) {
            try {
                source.notices(now).forEach(notice -> notices.add(new Notice(source.id(), notice)));
            } catch (RuntimeException e) {
                LOG.warn("source={} could not say what of it will end", source.id(), e);
                unknown.add(ProblemCode.CREDENTIALS_EXPIRE);
                unknown.add(ProblemCode.VERSION_SUNSET);
            }
        }
        return notices;
    }
}
