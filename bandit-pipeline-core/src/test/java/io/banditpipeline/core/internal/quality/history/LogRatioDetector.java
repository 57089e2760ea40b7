package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.anomaly.AnomalyDetector;
import io.banditpipeline.metric.Granularity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A detector that is simple to foresee: a value is strange if it is twice or half the median of the last four weeks,
 * and further from it than {@value #DEVIATIONS} median absolute deviations of their logarithms.
 */
final class LogRatioDetector implements AnomalyDetector {
    private static final int MEMORY = 28;
    private static final int FEWEST = 7;
    private static final double DEVIATIONS = 5;

    private final String id;

    LogRatioDetector() {
        this("log-ratio");
    }

    LogRatioDetector(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public double threshold() {
        return 0.5;
    }

    @Override
    public Series series(Granularity granularity, byte @Nullable [] state) {
        return new RatioSeries(state);
    }

    private static final class RatioSeries implements Series {
        private final List<Double> values = new ArrayList<>();
        private @Nullable LocalDateTime latest;

        RatioSeries(byte @Nullable [] state) {
            if (state == null) {
                return;
            }
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
                long day = in.readLong();
                latest =
                        day == Long.MIN_VALUE ? null : LocalDate.ofEpochDay(day).atStartOfDay();
                for (int left = in.readInt(); left > 0; left--) {
                    values.add(in.readDouble());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Judgement next(LocalDateTime at, double value) {
            if (latest != null && !at.isAfter(latest)) {
                throw new IllegalArgumentException(at + " is not later than " + latest);
            }
            latest = at;
            double expected = values.size() < FEWEST ? Double.NaN : Robust.median(values);
            double scale = Robust.deviation(values.stream().map(Math::log1p).toList());
            double away = Math.abs(Math.log1p(value) - Math.log1p(expected));
            values.add(value);
            if (values.size() > MEMORY) {
                values.remove(0);
            }
            if (!(away > DEVIATIONS * scale) || value <= 2 * expected && value >= expected / 2) {
                return new Judgement(0, expected, Kind.NONE);
            }
            return new Judgement(1, expected, value > expected ? Kind.SPIKE : Kind.DROP);
        }

        @Override
        public @Nullable LocalDateTime latest() {
            return latest;
        }

        @Override
        public byte[] state() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                out.writeLong(
                        latest == null ? Long.MIN_VALUE : latest.toLocalDate().toEpochDay());
                out.writeInt(values.size());
                for (double value : values) {
                    out.writeDouble(value);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }
}
