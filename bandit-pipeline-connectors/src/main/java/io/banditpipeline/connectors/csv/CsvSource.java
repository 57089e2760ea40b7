package io.banditpipeline.connectors.csv;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.outcome.OutcomeSource;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads metrics, and the host's outcomes, from CSV files.
 *
 * <p>Files are streamed: memory does not grow with their size. Their packing (gzip), encoding (byte order mark), separator
 * and header row are found by looking. A fault of a file as a whole, such as a missing column, is a
 * {@link SourceException} of kind {@code CONFIGURATION} before any row is delivered; a row that cannot be read is
 * {@linkplain ObservationSink#reject rejected} with its line and reasons, and the rest goes on.
 *
 * <p>A row that cannot be assigned to an account or a day is reported in every fetch of the file's first account, and in
 * no other, so that it is counted once.
 *
 * <p>This class is thread-safe.
 */
public final class CsvSource implements MetricsSource {
    /** A file may be changed anywhere, and is read whole at little more cost than in part: a hundred years. */
    private static final int ALL_DAYS = 36_500;

    private final String id;
    private final CsvMapping mapping;
    private final CsvFiles files;
    private final InstantSource clock;

    CsvSource(String id, CsvMapping mapping, CsvFiles files, InstantSource clock) {
        this.id = id;
        this.mapping = mapping;
        this.files = files;
        this.clock = clock;
    }

    /** A source of these files, all with one mapping. */
    public static CsvSourceBuilder from(Path first, Path... more) {
        return new CsvSourceBuilder(first, more);
    }

    /**
     * A source of the files of a folder, looked for anew at each fetch.
     *
     * @param folder the folder; its sub-folders are not searched
     * @param glob which names are taken, such as {@code "*.csv.gz"}
     */
    public static CsvSourceBuilder fromFolder(Path folder, String glob) {
        return new CsvSourceBuilder(folder, glob);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<Account> accounts() {
        return mapping.accounts();
    }

    @Override
    public SourceProfile profile() {
        return new SourceProfile(mapping.level(), Set.of(granularity()), ALL_DAYS, ALL_DAYS);
    }

    private Granularity granularity() {
        return mapping.isHourly() ? Granularity.HOUR : Granularity.DAY;
    }

    /** The campaign that the mapping names. */
    public Campaign campaign() {
        return mapping.campaign();
    }

    /**
     * The arms that the mapping names; if it names none, an arm for each entity of the files, called
     * {@code platform/account/entity}.
     *
     * @throws SourceException if a file cannot be read, or has too many entities to be arms
     */
    public List<Arm> arms() {
        return mapping.arms().isEmpty() ? new ArmDiscovery(mapping, files).arms() : mapping.arms();
    }

    /**
     * The outcomes that the files hold.
     *
     * @return a view that shares this source's files, or empty if the mapping has no columns of outcomes
     */
    public Optional<OutcomeSource> outcomes() {
        return mapping.outcomes().map(columns -> new CsvOutcomes(id, mapping, files));
    }

    /**
     * The days from the first to the last of the files with the account's rows, or empty if the mapping says that they are
     * all the history there is.
     *
     * @throws SourceException if a file cannot be read, if none has a readable row, or if days between them are missing
     */
    @Override
    public Optional<DateRange> coverage(Account account) {
        Objects.requireNonNull(account, "account");
        return mapping.coverage() == CsvMapping.Coverage.HISTORY
                ? Optional.empty()
                : Optional.of(files.coverage("account " + account.key(), CsvFiles.of(account)));
    }

    /**
     * {@inheritDoc}
     *
     * @throws SourceException of kind {@code CONFIGURATION} if a file cannot be read or lacks a column, or if the slice is not
     *     one that the files can answer for
     */
    @Override
    public void fetch(Slice slice, ObservationSink sink) {
        Objects.requireNonNull(sink, "sink");
        requireAnswerable(slice);
        List<TextFile> relevant = files.list().stream()
                .filter(file -> CsvFiles.of(slice.account()).test(files.layout(file)))
                .toList();
        // A packed file may turn out to be cut off at its end: that must be known before its first row is delivered.
        relevant.stream().filter(TextFile::isGzip).forEach(files::days);
        Fetch fetch =
                new Fetch(slice.account(), slice.days(), clock.instant(), sink, new SeenDays(slice.days()));
        for (TextFile file : relevant) {
            files.forEachRow(file, (layout, row) -> layout.read(row, fetch));
        }
    }

    private void requireAnswerable(Slice slice) {
        if (!mapping.accounts().contains(slice.account())) {
            throw wrong(slice, "the mapping does not name this account");
        }
        if (slice.level() != mapping.level() || slice.granularity() != granularity()) {
            throw wrong(slice, "the files have rows of level " + mapping.level() + " by " + granularity());
        }
        Optional<DateRange> covered = coverage(slice.account());
        if (covered.isPresent() && !covered.get().intersection(slice.days()).equals(Optional.of(slice.days()))) {
            throw wrong(slice, "the files only speak for " + covered.get());
        }
    }

    private static SourceException wrong(Slice slice, String why) {
        return new SourceException(
                SourceException.Kind.CONFIGURATION, "cannot deliver " + slice + ": " + why, null);
    }
}
