package io.banditpipeline.connectors.csv;

import static io.banditpipeline.connectors.csv.CsvFixture.CAMPAIGN;
import static io.banditpipeline.connectors.csv.CsvFixture.EUR;
import static io.banditpipeline.connectors.csv.CsvFixture.GOOGLE;
import static io.banditpipeline.connectors.csv.CsvFixture.META;
import static io.banditpipeline.connectors.csv.CsvFixture.USD;
import static io.banditpipeline.connectors.csv.CsvFixture.fetch;
import static io.banditpipeline.connectors.csv.CsvFixture.source;
import static io.banditpipeline.connectors.csv.CsvFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Arm;
import io.banditpipeline.connectors.csv.CsvFixture.Taken;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports of ad platforms, recognised by their header. */
class ExportTest {
    private static final DateRange MARCH = new DateRange(LocalDate.of(2024, 3, 1), LocalDate.of(2024, 3, 2));
    private static final String GOOGLE_ADS =
            """
            Campaign performance
            "March 1, 2024 - March 2, 2024"
            Day,Campaign,Currency code,Cost,Impr.,Clicks,Conversions,Conv. value
            2024-03-01,Brand,EUR,"1,234.56","10,000",321,4.50,99.90
            2024-03-01,Totals and more,EUR,1.00,10,--,0.00,0.00
            2024-03-02,Brand,EUR,0.01, --,3,0.33, --
            Total: Campaigns, --, --,"1,235.57","10,010",324,4.83,99.90
            Total: Account, --, --,"1,235.57","10,010",324,4.83,99.90
            """;
    private static final String META_ADS =
            """
            Reporting starts,Reporting ends,Campaign name,Amount spent (USD),Impressions,Link clicks,Purchases,Purchases conversion value
            2024-03-01,2024-03-02,,15.75,300,30,3,60
            2024-03-01,2024-03-01,Spring,5.25,100,10,1,20
            2024-03-02,2024-03-02,Spring,10.50,200,20,2,40
            """;

    @TempDir
    Path folder;

    private static CsvMapping mapping() {
        return CsvMapping.export().campaign(CAMPAIGN).account(GOOGLE).account(META).build();
    }

    @Test
    void google_ads_is_read_without_its_totals() {
        CsvSource source = source(write(folder, "google.csv", GOOGLE_ADS), mapping());
        assertThat(source.coverage(GOOGLE)).contains(MARCH);
        Taken taken = fetch(source, GOOGLE, MARCH);

        assertThat(taken.rejects).isEmpty();
        assertThat(taken.rows).extracting(row -> row.entity().id()).containsExactly("Brand", "Totals and more", "Brand");
        assertThat(taken.rows.get(0).metrics()).isEqualTo(new Metrics(10_000, 321, 4_500_000, 1_234_560_000, 99_900_000));
        assertThat(taken.rows.get(2).metrics())
                .isEqualTo(new Metrics(Metrics.ABSENT, 3, 330_000, 10_000, Metrics.ABSENT));
        assertThat(taken.rows).extracting(Observation::currency).containsOnly(EUR);
    }

    @Test
    void google_ads_in_utf_16_with_tabs_is_read() {
        String tabs = '\uFEFF' + GOOGLE_ADS.replaceAll(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", "\t");
        Path file = write(folder, "google.csv", tabs.getBytes(StandardCharsets.UTF_16LE));
        assertThat(fetch(source(file, mapping()), GOOGLE, MARCH).total(Metric.COST)).isEqualTo(1_235_570_000L);
    }

    @Test
    void meta_is_read_without_its_summary_and_in_the_currency_of_its_header() {
        CsvSource source = source(write(folder, "meta.csv", META_ADS), mapping());
        Taken taken = fetch(source, META, MARCH);

        assertThat(taken.rejects).isEmpty();
        assertThat(taken.rows).hasSize(2);
        assertThat(taken.rows.get(0).metrics()).isEqualTo(new Metrics(100, 10, 1_000_000, 5_250_000, 20_000_000));
        assertThat(taken.rows).extracting(Observation::currency).containsOnly(USD);
        Path euros = write(folder, "euros.csv", META_ADS.replace("(USD)", "(EUR)"));
        assertThat(fetch(source(euros, mapping()), META, MARCH).rows).extracting(Observation::currency).containsOnly(EUR);
    }

    @Test
    void meta_by_id_and_day_with_results_is_read() {
        Path file = write(
                folder,
                "ids.csv",
                "Day,Campaign name,Campaign ID,Amount spent (USD),Impressions,Results,Reporting starts,Reporting ends\n"
                        + "2024-03-01,Spring,120,5.25,100,7,2024-03-01,2024-03-31\n");
        CsvSource source = source(file, mapping());
        Taken taken = fetch(source, META, DateRange.of(LocalDate.of(2024, 3, 1)));
        assertThat(taken.rows.get(0).entity().id()).isEqualTo("120");
        assertThat(taken.total(Metric.CONVERSIONS)).isEqualTo(7_000_000);
        assertThat(source.arms()).extracting(Arm::id, Arm::channel).containsExactly(
                org.assertj.core.groups.Tuple.tuple("meta/m1/120", "Spring"));
    }

    @Test
    void a_meta_row_of_several_days_is_refused() {
        Path file = write(folder, "weeks.csv", META_ADS.replace("2024-03-02,2024-03-02", "2024-03-02,2024-03-08"));
        CsvSource source = source(file, mapping());
        assertThat(fetch(source, META, DateRange.of(LocalDate.of(2024, 3, 1))).onlyReason().text())
                .isEqualTo("the row covers 2024-03-02 to 2024-03-08; export it broken down by day");
    }

    @Test
    void both_exports_make_one_source_and_each_account_gets_its_own() {
        CsvSource source = CsvSource.from(write(folder, "g.csv", GOOGLE_ADS), write(folder, "m.csv", META_ADS))
                .mapping(mapping())
                .build();
        assertThat(fetch(source, GOOGLE, MARCH).total(Metric.CLICKS)).isEqualTo(324);
        assertThat(fetch(source, META, MARCH).total(Metric.CLICKS)).isEqualTo(30);
    }

    @Test
    void an_export_cut_into_segments_is_refused_since_rows_would_replace_one_another_R4() {
        Path file = write(folder, "devices.csv", "Day,Campaign,Device,Cost\n2024-03-01,Brand,Phone,1\n");
        assertThatThrownBy(() -> fetch(source(file, mapping()), GOOGLE, MARCH))
                .hasMessage(file + ": the export has the column \"Device\", which cuts a campaign's day into several rows that"
                        + " would replace one another; export without it, a row per campaign and day");
    }

    @Test
    void a_file_that_is_no_known_export_is_told_what_would_be() {
        Path file = write(folder, "other.csv", "Date,Campaign,Cost\n2024-03-01,Brand,1\n");
        assertThatThrownBy(() -> fetch(source(file, mapping()), GOOGLE, MARCH))
                .hasMessage(file + ": this is not an export that is recognised (Google Ads by \"Day\", \"Campaign ID\" or"
                        + " \"Campaign\", \"Cost\"; Meta Ads Manager by \"Day\" or \"Reporting starts\", \"Campaign ID\" or"
                        + " \"Campaign name\", \"Amount spent (USD)\"); export those columns, or name the columns in a mapping."
                        + " Line 1 was read as the header, separated by \",\"; its columns are: Date, Campaign, Cost");
    }

    @Test
    void an_export_without_an_account_of_its_platform_is_told() {
        Path file = write(folder, "meta.csv", META_ADS);
        CsvMapping googleOnly = CsvMapping.export().campaign(CAMPAIGN).account(GOOGLE).build();
        assertThatThrownBy(() -> fetch(source(file, googleOnly), GOOGLE, MARCH))
                .hasMessage(file + ": this is an export of Meta Ads Manager, but the mapping names no account of platform"
                        + " \"meta\"; its accounts are: google_ads/g1");
    }
}
