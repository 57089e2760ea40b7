package io.banditpipeline.core.internal.collect;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one slice between fetch and storage: in memory while they are few, in an unlinked temporary file beyond that,
 * so that neither memory nor an open transaction grows with the slice (R15). Not thread-safe.
 */
final class RowSpool implements Iterable<Observation>, AutoCloseable {
    /** Bytes of one encoded row. */
    static final int ROW_BYTES = 5 * Integer.BYTES + 8 * Long.BYTES + 2 * Byte.BYTES;

    private static final int ROWS_PER_BLOCK = 8_192;
    private static final Granularity[] GRANULARITIES = Granularity.values();
    private static final Origin[] ORIGINS = Origin.values();

    private final Dictionary<EntityRef> entities = new Dictionary<>();
    private final Dictionary<Currency> currencies = new Dictionary<>();
    private final Dictionary<Attribution> attributions = new Dictionary<>();
    private final ByteBuffer tail = ByteBuffer.allocate(ROWS_PER_BLOCK * ROW_BYTES);
    private @Nullable FileChannel file;
    private long rowsInFile;

    /** Appends a row. */
    void add(Observation row) {
        if (!tail.hasRemaining()) {
            spill();
        }
        encode(row);
    }

    /** The number of rows. */
    long size() {
        return rowsInFile + tail.position() / ROW_BYTES;
    }

    @Override
    public Iterator<Observation> iterator() {
        return new Rows();
    }

    @Override
    public void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Could not close the temporary file of a slice", e);
            }
            file = null;
        }
    }

    private void spill() {
        try {
            FileChannel channel = file == null ? open() : file;
            file = channel;
            tail.flip();
            while (tail.hasRemaining()) {
                channel.write(tail, channel.size());
            }
            tail.clear();
            rowsInFile += ROWS_PER_BLOCK;
        } catch (IOException e) {
            throw new PipelineException(
                    ErrorCode.STORAGE,
                    "Could not write the temporary file of a slice after " + rowsInFile + " rows: " + e.getMessage()
                            + ". Free space in the directory of java.io.tmpdir.",
                    e);
        }
    }

    private static FileChannel open() throws IOException {
        Path path = Files.createTempFile("bandit-pipeline-slice", ".rows");
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private void encode(Observation row) {
        Interval interval = row.interval();
        Metrics metrics = row.metrics();
        tail.putInt(entities.number(row.entity()))
                .putInt(currencies.number(row.currency()))
                .putInt(attributions.number(row.attribution()))
                .putInt(row.observedAt().getNano())
                .putInt(Math.toIntExact(interval.day().toEpochDay()))
                .put((byte) interval.granularity().ordinal())
                .put((byte) row.origin().ordinal())
                .putLong(row.observedAt().getEpochSecond())
                .putLong(interval.start().getEpochSecond())
                .putLong(interval.end().getEpochSecond())
                .putLong(metrics.impressions())
                .putLong(metrics.clicks())
                .putLong(metrics.conversionMicros())
                .putLong(metrics.costMicros())
                .putLong(metrics.revenueMicros());
    }

    private Observation decode(ByteBuffer in) {
        EntityRef entity = entities.value(in.getInt());
        Currency currency = currencies.value(in.getInt());
        Attribution attribution = attributions.value(in.getInt());
        int nano = in.getInt();
        LocalDate day = LocalDate.ofEpochDay(in.getInt());
        Granularity granularity = GRANULARITIES[in.get()];
        Origin origin = ORIGINS[in.get()];
        Instant observedAt = Instant.ofEpochSecond(in.getLong(), nano);
        Interval interval = new Interval(
                granularity, Instant.ofEpochSecond(in.getLong()), Instant.ofEpochSecond(in.getLong()), day);
        Metrics metrics = new Metrics(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong());
        return new Observation(entity, interval, observedAt, origin, metrics, currency, attribution);
    }

    /** Reads the file block by block, then the tail. */
    private final class Rows implements Iterator<Observation> {
        private final ByteBuffer block = ByteBuffer.allocate(file == null ? 0 : ROWS_PER_BLOCK * ROW_BYTES)
                .limit(0);
        private final ByteBuffer rest = tail.duplicate().flip();
        private long rowsRead;

        @Override
        public boolean hasNext() {
            return block.hasRemaining() || rowsRead < rowsInFile || rest.hasRemaining();
        }

        @Override
        public Observation next() {
            if (!block.hasRemaining() && rowsRead < rowsInFile) {
                refill();
            }
            if (block.hasRemaining()) {
                return decode(block);
            }
            if (!rest.hasRemaining()) {
                throw new NoSuchElementException();
            }
            return decode(rest);
        }

        private void refill() {
            block.clear();
            long position = rowsRead * ROW_BYTES;
            try {
                while (block.hasRemaining()) {
                    if (file == null || file.read(block, position + block.position()) < 0) {
                        throw new IllegalStateException("The temporary file of a slice ended at row " + rowsRead);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Could not read the temporary file of a slice", e);
            }
            block.flip();
            rowsRead += ROWS_PER_BLOCK;
        }
    }
}
