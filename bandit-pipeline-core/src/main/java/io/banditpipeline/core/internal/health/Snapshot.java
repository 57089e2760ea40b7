package io.banditpipeline.core.internal.health;

import io.banditpipeline.alert.AlertRecord;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.metric.SourceNotice;
import io.banditpipeline.quality.QualityReport;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.store.Watermark;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that problems are found from.
 *
 * @param at the moment
 * @param campaigns the campaigns
 * @param arms their arms
 * @param sourceIds the sources
 * @param watermarks how complete feeds are
 * @param histories how workflows went, ordered by workflow
 * @param recent the latest runs of all workflows, the one that began last first
 * @param underWay runs that go on or were broken off
 * @param jobs how jobs stand
 * @param quality how far the data can be trusted
 * @param openAlerts the open alerts
 * @param latest the latest allocation of each campaign that is planned now
 * @param spendings what campaigns that are planned now spent lately, as far as it can be compared
 * @param notices what sources say will end
 * @param unknown problems that could not be looked for
 */
record Snapshot(
        Instant at,
        List<Campaign> campaigns,
        List<Arm> arms,
        Set<String> sourceIds,
        List<Watermark> watermarks,
        List<History> histories,
        List<StoredRun> recent,
        List<StoredRun> underWay,
        JobsView jobs,
        QualityReport quality,
        List<AlertRecord> openAlerts,
        List<Allocation> latest,
        List<Spending> spendings,
        List<Notice> notices,
        Set<ProblemCode> unknown) {
    /**
     * How a workflow went.
     *
     * @param workflow the workflow
     * @param ended the run that began last of those that ended by themselves; null if none has
     * @param good the one that began last of those that SUCCEEDED or were DEGRADED; null if none did
     * @param succeeded the one that began last of those that SUCCEEDED; null if none did
     * @param cancelled the one that began last of those that were CANCELLED; null if none was
     */
    record History(
            String workflow,
            @Nullable StoredRun ended,
            @Nullable StoredRun good,
            @Nullable StoredRun succeeded,
            @Nullable StoredRun cancelled) {}

    /** What a source says will end. */
    record Notice(String source, SourceNotice notice) {}

    /** The history of a workflow, if it is known. */
    @Nullable
    History history(String workflow) {
        return histories.stream()
                .filter(history -> history.workflow().equals(workflow))
                .findFirst()
                .orElse(null);
    }
}
