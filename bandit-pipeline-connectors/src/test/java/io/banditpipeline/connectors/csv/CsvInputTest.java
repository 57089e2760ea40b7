package io.banditpipeline.connectors.csv;

import static io.banditpipeline.connectors.csv.CsvFixture.ALL;
import static io.banditpipeline.connectors.csv.CsvFixture.GOOGLE;
import static io.banditpipeline.connectors.csv.CsvFixture.fetch;
import static io.banditpipeline.connectors.csv.CsvFixture.gzip;
import static io.banditpipeline.connectors.csv.CsvFixture.longMapping;
import static io.banditpipeline.connectors.csv.CsvFixture.source;
import static io.banditpipeline.connectors.csv.CsvFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.csv.CsvFixture.Taken;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.quality.RejectedRow;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as they come: packed, encoded and separated in any usual way, or broken. */
class CsvInputTest {
    private static final String GOOD = "Day,Campaign,Clicks,Cost\n2024-03-01,Brand,7,1.50\n2024-03-02,Brand,8,2.25\n";

    private static final String UNREADABLE_ROW =
            " cannot be read: a quote in it is not closed or not doubled, or it is larger than a row may be (1048576"
                    + " characters, 16384 cells, 65536 characters in a cell)";

    @TempDir
    Path folder;

    private void assertGood(Path file) {
        Taken taken = fetch(file, longMapping().build());
        assertThat(taken.rejects).isEmpty();
        assertThat(taken.rows).hasSize(2);
        assertThat(taken.rows.get(0).entity().id()).isEqualTo("Brand");
        assertThat(taken.total(Metric.COST)).isEqualTo(3_750_000);
        assertThat(taken.total(Metric.CLICKS)).isEqualTo(15);
    }

    private static void assertBroken(ThrowingCallable action, String message) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.kind()).isEqualTo(SourceException.Kind.CONFIGURATION))
                .hasMessage(message);
    }

    @Test
    void a_plain_file_is_read() {
        assertGood(write(folder, "plain.csv", GOOD));
    }

    @Test
    void a_packed_file_is_known_by_its_first_bytes_not_by_its_name() {
        assertGood(write(folder, "packed.csv", gzip(GOOD)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void a_byte_order_mark_tells_the_encoding(String encoding) {
        String tabs = '\uFEFF' + GOOD.replace(',', '\t');
        assertGood(write(folder, "marked.csv", tabs.getBytes(Charset.forName(encoding))));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void the_separator_is_found(String separator) {
        assertGood(write(folder, "separated.csv", GOOD.replace(",", separator)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void any_line_end_will_do(String end) {
        assertGood(write(folder, "lines.csv", GOOD.replace("\n", end)));
    }

    @Test
    void the_last_line_needs_no_end() {
        assertGood(write(folder, "open.csv", GOOD.substring(0, GOOD.length() - 1)));
    }

    @Test
    void blank_lines_and_lines_of_separators_say_nothing() {
        assertGood(write(
                folder, "blank.csv", "\n" + GOOD.replace("2024-03-02", ",,,\n\n  ,, ,\n2024-03-02") + "\n\n,,,\n"));
    }

    @Test
    void surplus_columns_and_titles_above_the_header_are_skipped() {
        assertGood(write(
                folder,
                "titles.csv",
                "My report\n\"Mar 1, 2024 - Mar 2, 2024\"\nDay,Note,Campaign,Clicks,Cost\n"
                        + "2024-03-01,\"a, b\",Brand,7,1.50\n2024-03-02,\"two\nlines\",Brand,8,2.25,\n"));
    }

    @Test
    void names_of_columns_are_found_whatever_their_case_and_spacing() {
        assertGood(
                write(folder, "case.csv", GOOD.replace("Campaign", " CAMPAIGN ").replace("Clicks", "clicks")));
    }

    @Test
    void a_row_after_a_broken_line_keeps_its_line_number() {
        Path file = write(
                folder,
                "numbered.csv",
                "\nDay,Campaign,Clicks,Cost\n\n2024-03-01,\"Br\nand\",7,1.50\n2024-03-02,Brand,x,2\n");
        Taken taken = fetch(file, longMapping().build());
        assertThat(taken.rows).extracting(row -> row.entity().id()).containsExactly("Br\nand");
        assertThat(taken.rejects).extracting(RejectedRow::where).containsExactly("numbered.csv line 6");
        assertThat(taken.rejects).extracting(RejectedRow::raw).containsExactly("2024-03-02,Brand,x,2");
    }

    @Test
    void a_bad_row_is_rejected_with_every_reason_and_the_rest_goes_on_R8() {
        Path file = write(folder, "bad.csv", GOOD + "2024-03-03,Brand,seven,1.5.0\n2024-03-04,Brand,1,1\n");
        Taken taken = fetch(file, longMapping().build());
        assertThat(taken.rows).hasSize(3);
        assertThat(taken.rejects).singleElement().satisfies(row -> {
            assertThat(row.where()).isEqualTo("bad.csv line 4");
            assertThat(row.raw()).isEqualTo("2024-03-03,Brand,seven,1.5.0");
            assertThat(row.reasons()).extracting(RejectedRow.Reason::field).containsExactlyInAnyOrder("Clicks", "Cost");
            assertThat(row.reasons()).extracting(RejectedRow.Reason::rule).containsOnly("csv.number");
            assertThat(row.reasons()).extracting(RejectedRow.Reason::value).containsExactlyInAnyOrder("seven", "1.5.0");
        });
    }

    @Test
    void a_short_row_is_rejected() {
        Path file = write(folder, "short.csv", GOOD + "2024-03-03,Bra");
        assertThat(fetch(file, longMapping().build()).onlyReason())
                .isEqualTo(
                        new RejectedRow.Reason(
                                "csv.columns",
                                "",
                                "",
                                "the row has 2 cells, but the header has 4: look for a row that is cut off or a missing separator"));
    }

    @Test
    void a_long_row_is_rejected() {
        Path file = write(folder, "long.csv", GOOD + "2024-03-03,Brand,1,234,56\n");
        assertThat(fetch(file, longMapping().build()).onlyReason().text())
                .isEqualTo(
                        "the row has 5 cells, but the header has 4: look for a separator in a cell that is not in quotes");
    }

    @Test
    void a_bad_day_is_rejected() {
        Path file =
                write(folder, "day.csv", GOOD + "03/04/2024,Brand,1,2\n2024-02-30,Brand,1,2\n0024-03-01,Brand,1,2\n");
        assertThat(fetch(file, longMapping().build()).rejects)
                .extracting(row ->
                        row.reasons().get(0).rule() + " " + row.reasons().get(0).text())
                .containsExactly(
                        "csv.date \"03/04/2024\" is not a day; expected one like 2024-03-31 (yyyy-MM-dd)",
                        "csv.date \"2024-02-30\" is not a day; expected one like 2024-03-31 (yyyy-MM-dd)",
                        "csv.date \"0024-03-01\" is outside the years 1970 to 2199: a slip?");
    }

    @Test
    void bytes_of_another_encoding_are_rejected_row_by_row() {
        byte[] latin = GOOD.replace("2024-03-02,Brand", "2024-03-02,Br\u00FCnd").getBytes(StandardCharsets.ISO_8859_1);
        Path file = write(folder, "latin.csv", latin);
        Taken taken = fetch(file, longMapping().build());
        assertThat(taken.rows).hasSize(1);
        assertThat(taken.onlyReason().rule()).isEqualTo("csv.encoding");
        assertThat(taken.onlyReason().text())
                .isEqualTo(
                        "\"Br\uFFFDnd\" holds bytes that are not of the file's encoding; save the file as UTF-8, or name"
                                + " its encoding in the mapping");

        Taken named =
                fetch(file, longMapping().encoding(StandardCharsets.ISO_8859_1).build());
        assertThat(named.rows).extracting(row -> row.entity().id()).containsExactly("Brand", "Br\u00FCnd");
    }

    @Test
    void utf_16_without_a_mark_is_told_and_read_once_it_is_named() {
        Path file = write(folder, "unmarked.csv", GOOD.getBytes(StandardCharsets.UTF_16LE));
        assertBroken(
                () -> fetch(file, longMapping().build()),
                file
                        + ": the file is not text in the encoding that was expected; if it is UTF-16 without a byte order mark,"
                        + " name its encoding in the mapping");
        assertThat(fetch(file, longMapping().encoding(StandardCharsets.UTF_16LE).build()).rows)
                .hasSize(2);
    }

    @Test
    void a_missing_column_is_told_with_the_nearest_name() {
        Path file = write(folder, "missing.csv", "Day,Campaign,Clicks,Costs\n2024-03-01,Brand,7,1.50\n");
        assertBroken(
                () -> fetch(file, longMapping().build()),
                file + ": there is no column \"Cost\" (cost), the nearest is \"Costs\". Line 1 was read as the header,"
                        + " separated by \",\"; its columns are: Day, Campaign, Clicks, Costs");
    }

    @Test
    void a_needed_column_that_comes_twice_is_refused_and_one_that_is_not_needed_is_no_matter() {
        Path file = write(folder, "twice.csv", "Day,Note,Campaign,Clicks,Cost,cost,Note\n2024-03-01,,Brand,7,1,2,\n");
        assertBroken(
                () -> fetch(file, longMapping().build()),
                file
                        + ": the column \"Cost\" (cost) comes 2 times, in columns 5, 6; rename all but one. Line 1 was read as"
                        + " the header, separated by \",\"; its columns are: Day, Note, Campaign, Clicks, Cost, cost, Note");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "\uFEFF"})
    void an_empty_file_is_refused(String text) {
        Path file = write(folder, "empty.csv", text);
        assertBroken(() -> fetch(file, longMapping().build()), file + ": the file is empty; a header row was expected");
    }

    @Test
    void a_file_of_a_header_alone_speaks_for_no_day() {
        Path file = write(folder, "header.csv", "Day,Campaign,Clicks,Cost\n");
        assertThat(fetch(file, longMapping().build()).rows).isEmpty();

        CsvSource bounded =
                source(file, longMapping().coverage(CsvMapping.Coverage.FILE).build());
        String message =
                file + ": no readable row tells of account google_ads/g1, so the file speaks for no day; check the date"
                        + " pattern, and the column and name of the account, in the mapping";
        assertBroken(() -> bounded.coverage(GOOGLE), message);
        assertBroken(() -> fetch(bounded, GOOGLE), message);
    }

    @Test
    void a_missing_file_is_told() {
        Path file = folder.resolve("none.csv");
        assertBroken(() -> fetch(file, longMapping().build()), file + ": there is no such file; check the path");
    }

    @Test
    void a_packed_file_that_is_cut_off_delivers_nothing() {
        byte[] whole = gzip(GOOD);
        Path file = write(folder, "cut.csv.gz", Arrays.copyOf(whole, whole.length - 9));
        Taken taken = new Taken();
        CsvSource source = source(file, longMapping().build());
        assertBroken(
                () -> source.fetch(new Slice("csv", GOOGLE, Level.CAMPAIGN, Granularity.DAY, ALL), taken),
                file + ": the gzip data is cut off; copy the file again");
        assertThat(taken.rows).isEmpty();
    }

    @Test
    void a_packed_file_that_is_damaged_delivers_nothing() {
        byte[] whole = gzip(GOOD);
        whole[whole.length - 6] ^= 1;
        Path file = write(folder, "damaged.csv.gz", whole);
        assertBroken(
                () -> fetch(file, longMapping().build()),
                file + ": the gzip data is damaged (Corrupt GZIP trailer); copy the file again");
    }

    @Test
    void a_quote_that_is_never_closed_loses_no_row_unseen_R8() {
        Path file =
                write(folder, "quote.csv", "Day,Clicks,Cost,Campaign\n2024-03-01,1,2,\"Brand\n2024-03-02,3,4,Brand\n");
        assertBroken(
                () -> fetch(file, longMapping().build()),
                file
                        + ": the quote that opens in the row of line 2 is never closed; the rows after it cannot be told apart");
    }

    @Test
    void text_behind_a_closed_quote_is_refused_since_rows_may_have_run_together_R8() {
        Path file = write(
                folder, "run.csv", "Day,Campaign,Clicks,Cost\n2024-03-01,\"Brand,1,2\n2024-03-02,\"Brand\",3,4\n");
        assertBroken(() -> fetch(file, longMapping().build()), file + ": the row after line 1" + UNREADABLE_ROW);
    }

    @Test
    void spaces_around_quotes_are_no_matter() {
        assertGood(write(folder, "spaces.csv", GOOD.replace("Brand", " \"Brand\" ")));
    }

    @Test
    void a_huge_cell_is_refused_before_it_fills_the_memory_R15() {
        Path file = write(folder, "huge.csv", GOOD + "2024-03-03,\"" + "x".repeat(3_000_000) + "\",1,2\n");
        assertBroken(() -> fetch(file, longMapping().build()), file + ": the row after line 3" + UNREADABLE_ROW);
    }

    @Test
    void a_row_of_very_many_cells_is_refused_R15() {
        Path file = write(folder, "many.csv", GOOD + ",x".repeat(1_000_000) + "\n");
        assertBroken(() -> fetch(file, longMapping().build()), file + ": the row after line 3" + UNREADABLE_ROW);
    }

    @Test
    void rows_are_delivered_while_the_file_is_being_read_R15() throws IOException {
        StringBuilder rows = new StringBuilder("Day,Campaign,Clicks,Cost\n");
        for (int i = 0; i < 200_000; i++) {
            rows.append(LocalDate.of(2024, 1, 1).plusDays(i % 366))
                    .append(",c")
                    .append(i)
                    .append(",1,0.01\n");
        }
        Path file = write(folder, "stream.csv", rows.toString());
        AtomicLong bytes = new AtomicLong();
        AtomicLong delivered = new AtomicLong();
        AtomicLong furthestAhead = new AtomicLong();
        CsvSource source = CsvSource.from(file)
                .mapping(longMapping().build())
                .opener(path -> counted(Files.newInputStream(path), bytes))
                .build();
        ObservationSink sink = new ObservationSink() {
            @Override
            public void accept(Observation row) {
                long ahead = bytes.get() - delivered.incrementAndGet() * 20;
                furthestAhead.accumulateAndGet(ahead, Math::max);
            }

            @Override
            public void reject(RejectedRow row) {
                throw new AssertionError(row.toString());
            }
        };

        bytes.set(0);
        source.fetch(new Slice("csv", GOOGLE, Level.CAMPAIGN, Granularity.DAY, ALL), sink);

        assertThat(delivered).hasValue(200_000);
        assertThat(bytes.get()).isGreaterThan(Files.size(file));
        assertThat(furthestAhead.get()).isLessThan(Files.size(file) / 2);
    }

    private static InputStream counted(InputStream in, AtomicLong bytes) {
        return new FilterInputStream(in) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                bytes.addAndGet(Math.max(read, 0));
                return read;
            }
        };
    }

    @Test
    void several_files_are_one_source_and_their_days_must_join() {
        Path march = write(folder, "2024-03.csv", GOOD);
        Path later = write(
                folder, "2024-04.csv", GOOD.replace("2024-03-01", "2024-03-03").replace("2024-03-02", "2024-03-04"));
        CsvMapping mapping = longMapping().coverage(CsvMapping.Coverage.FILE).build();
        CsvSource both = CsvSource.fromFolder(folder, "*.csv").mapping(mapping).build();
        DateRange days = new DateRange(LocalDate.of(2024, 3, 1), LocalDate.of(2024, 3, 4));
        assertThat(both.coverage(GOOGLE)).contains(days);
        assertThat(fetch(both, GOOGLE, days).rows).hasSize(4);

        write(folder, "2024-04.csv", GOOD.replace("2024-03-01", "2024-03-07").replace("2024-03-02", "2024-03-08"));
        assertBroken(
                () -> CsvSource.from(march, later).mapping(mapping).build().coverage(GOOGLE),
                march
                        + ": and the files beside it leave out 2024-03-03 to 2024-03-06 of account google_ads/g1; add the missing"
                        + " file, or set coverage: history if there was nothing on those days");
    }

    @Test
    void the_header_of_every_file_is_checked_before_the_first_row() {
        Path first = write(folder, "a.csv", GOOD);
        Path second = write(folder, "b.csv", "Day,Campaign\n");
        Taken taken = new Taken();
        CsvSource source =
                CsvSource.from(first, second).mapping(longMapping().build()).build();
        assertThatThrownBy(() -> source.fetch(new Slice("csv", GOOGLE, Level.CAMPAIGN, Granularity.DAY, ALL), taken))
                .hasMessageContaining("there is no column \"Clicks\"")
                .hasMessageContaining("there is no column \"Cost\"");
        assertThat(taken.rows).isEmpty();
    }

    @Test
    void days_beyond_the_file_are_not_answered_for_as_empty_R2() {
        Path file = write(folder, "bounded.csv", GOOD);
        CsvSource source =
                source(file, longMapping().coverage(CsvMapping.Coverage.FILE).build());
        assertBroken(
                () -> fetch(source, GOOGLE),
                "cannot deliver source=csv account=google_ads/g1 level=CAMPAIGN slice=2024-01-01/2024-12-31 by DAY: the files"
                        + " only speak for 2024-03-01/2024-03-02");
    }

    @Test
    void an_empty_folder_is_told() {
        CsvSource source = CsvSource.fromFolder(folder, "*.csv")
                .mapping(longMapping().build())
                .build();
        assertBroken(
                () -> fetch(source, GOOGLE), folder + ": no file matches \"*.csv\"; check the folder and the pattern");
    }
}
