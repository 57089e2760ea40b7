package io.banditpipeline.connectors.csv;

import static io.banditpipeline.connectors.csv.CsvFixture.ALL;
import static io.banditpipeline.connectors.csv.CsvFixture.BERLIN;
import static io.banditpipeline.connectors.csv.CsvFixture.CAMPAIGN;
import static io.banditpipeline.connectors.csv.CsvFixture.EUR;
import static io.banditpipeline.connectors.csv.CsvFixture.GOOGLE;
import static io.banditpipeline.connectors.csv.CsvFixture.META;
import static io.banditpipeline.connectors.csv.CsvFixture.NOW;
import static io.banditpipeline.connectors.csv.CsvFixture.USD;
import static io.banditpipeline.connectors.csv.CsvFixture.fetch;
import static io.banditpipeline.connectors.csv.CsvFixture.longMapping;
import static io.banditpipeline.connectors.csv.CsvFixture.source;
import static io.banditpipeline.connectors.csv.CsvFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.csv.CsvFixture.Taken;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.RejectedRow;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with a row per entity and day or hour. */
class LongTableTest {
    @TempDir
    Path folder;

    @Test
    void a_row_is_an_observation_of_a_local_day_R12() {
        Path file = write(folder, "a.csv", "Day,Campaign,Clicks,Cost\n2024-03-31,Brand,7,1.50\n");
        assertThat(fetch(file, longMapping().build()).rows)
                .containsExactly(Observation.pulled(
                        new EntityRef(Level.CAMPAIGN, "Brand"),
                        Interval.ofDay(LocalDate.of(2024, 3, 31), BERLIN),
                        NOW,
                        new Metrics(Metrics.ABSENT, 7, Metrics.ABSENT, 1_500_000, Metrics.ABSENT),
                        EUR));
    }

    @Test
    void all_metrics_the_currency_and_the_time_of_the_report_are_read_R3() {
        CsvMapping mapping = longMapping()
                .column(Metric.IMPRESSIONS, "Impr")
                .column(Metric.CONVERSIONS, "Conv")
                .column(Metric.REVENUE, "Value")
                .currencyColumn("Cur")
                .observedAt("Seen")
                .build();
        String header = "Day,Campaign,Impr,Clicks,Conv,Cost,Value,Cur,Seen\n";
        Path file = write(
                folder,
                "b.csv",
                header + "2024-03-01,A,\"1,000\",7,0.333333,1.5,9.99,USD,2024-03-02T06:00:00+01:00\n"
                        + "2024-03-01,B,1,7,0,1.5,9.99,,2024-03-02 06:00\n"
                        + "2024-03-01,C,1,7,0,1.5,9.99,DOL,yesterday\n");
        Taken taken = fetch(file, mapping);

        assertThat(taken.rows.get(0).metrics()).isEqualTo(new Metrics(1000, 7, 333_333, 1_500_000, 9_990_000));
        assertThat(taken.rows).extracting(Observation::currency).containsExactly(USD, EUR);
        assertThat(taken.rows).extracting(Observation::observedAt).containsOnly(Instant.parse("2024-03-02T05:00:00Z"));
        assertThat(taken.rejects.get(0).reasons())
                .extracting(RejectedRow.Reason::text)
                .containsExactly(
                        "\"DOL\" is not a currency code; expected one like EUR",
                        "\"yesterday\" is not a date and time; expected one like 2024-03-31T14:00:00+02:00, or 2024-03-31 14:00"
                                + " in the account's zone");
    }

    @Test
    void what_was_not_reported_is_absent_and_not_zero() {
        Path file = write(
                folder,
                "null.csv",
                "Day,Campaign,Clicks,Cost\n2024-03-01,A,--,0\n2024-03-02,A, n/a ,2\n2024-03-03,A,NULL,-\n2024-03-04,A,0,0\n");
        Taken taken = fetch(file, longMapping().build());
        assertThat(taken.rejects).isEmpty();
        assertThat(taken.rows).extracting(row -> row.metrics().clicks()).containsExactly(
                Metrics.ABSENT, Metrics.ABSENT, 0L);
        assertThat(taken.rows).extracting(row -> row.metrics().costMicros()).containsExactly(0L, 2_000_000L, 0L);
    }

    @Test
    void only_the_days_of_the_slice_are_delivered() {
        Path file = write(
                folder, "c.csv", "Day,Campaign,Clicks,Cost\n2024-03-01,A,1,1\n2024-03-02,A,2,2\n2024-03-03,A,x,3\n");
        CsvSource source = source(file, longMapping().build());
        Taken taken = fetch(source, GOOGLE, DateRange.of(LocalDate.of(2024, 3, 2)));
        assertThat(taken.total(Metric.CLICKS)).isEqualTo(2);
        assertThat(taken.rejects).isEmpty();
    }

    @Test
    void each_account_gets_its_rows_and_a_row_of_none_is_reported_once_R8() {
        CsvMapping mapping = longMapping().account("shop", META).accountColumn("Account").build();
        Path file = write(
                folder,
                "d.csv",
                "Day,Account,Campaign,Clicks,Cost\n2024-03-01,g1,A,1,1\n2024-03-01,shop,B,2,1\n"
                        + "2024-03-01,meta/m1,C,3,1\n2024-03-01,other,D,4,1\nbad,shop,E,5,1\n2024-03-01,shop,,5,1\n");
        CsvSource source = source(file, mapping);
        Taken google = fetch(source, GOOGLE);
        Taken meta = fetch(source, META);

        assertThat(google.rows).extracting(row -> row.entity().id()).containsExactly("A");
        assertThat(meta.rows).extracting(row -> row.entity().id()).containsExactly("B", "C");
        assertThat(meta.rejects).isEmpty();
        assertThat(google.rejects)
                .extracting(row -> row.where() + ": " + row.reasons().get(0).rule() + " " + row.reasons().get(0).text())
                .containsExactly(
                        "d.csv line 5: csv.account \"other\" is no account of the mapping; its accounts are: google_ads/g1,"
                                + " meta/m1",
                        "d.csv line 6: csv.date \"bad\" is not a day; expected one like 2024-03-31 (yyyy-MM-dd)",
                        "d.csv line 7: csv.entity the row does not say what it speaks of");
    }

    @Test
    void arms_tell_the_account_where_no_column_does() {
        CsvMapping mapping = longMapping()
                .arm(Arm.of("search", "spring", GOOGLE, "search", new EntityRef(Level.CAMPAIGN, "A")))
                .arm(Arm.of("social", "spring", META, "social", new EntityRef(Level.CAMPAIGN, "B")))
                .build();
        Path file = write(
                folder, "e.csv", "Day,Campaign,Clicks,Cost\n2024-03-01,A,1,1\n2024-03-01,B,2,1\n2024-03-01,C,3,1\n");
        CsvSource source = source(file, mapping);
        assertThat(fetch(source, GOOGLE).onlyReason().text())
                .isEqualTo("the account of \"C\" is not known; name it among the arms, or name an account column");
        assertThat(fetch(source, META).total(Metric.CLICKS)).isEqualTo(2);
        assertThat(source.arms()).extracting(Arm::id).containsExactly("search", "social");
    }

    @Test
    void arms_are_discovered_where_the_mapping_names_none() {
        CsvMapping mapping = longMapping().channel("Channel").build();
        Path file = write(
                folder,
                "f.csv",
                "Day,Campaign,Channel,Clicks,Cost\n2024-03-01,A,search,1,1\n2024-03-02,A,search,1,1\n2024-03-01,B,,1,1\n");
        assertThat(source(file, mapping).arms())
                .containsExactly(
                        Arm.of("google_ads/g1/A", "spring", GOOGLE, "search", new EntityRef(Level.CAMPAIGN, "A")),
                        Arm.of("google_ads/g1/B", "spring", GOOGLE, "B", new EntityRef(Level.CAMPAIGN, "B")));
    }

    private static CsvMappingBuilder hourly() {
        return CsvMapping.longTable()
                .campaign(CAMPAIGN)
                .account(GOOGLE)
                .hour("Hour")
                .entity("Campaign")
                .column(Metric.CLICKS, "Clicks")
                .coverage(CsvMapping.Coverage.HISTORY);
    }

    @Test
    void hours_are_instants_and_an_hour_that_is_not_one_is_refused_R12() {
        Path file = write(
                folder,
                "hours.csv",
                "Hour,Campaign,Clicks\n2024-03-31T14:00:00+02:00,A,1\n2024-03-31 15:00,A,2\n2024-03-31 02:00,A,3\n"
                        + "2024-10-27 02:00,A,4\n2024-10-27 02:00+01:00,A,5\n2024-03-31 15:30,A,6\n");
        CsvSource source = source(file, hourly().build());
        Taken taken = fetch(source, GOOGLE);

        assertThat(source.profile().granularities()).containsExactly(Granularity.HOUR);
        assertThat(taken.rows)
                .extracting(row -> row.interval().start().toString())
                .containsExactly("2024-03-31T12:00:00Z", "2024-03-31T13:00:00Z", "2024-10-27T01:00:00Z");
        assertThat(taken.rejects)
                .extracting(row -> row.reasons().get(0).text())
                .containsExactly(
                        "\"2024-03-31 02:00\" does not exist in Europe/Berlin: clocks went from 2024-03-31T02:00 to"
                                + " 2024-03-31T03:00",
                        "\"2024-10-27 02:00\" comes twice in Europe/Berlin, where clocks went back at 2024-10-27T03:00: export"
                                + " times with their offset, such as 2024-10-27T02:00+02:00 or 2024-10-27T02:00+01:00",
                        "\"2024-03-31 15:30\" does not start an hour in Europe/Berlin: the minutes must be 00");
    }

    @Test
    void hours_may_stand_beside_their_day() {
        Path file = write(
                folder,
                "clock.csv",
                "Day,Hour,Campaign,Clicks\n2024-03-30,0,A,1\n2024-03-30,23:00,A,2\n2024-03-30,24,A,3\n2024-03-31,2,A,4\n");
        Taken taken = fetch(file, hourly().date("Day").build());
        assertThat(taken.rows)
                .extracting(row -> row.interval().start().toString())
                .containsExactly("2024-03-29T23:00:00Z", "2024-03-30T22:00:00Z");
        assertThat(taken.rejects)
                .extracting(row -> row.reasons().get(0).text())
                .containsExactly(
                        "\"24\" is not an hour of the day; expected 0 to 23",
                        "\"2\" does not exist in Europe/Berlin: clocks went from 2024-03-31T02:00 to 2024-03-31T03:00");
    }

    @Test
    void a_day_that_a_zone_left_out_is_refused_R12() {
        Account apia = new Account("meta", "apia", ZoneId.of("Pacific/Apia"), USD);
        CsvMapping mapping = CsvMapping.longTable()
                .campaign(CAMPAIGN)
                .account(apia)
                .date("Day")
                .entity("Campaign")
                .column(Metric.CLICKS, "Clicks")
                .build();
        Path file = write(folder, "apia.csv", "Day,Campaign,Clicks\n2011-12-29,A,1\n2011-12-30,A,2\n2011-12-31,A,3\n");
        CsvSource source = source(file, mapping);
        Taken taken = fetch(source, apia, source.coverage(apia).orElseThrow());
        assertThat(taken.rows).hasSize(2);
        assertThat(taken.onlyReason().text()).isEqualTo("the day 2011-12-30 does not exist in Pacific/Apia");
    }

    @Test
    void names_of_months_and_other_patterns_are_read_in_any_default_locale() {
        Path file = write(folder, "g.csv", "Day;Campaign;Clicks;Cost\nMAY 1, 2024;I;1;1,5\n");
        Taken taken = fetch(file, longMapping().datePattern("MMM d, yyyy").decimalMark(',').build());
        assertThat(taken.rejects).isEmpty();
        assertThat(taken.rows.get(0).interval().day()).isEqualTo(LocalDate.of(2024, 5, 1));
        assertThat(taken.total(Metric.COST)).isEqualTo(1_500_000);
    }

    @Test
    void the_clock_is_read_once_per_fetch() {
        Path file = write(folder, "h.csv", "Day,Campaign,Clicks,Cost\n2024-03-01,A,1,1\n2024-03-02,A,2,2\n");
        AtomicInteger readings = new AtomicInteger();
        CsvSource source = CsvSource.from(file)
                .mapping(longMapping().build())
                .clock(() -> NOW.plusSeconds(readings.incrementAndGet()))
                .build();
        assertThat(fetch(source, GOOGLE, ALL).rows).hasSize(2);
        assertThat(readings).hasValue(1);
    }
}
