package io.banditpipeline.connectors.tradedesk;

import static io.banditpipeline.metric.Metrics.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.testkit.source.RecordingSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReportReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final String HEADER = "Date,Campaign ID,Impressions,Clicks,Advertiser Cost (Adv Currency),"
            + "01 - Click Conversion,01 - View Through Conversion\n";

    private final RecordingSink sink = new RecordingSink();
    private Level level = Level.CAMPAIGN;
    private Granularity granularity = Granularity.DAY;
    private ZoneId zone = UTC;
    private String currency = "USD";
    private DateRange days = new DateRange(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 2));
    private ReportFormat format = new ReportFormat(false, false, false);
    private ConversionNumbers conversions = ConversionNumbers.ofDefaults();
    private Map<TradeDeskColumn, String> columns = Map.of();
    private int mostCells = SliceTotals.MOST_CELLS;

    private RecordingSink read(String report) throws IOException {
        return read(report.getBytes(StandardCharsets.UTF_8));
    }

    private RecordingSink read(byte[] report) throws IOException {
        Account account = new Account("trade_desk", "abc1234", zone, Currency.getInstance(currency));
        Slice slice = new Slice("trade_desk", account, level, granularity, days);
        new ReportReader(new ColumnNames(columns), conversions, format, Attribution.UNKNOWN, mostCells)
                .read(new ByteArrayInputStream(report), slice, NOW, sink)
                .deliver(sink);
        return sink;
    }

    private Observation only() {
        assertThat(sink.rejected()).isEmpty();
        assertThat(sink.rows()).hasSize(1);
        return sink.rows().get(0);
    }

    private static ConversionNumbers counting(int... numbers) {
        return new ConversionNumbers(sorted(numbers), Map.of(), Optional.empty(), true);
    }

    private static SortedSet<Integer> sorted(int... numbers) {
        SortedSet<Integer> sorted = new TreeSet<>();
        for (int number : numbers) {
            sorted.add(number);
        }
        return sorted;
    }

    @Test
    void the_sample_of_a_us_report_is_read_and_its_ad_groups_are_added_up() throws IOException {
        read(SharedFiles.bytes("sample-report-us.csv"));
        Observation row = only();
        assertThat(row.entity().id()).isEqualTo("cmp01");
        assertThat(row.interval()).isEqualTo(Interval.ofDay(LocalDate.of(2026, 11, 1), UTC));
        assertThat(row.observedAt()).isEqualTo(NOW);
        assertThat(row.metrics()).isEqualTo(new Metrics(1_234, 12, 4_000_000, 1_015_250_000, 250_500_000));
    }

    @Test
    void the_sample_of_a_us_report_is_read_by_creative() throws IOException {
        level = Level.AD;
        read(SharedFiles.bytes("sample-report-us.csv"));
        assertThat(sink.rows()).extracting(row -> row.entity().id()).containsExactly("cr01", "cr02");
        assertThat(sink.rows().get(1).metrics()).isEqualTo(new Metrics(0, 0, 0, 0, 0));
    }

    @Test
    void the_sample_of_an_international_report_with_titles_is_read() throws IOException {
        format = new ReportFormat(true, false, false);
        currency = "EUR";
        conversions = counting();
        read(SharedFiles.bytes("sample-report-international-preamble.csv"));
        assertThat(only().metrics()).isEqualTo(new Metrics(1_234, 12, ABSENT, 1_015_250_000, ABSENT));
    }

    @Test
    void names_of_the_api_tabs_and_sixteen_bits_are_read_as_well() throws IOException {
        String report = "date\tcampaign_id\timpressions\tclicks\tadvertiser_cost_adv_currency\t_01_click_conversion"
                + "\t_01_view_through_conversion\t_01_click_conversion_revenue\t_01_view_through_conversion_revenue\n"
                + "2026-11-01T00:00:00\tc\t10\t1\t2.5\t1\t2\t3\t4\n";
        for (Charset charset : new Charset[] {StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            byte[] bytes = ("\uFEFF" + report).getBytes(charset);
            RecordingSink before = new RecordingSink();
            sink.rows().forEach(before::accept);
            read(bytes);
        }
        assertThat(sink.rows()).hasSize(2).allSatisfy(row -> assertThat(row.metrics())
                .isEqualTo(new Metrics(10, 1, 3_000_000, 2_500_000, 7_000_000)));
    }

    @Test
    void international_dates_have_the_day_first() throws IOException {
        format = new ReportFormat(false, true, false);
        read(HEADER + "02/11/2026,c,1,0,0,0,0\n");
        assertThat(only().interval().day()).isEqualTo(LocalDate.of(2026, 11, 2));
    }

    @Test
    void a_date_with_the_month_first_is_refused_rather_than_guessed() throws IOException {
        read(HEADER + "11/02/2026,c,1,0,0,0,0\n");
        assertThat(sink.rows()).isEmpty();
        assertThat(sink.rejected().get(0).reasons().get(0).rule()).isEqualTo("ttd.date");
        assertThat(sink.rejected().get(0).where()).isEqualTo("report line 2");
    }

    @Test
    void a_total_of_clicks_and_views_is_not_added_to_its_parts() throws IOException {
        read(HEADER.strip() + ",01 - Total Click + View Conversions\n2026-11-01,c,1,0,0,1,2,3\n");
        assertThat(only().metrics().conversionMicros()).isEqualTo(3_000_000);
    }

    @Test
    void a_total_of_clicks_and_views_counts_where_its_parts_are_missing() throws IOException {
        read("Date,Campaign ID,Impressions,Clicks,Advertiser Cost (Adv Currency),01 - Click Conversion,"
                + "01 - Total Click + View Conversions\n2026-11-01,c,1,0,0,1,3\n");
        assertThat(only().metrics().conversionMicros()).isEqualTo(3_000_000);
    }

    @Test
    void only_clicks_count_if_that_is_wanted() throws IOException {
        conversions = new ConversionNumbers(sorted(1), Map.of(), Optional.empty(), false);
        read(HEADER + "2026-11-01,c,1,0,0,1,2\n");
        assertThat(only().metrics().conversionMicros()).isEqualTo(1_000_000);
    }

    @Test
    void campaigns_have_conversion_columns_of_their_own() throws IOException {
        conversions = new ConversionNumbers(sorted(1), Map.of("b", sorted(2, 3)), Optional.empty(), true);
        read("Date,Campaign ID,Impressions,Clicks,Advertiser Cost (Adv Currency),"
                + "01 - Total Click + View Conversions,02 - Total Click + View Conversions,"
                + "03 - Total Click + View Conversions,02 - Conversion Revenue\n"
                + "2026-11-01,a,1,0,0,1,10,100,7\n2026-11-01,b,1,0,0,1,10,100,7\n");
        assertThat(sink.rows())
                .extracting(row -> row.metrics().conversionMicros())
                .containsExactly(1_000_000L, 110_000_000L);
        assertThat(sink.rows()).extracting(row -> row.metrics().revenueMicros()).containsExactly(ABSENT, 7_000_000L);
    }

    @Test
    void a_missing_column_is_named_with_the_nearest_and_the_setting() {
        assertThatThrownBy(() -> read("Date,Campaign ID,Impression,Clicks,Advertiser Cost (Adv Currency)\n"))
                .isInstanceOfSatisfying(SourceException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(SourceException.Kind.CONFIGURATION))
                .hasMessageContaining("there is no column \"Impressions\"")
                .hasMessageContaining("the nearest there is \"Impression\"")
                .hasMessageContaining("column(TradeDeskColumn.IMPRESSIONS");
        assertThatThrownBy(() -> read("Date,Campaign ID,Impressions,Clicks,Advertiser Cost (Adv Currency)\n"))
                .hasMessageContaining("\"01 - click conversion\"")
                .hasMessageContaining("conversionColumns(...)");
        conversions = new ConversionNumbers(sorted(1), Map.of(), Optional.of(sorted(4)), true);
        assertThatThrownBy(() -> read(HEADER))
                .hasMessageContaining("\"04 - conversion revenue\"")
                .hasMessageContaining("revenueColumns(...)");
    }

    @Test
    void a_column_that_comes_twice_is_refused() {
        assertThatThrownBy(() -> read(HEADER.strip() + ",clicks\n")).hasMessageContaining("comes more than once");
    }

    @Test
    void a_column_may_have_another_name() throws IOException {
        columns = Map.of(TradeDeskColumn.DATE, "Tag", TradeDeskColumn.COST, "Media Cost");
        read(HEADER.replace("Date", "Tag").replace("Advertiser Cost (Adv Currency)", "Media Cost")
                + "2026-11-01,c,1,0,3,0,0\n");
        assertThat(only().metrics().costMicros()).isEqualTo(3_000_000);
    }

    @Test
    void rows_of_another_day_currency_or_advertiser_are_rejected() throws IOException {
        read(HEADER.strip() + ",Advertiser Currency Code,Advertiser ID\n"
                + "2026-11-03,c,1,0,0,0,0,USD,abc1234\n"
                + "2026-11-01,d,1,0,0,0,0,EUR,abc1234\n"
                + "2026-11-01,e,1,0,0,0,0,USD,other\n"
                + "2026-11-01,f,1,0,0,0,0,usd,abc1234\n");
        assertThat(sink.rejected())
                .extracting(row -> row.reasons().get(0).rule())
                .containsExactly("ttd.day", "ttd.currency", "ttd.account");
        assertThat(sink.rows()).extracting(row -> row.entity().id()).containsExactly("f");
    }

    @Test
    void a_sum_that_lacks_a_part_is_withheld_with_what_there_is_R8() throws IOException {
        read(HEADER + "2026-11-01,c,100,0,0,0,0\n2026-11-01,c,many,0,0,0,0\n2026-11-02,c,7,0,0,0,0\n");
        assertThat(sink.rows()).hasSize(1);
        assertThat(sink.rows().get(0).interval().day()).isEqualTo(LocalDate.of(2026, 11, 2));
        assertThat(sink.rejected()).hasSize(2);
        assertThat(sink.rejected().get(0).raw()).isEqualTo("2026-11-01,c,many,0,0,0,0");
        assertThat(sink.rejected().get(1).reasons().get(0).rule()).isEqualTo("ttd.part");
        assertThat(sink.rejected().get(1).observation().metrics().impressions()).isEqualTo(100);
    }

    @Test
    void totals_at_the_end_are_left_out_and_blank_lines_too() throws IOException {
        read(HEADER + "2026-11-01,c,1,0,0,0,0\n\n,,,,,,\nTotal,,1,0,0,0,0\n,,1,0,0,0,0\nGrand Total:,,1,0,0,0,0\n");
        assertThat(only().metrics().impressions()).isEqualTo(1);
    }

    @Test
    void a_row_of_an_entity_without_a_day_is_no_total_but_rejected() throws IOException {
        read(HEADER + ",c,1,0,0,0,0\n2026-11-01,,1,0,0,0,0\n2026-11-01\n");
        assertThat(sink.rows()).isEmpty();
        assertThat(sink.rejected())
                .extracting(row -> row.reasons().get(0).rule())
                .containsExactly("ttd.date", "ttd.entity", "ttd.entity");
    }

    @Test
    void hours_of_the_account_are_read_and_the_one_that_comes_twice_is_one_R12() throws IOException {
        granularity = Granularity.HOUR;
        zone = ZoneId.of("America/New_York");
        days = DateRange.of(LocalDate.of(2026, 11, 1));
        read(HEADER.replace("Date,", "Date,Hour,") + "2026-11-01,0,c,1,0,0,0,0\n2026-11-01,1,c,2,0,0,0,0\n"
                + "2026-11-01,01:00,c,3,0,0,0,0\n2026-11-01,23,c,4,0,0,0,0\n2026-11-01,24,c,4,0,0,0,0\n");
        assertThat(sink.rows())
                .extracting(Observation::interval)
                .containsExactly(
                        Interval.ofHour(Instant.parse("2026-11-01T04:00:00Z"), zone),
                        Interval.ofHour(Instant.parse("2026-11-01T05:00:00Z"), zone),
                        Interval.ofHour(Instant.parse("2026-11-02T04:00:00Z"), zone));
        assertThat(sink.rows().get(1).metrics().impressions()).isEqualTo(5);
        assertThat(sink.rejected()).hasSize(1);
        assertThat(sink.rejected().get(0).reasons().get(0).field()).isEqualTo("Hour");
    }

    @Test
    void an_hour_that_the_clock_leaves_out_is_rejected_R12() throws IOException {
        granularity = Granularity.HOUR;
        zone = ZoneId.of("Europe/Berlin");
        days = DateRange.of(LocalDate.of(2026, 3, 29));
        read(HEADER + "2026-03-29 02:00:00,c,1,0,0,0,0\n2026-03-29 03:00:00,c,2,0,0,0,0\n");
        assertThat(sink.rows()).hasSize(1);
        assertThat(sink.rejected().get(0).reasons().get(0).text()).contains("does not exist in Europe/Berlin");
    }

    @Test
    void rows_by_hour_are_added_up_to_days() throws IOException {
        read(HEADER.replace("Date,", "Date,Hour,") + "2026-11-01,0,c,1,0,0,0,0\n2026-11-01,1,c,2,0,0,0,0\n");
        assertThat(only().metrics().impressions()).isEqualTo(3);
    }

    @Test
    void a_report_that_is_cut_off_within_quotes_leaves_no_row() {
        assertThatThrownBy(() -> read(HEADER + "2026-11-01,c,1,0,0,0,0\n2026-11-01,\"d,1,0"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut off");
        assertThat(sink.rows()).isEmpty();
    }

    @Test
    void a_report_without_any_header_is_never_taken_for_no_rows_R10() {
        assertThatThrownBy(() -> read(""))
                .isInstanceOfSatisfying(SourceException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(SourceException.Kind.TRANSIENT));
        assertThatThrownBy(() -> read("<html>not a report</html>\n"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("\"Date\"");
    }

    @Test
    void a_report_with_a_header_only_has_no_rows() throws IOException {
        read(HEADER);
        assertThat(sink.rows()).isEmpty();
        assertThat(sink.rejected()).isEmpty();
    }

    @Test
    void too_many_entities_for_the_memory_are_split_R15() {
        mostCells = 2;
        assertThatThrownBy(() ->
                        read(HEADER + "2026-11-01,a,1,0,0,0,0\n2026-11-01,b,1,0,0,0,0\n" + "2026-11-01,c,1,0,0,0,0\n"))
                .isInstanceOfSatisfying(SourceException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(SourceException.Kind.SPLIT));
        assertThat(sink.rows()).isEmpty();
    }

    @Test
    void sums_that_do_not_fit_are_withheld_and_not_wrapped_R9() throws IOException {
        read(HEADER + "2026-11-01,c,9223372036854775807,0,0,0,0\n2026-11-01,c,1,0,0,0,0\n");
        assertThat(sink.rows()).isEmpty();
        assertThat(sink.rejected()).hasSize(2);
    }
}
