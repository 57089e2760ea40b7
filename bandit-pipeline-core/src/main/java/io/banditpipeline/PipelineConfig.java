package io.banditpipeline;

import io.banditpipeline.alert.AlertSink;
import io.banditpipeline.anomaly.AnomalyDetector;
import io.banditpipeline.bandit.BanditAgent;
import io.banditpipeline.bandit.BudgetSink;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.core.internal.arm.ArmDirectory;
import io.banditpipeline.core.internal.quality.RuleBook;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.mmm.MmmModel;
import io.banditpipeline.money.ExchangeRates;
import io.banditpipeline.outcome.OutcomeSource;
import io.banditpipeline.quality.QualityGates;
import io.banditpipeline.run.Progress;
import io.banditpipeline.store.Storage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** What a pipeline was built with, checked. */
record PipelineConfig(
        Storage storage,
        List<Campaign> campaigns,
        ArmDirectory directory,
        List<MetricsSource> sources,
        Map<String, OutcomeSource> outcomes,
        RuleBook rules,
        QualityGates gates,
        AnomalyDetector detector,
        ExchangeRates exchangeRates,
        MmmModel model,
        BanditAgent agent,
        List<BudgetSink> budgetSinks,
        List<AlertSink> alerts,
        InstantSource clock,
        Progress progress,
        int historyDays,
        int trainingDays,
        Duration refitAfter,
        boolean constantCurrency,
        Orchestration orchestration) {
    /** The arms that there are now. */
    List<Arm> arms() {
        return directory.arms();
    }
}
