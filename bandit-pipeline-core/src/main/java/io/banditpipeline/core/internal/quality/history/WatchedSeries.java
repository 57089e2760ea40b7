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
        if (judgement.kind() == Kind.NONE || !enoughLearnt || !matters(judgement, value, watched.usualCount(day))) {
            return new Alarm(Kind.NONE, day, value, judgement.expected());
        }
        return new Alarm(judgement.kind(), since(day, Alarm.up(judgement.kind())), value, judgement.expected());
    }

    /** Whether it rests on enough events, is large, and not by chance. */
    private boolean matters(Judgement judgement, double value, double usualCount) {
        double expected = judgement.expected();
        if (!(expected >= 0) || usualCount < settings.minCount() && metric == Metric.COST) {
            return false;
        }
        // Cost has no count of its own: it is as uncertain as the events that it pays for.
        double perEvent = metric == Metric.COST ? expected / usualCount : 1;
        double count = perEvent > 0 ? value / perEvent : value;
        double mean = perEvent > 0 ? expected / perEvent : expected;
        return Math.max(count, mean) >= settings.minCount() && large(value, expected) && unlikely(count, mean);
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
