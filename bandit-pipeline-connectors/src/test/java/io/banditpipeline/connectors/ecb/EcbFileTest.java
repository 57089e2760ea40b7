package io.banditpipeline.connectors.ecb;

import static io.banditpipeline.connectors.ecb.EcbFixture.EUR;
import static io.banditpipeline.connectors.ecb.EcbFixture.JPY;
import static io.banditpipeline.connectors.ecb.EcbFixture.USD;
import static io.banditpipeline.connectors.ecb.EcbFixture.day;
import static io.banditpipeline.connectors.ecb.EcbFixture.read;
import static io.banditpipeline.connectors.ecb.EcbFixture.xml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kinds of files, and the broken ones. */
class EcbFileTest {
    private static final LocalDate DAY = LocalDate.of(2025, 4, 4);
    private static final String CSV = "Date,USD,JPY,RUB,\n2025-04-04,1.1057,160.56,N/A,\n2025-04-03,1.1097,,N/A,\n";

    @Test
    void history_is_read_from_csv_with_gaps() {
        EcbRates rates = read(CSV);
        assertThat(rates.rate(EUR, USD, DAY).orElseThrow().rate()).isEqualByComparingTo("1.1057");
        assertThat(rates.rate(EUR, JPY, DAY.minusDays(1))).isEmpty();
        assertThat(rates.firstDay()).isEqualTo(LocalDate.of(2025, 4, 3));
        assertThat(rates.lastDay()).isEqualTo(DAY);
    }

    @Test
    void the_latest_day_is_read_from_csv_whose_days_are_in_words() {
        EcbRates rates = read("Date, USD, JPY, \n04 April 2025, 1.1057, 160.56, \n");
        assertThat(rates.rate(EUR, JPY, DAY).orElseThrow().rate()).isEqualByComparingTo("160.56");
    }

    @Test
    void the_last_cell_of_a_row_may_be_empty() {
        assertThat(read("Date,USD,JPY\n2025-04-04,1.1057,\n").rate(EUR, JPY, DAY)).isEmpty();
    }

    @Test
    void a_zip_and_a_byte_order_mark_are_seen_through(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("eurofxref-hist.zip");
        Files.write(file, zip(CSV.getBytes(StandardCharsets.UTF_8)));
        assertThat(EcbRates.read(file).rate(EUR, USD, DAY)).isPresent();
        assertThat(read("\uFEFF\n" + CSV.strip()).rate(EUR, USD, DAY)).isPresent();
        assertThat(read("\uFEFF" + xml(day("2025-04-04", "USD=1.1"))).rate(EUR, USD, DAY))
                .isPresent();
    }

    @Test
    void a_currency_that_this_java_does_not_know_is_skipped_and_named() {
        EcbRates rates = read(xml(day("2025-04-04", "USD=1.1", "QQQ=5")));
        assertThat(rates.skippedCodes()).containsExactly("QQQ");
        assertThat(rates.rate(EUR, USD, DAY)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "USD=-1.1 | a rate of USD above 0 was expected for 2025-04-04, but is '-1.1'",
                "USD=0.0 | the rate of USD for 2025-04-04 is 0",
                "USD=1,1 | but is '1,1'",
                "USD= | but is ''",
                "USD=1E9 | but is '1E9'",
                "USD=NaN | but is 'NaN'",
                "usd=1.1 | the code of a currency was expected, but is 'usd'",
                "EUR=1 | it has a rate of the euro",
            })
    void a_rate_that_is_none_is_refused_with_its_place(String rate, String what) {
        assertRefused(xml(day("2025-04-04", rate)), what, "rates, line 6: ");
    }

    @Test
    void what_no_file_of_the_bank_has_is_refused() {
        String good = day("2025-04-04", "USD=1.1");
        assertRefused(xml(good, good), "the day 2025-04-04 comes twice", "line 7");
        assertRefused(xml(day("2025-04-04", "USD=1.1", "USD=1.2")), "two rates of USD for 2025-04-04", "line 6");
        assertRefused(xml("<Cube currency=\"USD\" rate=\"1\"/>"), "'USD' is outside of a day", "line 6");
        assertRefused(xml(good, "<Cube currency=\"USD\" rate=\"1\"/>"), "'USD' is outside of a day", "line 7");
        assertRefused(xml("<Cube time=\"2025-04-04\">" + day("2025-04-03", "USD=1.1") + "</Cube>"), "inside", "line 6");
        assertRefused(xml("<Cube time=\"2025-04-04\"><Cube currency=\"USD\"/></Cube>"), "but is ''", "line 6");
        assertRefused(xml(day("04.04.2025", "USD=1.1")), "a day was expected, but is '04.04.2025'", "line 6");
        assertRefused(xml(day("1998-04-04", "USD=1.1")), "1998-04-04 is none", "line 6");
        assertRefused(xml(), "it has no rates", "rates: ");
        assertRefused(xml("<Cube time=\"2025-04-04\"/>"), "it has no rates", "rates: ");
        assertRefused("<html><body>Service unavailable</body></html>", "it has no rates", "rates: ");
    }

    @Test
    void a_file_that_breaks_off_or_is_no_file_of_the_bank_is_refused() {
        String whole = xml(day("2025-04-04", "USD=1.1"));
        assertRefused(whole.substring(0, whole.length() - 20), "its XML is malformed", "line 7");
        assertRefused("", "it is empty", "rates: ");
        assertRefused("   \n", "it is empty", "rates: ");
        assertRefused("{\"error\": 503}", "neither XML nor CSV", "rates: ");
        assertRefused("PK and nothing else", "an empty zip, or none", "rates: ");
        assertRefused("Day;USD\n", "'Date'", "rates");
    }

    @Test
    void a_broken_csv_is_refused_with_its_line() {
        assertRefused("Date,USD,JPY,\n2025-04-04,1.1\n", "it has 2 cells, but the header has 3", "line 2");
        assertRefused("Date,USD,USD,\n", "the column 'USD' comes twice", "line 1");
        assertRefused("Date,USD,\n2025-04-04,-1,\n", "above 0", "line 2");
        assertRefused("Date,USD,\n2025-04-04,1,\n\n2025-04-04,1,\n", "comes twice", "line 4");
        assertRefused("Date,USD,\nyesterday,1,\n", "but is 'yesterday'", "line 2");
        assertRefused("Date,USD,\n", "it has no rates", "rates: ");
    }

    @Test
    void entities_are_neither_expanded_nor_fetched() {
        String bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
                + "<x><Cube><Cube time=\"2025-04-04\"><Cube currency=\"USD\" rate=\"&b;\"/></Cube></Cube></x>";
        String external = "<?xml version=\"1.0\"?><!DOCTYPE x SYSTEM \"file:///etc/hostname\">"
                + xml(day("2025-04-04", "USD=1.1")).substring(39);
        assertRefused(bomb, "it has a DOCTYPE", "line 1");
        assertRefused(external, "it has a DOCTYPE", "line 1");
    }

    @Test
    void a_file_without_end_is_refused_before_it_fills_the_memory_R15() throws IOException {
        InputStream endless = new InputStream() {
            private final byte[] head = "<x>".getBytes(StandardCharsets.UTF_8);
            private long position;

            @Override
            public int read() {
                return position < head.length ? head[(int) position++] : ' ';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                int count = Math.max(1, length);
                for (int i = 0; i < count; i++) {
                    bytes[offset + i] = (byte) read();
                }
                return count;
            }
        };
        assertThatThrownBy(() -> EcbRates.read(endless, "rates")).hasMessageContaining("more than 67108864 bytes");

        byte[] packed = zip(("Date,USD,\n" + " ".repeat(65 << 20)).getBytes(StandardCharsets.UTF_8));
        assertThat(packed.length).isLessThan(1 << 20);
        assertThatThrownBy(() -> EcbRates.read(new ByteArrayInputStream(packed), "rates.zip"))
                .hasMessageContaining("rates.zip: it has more than 67108864 bytes");
    }

    @Test
    void a_file_that_is_not_there_is_named(@TempDir Path folder) {
        assertThatThrownBy(() -> EcbRates.read(folder.resolve("none.xml")))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("none.xml cannot be read");
    }

    private static void assertRefused(String text, String what, String where) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        PipelineException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT))
                .hasMessageContaining(what)
                .hasMessageContaining(where)
                .hasMessageContaining("download it anew");
    }

    private static byte[] zip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry("eurofxref-hist.csv"));
            zip.write(content);
            zip.closeEntry();
        }
        return packed.toByteArray();
    }
}
