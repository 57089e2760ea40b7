package io.banditpipeline.connectors.tradedesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.banditpipeline.metric.SourceException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportRowsTest {
    private static final List<String> PIECES = List.of(
            "a", "1,5", "\"", "\"\"", "\n", "\r\n", "\r", ",", " ", "\"x, \"\"y\"\"\"", "\u00A0", "\uD83D\uDE00", "\t");

    private record Row(long line, List<String> cells) {}

    /**
     * Another reader of such tables is the judge: of what it refuses, too. Lines with nothing but {@code ""} are blank.
     */
    @Property(tries = 3_000)
    void any_text_is_parted_as_another_reader_parts_it(
            @ForAll @Size(max = 30) List<@IntRange(max = 12) Integer> pieces, @ForAll boolean tabs) {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(PIECES.get(piece)));
        char separator = tabs ? '\t' : ',';
        @Nullable List<Row> expected = expected(text + "\n", separator);
        if (expected == null) {
            assertThatThrownBy(() -> read(text + "\n", separator)).isInstanceOf(SourceException.class);
        } else if (isClosed(text + "\n", separator)) {
            assertThat(readAll(text + "\n", separator)).isEqualTo(expected);
        } else {
            assertThatThrownBy(() -> read(text + "\n", separator))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cut off");
        }
    }

    @Test
    void rows_longer_than_the_buffer_are_read_whole() throws IOException {
        String cell = "\"" + "ab\"\"\r\n".repeat(9_000) + "\"";
        List<Row> rows = read("x," + cell + "\r\n" + cell + "," + cell + ",y\r\nlast", ',');
        String plain = "ab\"\r\n".repeat(9_000);
        assertThat(rows)
                .containsExactly(
                        new Row(1, List.of("x", plain)),
                        new Row(9_002, List.of(plain, plain, "y")),
                        new Row(27_003, List.of("last")));
    }

    @Test
    void what_is_no_table_is_refused_within_bounds_R15() {
        assertThatThrownBy(() -> read("a\n\"b\"c\n", ','))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("\"c\"");
        assertThatThrownBy(() -> read(",".repeat(5_000), ',')).hasMessageContaining("more than 4096 cells");
        assertThatThrownBy(() -> read("x".repeat(70_000), ',')).hasMessageContaining("more than 65536 characters");
        assertThatThrownBy(() -> read("\"" + "x".repeat(3_000_000), ','))
                .hasMessageContaining("more than 1048576 characters");
    }

    @Test
    void a_cell_that_is_not_closed_is_cut_off_and_a_stray_quote_is_not() throws IOException {
        assertThatThrownBy(() -> read("a,\"b\n", ',')).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("a,\"b\"\"", ',')).isInstanceOf(IOException.class);
        assertThat(read("5\" screen,\"b\"", ',')).containsExactly(new Row(1, List.of("5\" screen", "b")));
    }

    private static List<Row> readAll(String text, char separator) {
        try {
            return read(text, separator);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static List<Row> read(String text, char separator) throws IOException {
        List<Row> read = new ArrayList<>();
        ReportRows rows = new ReportRows(new Dribble(text), separator);
        for (@Nullable ReportRow row = rows.next(); row != null; row = rows.next()) {
            read.add(new Row(row.line(), row.cells()));
        }
        return read;
    }

    private static @Nullable List<Row> expected(String text, char separator) {
        List<Row> expected = new ArrayList<>();
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .fieldSeparator(separator)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .trimWhitespacesAroundQuotes(true)
                .ofCsvRecord(text)) {
            for (CsvRecord row : rows) {
                if (!row.getFields().equals(List.of(""))) {
                    expected.add(new Row(row.getStartingLineNumber(), row.getFields()));
                }
            }
            return expected;
        } catch (CsvParseException refused) {
            return null;
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** If the text ends within quotes, what is put behind it becomes part of the last cell. */
    private static boolean isClosed(String text, char separator) {
        List<Row> rows = expected(text + "end", separator);
        return rows != null
                && !rows.isEmpty()
                && rows.get(rows.size() - 1).cells().equals(List.of("end"));
    }

    /** Gives a few characters at a time. */
    private static final class Dribble extends FilterReader {
        Dribble(String text) {
            super(new StringReader(text));
        }

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(length, 5));
        }
    }
}
