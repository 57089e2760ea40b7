package io.banditpipeline.core.internal.plan;

import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.mmm.ChannelEstimate;
import io.banditpipeline.mmm.MmmInput;
import io.banditpipeline.mmm.MmmModel;
import io.banditpipeline.mmm.MmmRun;
import io.banditpipeline.mmm.ModelFit;
import io.banditpipeline.money.Micros;
import io.banditpipeline.store.Storage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Fits the mix model to a campaign's stored days, or takes the run that the same inputs gave before. */
final class Modelling {
    private final Storage storage;
    private final MmmModel model;
    private final Duration refitAfter;

    /** @param refitAfter how long a run is used though there is new data; zero to use it for the same data only */
    Modelling(Storage storage, MmmModel model, Duration refitAfter) {
        this.storage = storage;
        this.model = model;
        this.refitAfter = refitAfter;
    }

    /** A usable run, or why there is none. */
    sealed interface Result {
        /** A run that decisions may rest on. */
        record Usable(MmmRun run) implements Result {}

        /** No such run (R10). */
        record Unusable(String reason) implements Result {}
    }

    /**
     * The latest run, if it is young enough and knows the channels, or else a run that fits what was known at a moment.
     */
    Result run(Campaign campaign, SpendHistory history, Instant asOf) {
        return storage.decisions()
                .latestModelRun(campaign.id(), asOf)
                .filter(run -> run.modelId().equals(model.id())
                        && run.asOf().plus(refitAfter).isAfter(asOf)
                        && channels(run).equals(Set.copyOf(history.channels())))
                .<Result>map(Result.Usable::new)
                .orElseGet(() -> fit(campaign, history, asOf));
    }

    private static Set<String> channels(MmmRun run) {
        return run.posterior().estimates().stream()
                .map(ChannelEstimate::channel)
                .collect(Collectors.toSet());
    }

    /** A run that fits what was known at a moment. */
    Result fit(Campaign campaign, SpendHistory history, Instant asOf) {
        double[] outcome = outcome(campaign, history.window(), asOf);
        double[][] spend = history.units();
        String inputsHash = hash(campaign, history, spend, outcome);
        return storage.decisions()
                .modelRun(inputsHash)
                .<Result>map(Result.Usable::new)
                .orElseGet(() -> fit(campaign, history, spend, outcome, inputsHash, asOf));
    }

    private Result fit(
            Campaign campaign,
            SpendHistory history,
            double[][] spend,
            double[] outcome,
            String inputsHash,
            Instant asOf) {
        long seed = Long.parseUnsignedLong(inputsHash.substring(0, 16), 16);
        MmmInput input =
                new MmmInput(campaign.id(), history.window().first(), history.channels(), spend, outcome, seed);
        ModelFit fit = model.fit(input);
        if (fit instanceof ModelFit.Fitted fitted) {
            return new Result.Usable(new MmmRun(
                    inputsHash,
                    campaign.id(),
                    model.id(),
                    asOf,
                    history.window().last(),
                    inputsHash,
                    fitted.posterior()));
        }
        return new Result.Unusable("the mix model gives no answer: " + ((ModelFit.Refused) fit).reason());
    }

    private double[] outcome(Campaign campaign, DateRange window, Instant asOf) {
        double[] outcome = new double[(int) window.days()];
        Arrays.fill(outcome, Double.NaN);
        storage.outcomes()
                .outcomes(
                        campaign.id(),
                        window,
                        asOf,
                        known -> outcome[(int) ChronoUnit.DAYS.between(window.first(), known.day())] =
                                Micros.toDouble(known.revenueMicros()));
        return outcome;
    }

    private String hash(Campaign campaign, SpendHistory history, double[][] spend, double[] outcome) {
        Digest digest = new Digest()
                .add("mmm")
                .add(campaign.id())
                .add(model.id())
                .add(history.window().toString());
        history.channels().forEach(digest::add);
        for (double[] channel : spend) {
            addAll(digest, channel);
        }
        addAll(digest, outcome);
        return digest.hex();
    }

    private static void addAll(Digest digest, double[] values) {
        for (double value : values) {
            digest.add(Double.doubleToLongBits(value));
        }
    }
}
