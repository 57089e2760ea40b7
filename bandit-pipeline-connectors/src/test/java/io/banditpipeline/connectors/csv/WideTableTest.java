package io.banditpipeline.connectors.csv;

import static io.banditpipeline.connectors.csv.CsvFixture.ALL;
import static io.banditpipeline.connectors.csv.CsvFixture.CAMPAIGN;
import static io.banditpipeline.connectors.csv.CsvFixture.EUR;
import static io.banditpipeline.connectors.csv.CsvFixture.GOOGLE;
import static io.banditpipeline.connectors.csv.CsvFixture.META;
import static io.banditpipeline.connectors.csv.CsvFixture.fetch;
import static io.banditpipeline.connectors.csv.CsvFixture.outcomes;
import static io.banditpipeline.connectors.csv.CsvFixture.source;
import static io.banditpipeline.connectors.csv.CsvFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.csv.CsvFixture.Taken;
import io.banditpipeline.connectors.csv.CsvFixture.TakenOutcomes;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.outcome.Outcome;
import io.banditpipeline.quality.RejectedRow;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with a row per day and columns for each arm. */
class WideTableTest {
    private static final String HEADER = "day,search_cost,search_clicks,video_cost,social spend,orders,sales,discount\n";

    @TempDir
    Path folder;

    private static Arm arm(String id, Account account) {
        return Arm.of(id, "spring", account, id, new EntityRef(Level.CAMPAIGN, id));
    }

    private static CsvMapping mapping() {
        return CsvMapping.wideTable()
                .campaign(CAMPAIGN)
                .arm(arm("search", GOOGLE))
                .arm(arm("video", GOOGLE))
                .arm(arm("social", META))
                .date("day")
                .column(Metric.COST, "{arm}_cost")
                .column(Metric.CLICKS, "{arm}_clicks")
                .armColumn("video", Metric.CLICKS, null)
                .armColumn("social", Metric.CLICKS, null)
                .armColumn("social", Metric.COST, "social spend")
                .outcomes("orders", "sales", "discount")
                .coverage(CsvMapping.Coverage.HISTORY)
                .build();
    }

    private CsvSource wide(String rows) {
        return source(write(folder, "wide.csv", HEADER + rows), mapping());
    }

    @Test
    void a_day_has_an_observation_for_each_arm_that_reported() {
        CsvSource source = wide("2024-03-01,1.5,3,0,,1,2,0\n");
        Taken google = fetch(source, GOOGLE);
        assertThat(google.rows).extracting(row -> row.entity().id()).containsExactly("search", "video");
        assertThat(google.rows.get(1).metrics()).isEqualTo(Metrics.NONE.with(Metric.COST, 0));
        assertThat(fetch(source, META).rows).isEmpty();
    }

    @Test
    void a_bad_cell_costs_only_its_arm_R8() {
        CsvSource source = wide("2024-03-01,oops,3,2,4,1,2,0\n");
        Taken google = fetch(source, GOOGLE);
        assertThat(google.rows).extracting(row -> row.entity().id()).containsExactly("video");
        assertThat(google.rejects).extracting(RejectedRow::where).containsExactly("wide.csv line 2");
        assertThat(google.onlyReason().field()).isEqualTo("search_cost");
        assertThat(google.onlyReason().value()).isEqualTo("oops");
        assertThat(fetch(source, META).rows).hasSize(1);
        assertThat(fetch(source, META).rejects).isEmpty();
        assertThat(outcomes(source, ALL).rows).hasSize(1);
    }

    @Test
    void a_bad_line_is_reported_once_among_all_fetches_R8() {
        CsvSource source = wide("01.03.2024,1,3,2,4,1,2,0\n2024-03-02,1\n2024-03-03,1,3,2,4,1,2,0\n2024-03-03,1,3,2,4,1,2,0\n");
        assertThat(fetch(source, GOOGLE).rejects)
                .extracting(row -> row.where() + " " + row.reasons().get(0).rule())
                .containsExactly("wide.csv line 2 csv.date", "wide.csv line 3 csv.columns", "wide.csv line 5 csv.duplicate");
        assertThat(fetch(source, META).rejects).isEmpty();
        assertThat(outcomes(source, ALL).rejects).isEmpty();
        assertThat(fetch(source, META).rows).hasSize(1);
        assertThat(outcomes(source, ALL).rows).hasSize(1);
    }

    @Test
    void an_outcome_is_net_of_what_is_subtracted_and_may_be_negative() {
        CsvSource source = wide("2024-03-01,,,,,3,100.10,0.10\n2024-03-02,,,,,1,5,\"1,005\"\n2024-03-03,,,,,,,\n");
        TakenOutcomes taken = outcomes(source, ALL);
        assertThat(taken.rejects).isEmpty();
        assertThat(taken.rows)
                .containsExactly(
                        new Outcome("spring", LocalDate.of(2024, 3, 1), 3_000_000, 100_000_000),
                        new Outcome("spring", LocalDate.of(2024, 3, 2), 1_000_000, -1_000_000_000));
        assertThat(outcomes(source, DateRange.of(LocalDate.of(2024, 3, 2))).rows).hasSize(1);
    }

    @Test
    void an_outcome_that_is_incomplete_or_negative_in_orders_is_rejected_R8() {
        TakenOutcomes taken = outcomes(wide("2024-03-01,,,,,3,,0\n2024-03-02,,,,,-1,5,1\n2024-03-03,,,,,1,5,\n"), ALL);
        assertThat(taken.rows).isEmpty();
        assertThat(taken.rejects)
                .extracting(row -> row.reasons().get(0).rule() + " " + row.reasons().get(0).text())
                .containsExactly(
                        "csv.outcome the outcome of the day is incomplete: \"sales\" is missing; write 0 if it was none",
                        "csv.number orders must not be negative",
                        "csv.outcome the outcome of the day is incomplete: \"discount\" is missing; write 0 if it was none");
    }

    @Test
    void a_file_of_outcomes_alone_reports_its_bad_lines_itself_R8() {
        CsvMapping mapping = CsvMapping.wideTable().campaign(CAMPAIGN).date("day").outcomes("orders", "sales").build();
        CsvSource source = source(write(folder, "orders.csv", "day,orders,sales\n2024-03-01,1,2\nx,1,2\n"), mapping);
        assertThat(source.accounts()).isEmpty();
        assertThat(outcomes(source, ALL).rows).hasSize(1);
        assertThat(outcomes(source, ALL).rejects).hasSize(1);
        assertThat(source.outcomes().orElseThrow().coverage(CAMPAIGN))
                .contains(DateRange.of(LocalDate.of(2024, 3, 1)));
    }

    @Test
    void another_campaign_has_no_outcome_here() {
        CsvSource source = wide("2024-03-01,1,3,2,4,1,2,0\n");
        TakenOutcomes taken = new TakenOutcomes();
        source.outcomes().orElseThrow().fetch(Campaign.of("autumn", CAMPAIGN.zone(), EUR), ALL, taken);
        assertThat(taken.rows).isEmpty();
    }
}
