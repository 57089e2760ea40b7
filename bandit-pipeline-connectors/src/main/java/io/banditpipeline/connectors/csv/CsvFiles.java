package io.banditpipeline.connectors.csv;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a source and what is known of them. Thread-safe. */
final class CsvFiles {
    private final CsvMapping mapping;
    private final Supplier<List<Path>> paths;
    private final TextFile.Opener opener;
    private final Layouts layouts;
    private final Map<Path, Scanned> scans = new ConcurrentHashMap<>();

    CsvFiles(CsvMapping mapping, Supplier<List<Path>> paths, TextFile.Opener opener) {
        this.mapping = mapping;
        this.paths = paths;
        this.opener = opener;
        this.layouts = new Layouts(mapping);
    }

    /** The regular files of a folder whose name matches a glob, by name. */
    static List<Path> inFolder(Path folder, String glob) {
        try (Stream<Path> files = Files.list(folder)) {
            var matcher = folder.getFileSystem().getPathMatcher("glob:" + glob);
            List<Path> found = files.filter(Files::isRegularFile)
                    .filter(file -> matcher.matches(file.getFileName()))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
            if (found.isEmpty()) {
                throw new SourceException(
                        SourceException.Kind.CONFIGURATION,
                        folder + ": no file matches \"" + glob + "\"; check the folder and the pattern",
                        null);
            }
            return found;
        } catch (IOException unreadable) {
            throw new SourceException(
                    SourceException.Kind.CONFIGURATION,
                    folder + ": the folder cannot be read (" + unreadable + ")",
                    unreadable);
        }
    }

    List<TextFile> list() {
        List<Path> now = paths.get();
        scans.keySet().retainAll(now);
        return now.stream()
                .map(path -> new TextFile(path, mapping.encoding(), opener))
                .toList();
    }

    /** What a file's rows mean, by its header alone. */
    Layout layout(TextFile file) {
        try (CsvTable table = CsvTable.open(file, layouts.search())) {
            return layouts.of(file, table.headerRow());
        }
    }

    /** Hands every row of a file on, one at a time, with what it means. */
    void forEachRow(TextFile file, BiConsumer<Layout, CsvRow> action) {
        try (CsvTable table = CsvTable.open(file, layouts.search())) {
            Layout layout = layouts.of(file, table.headerRow());
            for (CsvRow row = table.next(); row != null; row = table.next()) {
                action.accept(layout, row);
            }
        }
    }

    /** The first and last day of a file, read once for each of its versions; empty if it has no readable row. */
    Optional<DateRange> days(TextFile file) {
        String version = file.fingerprint();
        Scanned known = scans.get(file.path());
        if (known == null || !known.version().equals(version)) {
            known = new Scanned(version, scan(file));
            scans.put(file.path(), known);
        }
        return Optional.ofNullable(known.days());
    }

    private @Nullable DateRange scan(TextFile file) {
        LocalDate[] ends = new LocalDate[2];
        forEachRow(file, (layout, row) -> {
            LocalDate day = layout.day(row);
            if (day != null) {
                ends[0] = ends[0] == null || day.isBefore(ends[0]) ? day : ends[0];
                ends[1] = ends[1] == null || day.isAfter(ends[1]) ? day : ends[1];
            }
        });
        return ends[0] == null ? null : new DateRange(ends[0], ends[1]);
    }

    /**
     * The days that the files with rows of an account speak for, without a gap.
     *
     * @param what whose days they are, for messages
     */
    DateRange coverage(String what, Predicate<Layout> relevant) {
        List<DateRange> ranges = new ArrayList<>();
        List<TextFile> all = list();
        for (TextFile file : all) {
            if (relevant.test(layout(file))) {
                days(file).ifPresent(ranges::add);
            }
        }
        ranges.sort(Comparator.comparing(DateRange::first));
        if (ranges.isEmpty()) {
            throw all.get(0)
                    .problem(
                            "no readable row tells of " + what + ", so "
                                    + (all.size() == 1 ? "the file speaks" : "the " + all.size() + " files speak")
                                    + " for no day; check the date pattern, and the column and name of the account, in the mapping");
        }
        return ranges.stream().skip(1).reduce(ranges.get(0), (a, b) -> joined(a, b, all.get(0), what));
    }

    private static DateRange joined(DateRange a, DateRange b, TextFile file, String what) {
        if (b.first().isAfter(a.last().plusDays(1))) {
            throw file.problem("and the files beside it leave out " + a.last().plusDays(1) + " to "
                    + b.first().minusDays(1) + " of " + what
                    + "; add the missing file, or set coverage: history if there was nothing on those days");
        }
        return new DateRange(a.first(), a.last().isAfter(b.last()) ? a.last() : b.last());
    }

    static Predicate<Layout> of(Account account) {
        return layout -> layout.accounts().contains(account);
    }

    private record Scanned(String version, @Nullable DateRange days) {}
}
