package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.anomaly.AnomalyDetector;
import io.banditpipeline.anomaly.AnomalyDetector.Judgement;
import io.banditpipeline.anomaly.AnomalyDetector.Kind;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.money.Micros;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** A detector's series with the burst that it is in. Not thread-safe. */
final class WatchedSeries {
    private static final byte FORM = 1;
    private static final long NEVER = Long.MIN_VALUE;

    private final String detectorId;
    private final WatchSettings settings;
    private final Metric metric;
    private final AnomalyDetector.Series series;
    private int learnt;
    private long burstFirst = NEVER;
    private long burstLast = NEVER;
    private boolean burstUp;

    private WatchedSeries(String detectorId, WatchSettings settings, Metric metric, AnomalyDetector.Series series) {
        this.detectorId = detectorId;
        this.settings = settings;
        this.metric = metric;
        this.series = series;
    }

    /** Continues a series; begins it if there is no state, or the state is another detector's. */
    static WatchedSeries of(AnomalyDetector detector, WatchSettings settings, Metric metric, byte @Nullable [] state) {
        if (state != null) {
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
                if (in.readByte() == FORM && in.readUTF().equals(detector.id())) {
                    return continued(detector, settings, metric, in);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The state of a watched series is cut off: delete it to learn anew", e);
            }
        }
        return new WatchedSeries(detector.id(), settings, metric, detector.series(Granularity.DAY, null));
    }

    private static WatchedSeries continued(
            AnomalyDetector detector, WatchSettings settings, Metric metric, DataInputStream in) throws IOException {
        int learnt = in.readInt();
        long burstFirst = in.readLong();
        long burstLast = in.readLong();
        boolean burstUp = in.readBoolean();
        AnomalyDetector.Series series = detector.series(Granularity.DAY, in.readAllBytes());
        WatchedSeries continued = new WatchedSeries(detector.id(), settings, metric, series);
        continued.learnt = learnt;
        continued.burstFirst = burstFirst;
        continued.burstLast = burstLast;
        continued.burstUp = burstUp;
        return continued;
    }

    Metric metric() {
        return metric;
    }

    /** The first day that was not fed, not before a day. */
    LocalDate nextDay(LocalDate first) {
        LocalDateTime latest = series.latest();
        LocalDate next = latest == null ? first : latest.toLocalDate().plusDays(1);
        return next.isBefore(first) ? first : next;
    }

    /** Judges a day, and learns from it. */
    Alarm feed(LocalDate day, Watched watched) {
        long raw = watched.on(day).get(metric);
        double value = metric == Metric.COST || metric == Metric.CONVERSIONS ? Micros.toDouble(raw) : raw;
        Judgement judgement = series.next(day.atStartOfDay(), value);
        boolean enoughLearnt = metric != Metric.CONVERSIONS || learnt >= settings.minConversionDays();
        learnt++;
        if (judgement.kind() == Kind.NONE || !enoughLearnt || !matters(day, watched, value, judgement.expected())) {
            return new Alarm(Kind.NONE, day, value, judgement.expected());
        }
        return new Alarm(judgement.kind(), since(day, Alarm.up(judgement.kind())), value, judgement.expected());
    }

    private boolean matters(LocalDate day, Watched watched, double value, double expected) {
        double usualCount = watched.usualCount(day);
        return switch (metric) {
            case COST -> costMatters(value, expected, usualCount);
            case CONVERSIONS ->
                conversionsMatter(value, expected, watched.on(day).orZero(Metric.CLICKS) / Math.max(1, usualCount));
            case IMPRESSIONS, CLICKS, REVENUE -> countMatters(value, expected);
        };
    }

    /** Cost has no count of its own: it is as uncertain as the events that it pays for. */
    private boolean costMatters(double value, double expected, double usualCount) {
        return usualCount >= settings.minCount()
                && expected > 0
                && large(value, expected)
                && countMatters(usualCount * value / expected, usualCount);
    }

    /** Fewer or more clicks explain fewer or more conversions. */
    private boolean conversionsMatter(double value, double expected, double clicksToUsual) {
        return value < expected
                ? value < expected * Math.min(1, clicksToUsual)
                        && countMatters(value, expected * Math.min(1, clicksToUsual))
                : value > expected * Math.max(1, clicksToUsual)
                        && countMatters(value, expected * Math.max(1, clicksToUsual));
    }

    /** Whether a count rests on enough events, is far off, and not by chance. */
    private boolean countMatters(double count, double mean) {
        return Math.max(count, mean) >= settings.minCount() && large(count, mean) && unlikely(count, mean);
    }

    private boolean large(double value, double expected) {
        return Math.max(value, expected) > (1 + settings.minChange()) * Math.min(value, expected);
    }

    private boolean unlikely(double count, double mean) {
        double probability = count > mean
                ? Tails.dispersedAtLeast(count, mean, settings.dispersion())
                : Tails.dispersedAtMost(count, mean, settings.dispersion());
        return probability < settings.chance();
    }

    private LocalDate since(LocalDate day, boolean up) {
        long today = day.toEpochDay();
        boolean lasts = burstLast != NEVER && burstUp == up && today - burstLast <= settings.burstDays() + 1L;
        if (!lasts) {
            burstFirst = today;
        }
        burstLast = today;
        burstUp = up;
        return LocalDate.ofEpochDay(burstFirst);
    }

    byte[] state() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            out.writeUTF(detectorId);
            out.writeInt(learnt);
            out.writeLong(burstFirst);
            out.writeLong(burstLast);
            out.writeBoolean(burstUp);
            out.write(series.state());
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
