package io.banditpipeline.core.anomaly;

import io.banditpipeline.anomaly.AnomalyDetector;
import io.banditpipeline.metric.Granularity;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Silent for now. */
public final class SeasonalDetector {
    private SeasonalDetector() {}

    public static AnomalyDetector ofDefaults() {
        return new AnomalyDetector() {
            @Override
            public String id() {
                return "silent";
            }

            @Override
            public double threshold() {
                return 1;
            }

            @Override
            public Series series(Granularity granularity, byte @Nullable [] state) {
                return new Series() {
                    private @Nullable LocalDateTime last;

                    @Override
                    public Judgement next(LocalDateTime at, double value) {
                        last = at;
                        return new Judgement(0, Double.NaN, Kind.NONE);
                    }

                    @Override
                    public @Nullable LocalDateTime latest() {
                        return last;
                    }

                    @Override
                    public byte[] state() {
                        return new byte[0];
                    }
                };
            }
        };
    }
}
