package io.banditpipeline.connectors.csv;

import static io.banditpipeline.connectors.csv.CsvFixture.fetch;
import static io.banditpipeline.connectors.csv.CsvFixture.outcomes;
import static io.banditpipeline.connectors.csv.CsvFixture.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.outcome.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shipped mapping of the brand's real daily file, read to the cent; skipped where the file is not there. */
class BrandFileTest {
    private static final DateRange DAYS = new DateRange(LocalDate.of(2022, 7, 29), LocalDate.of(2023, 12, 19));

    private CsvSource brand;

    @BeforeEach
    void openBrandFile() {
        Optional<Path> data = above("shared/data/brand/brand_daily.csv");
        assumeTrue(data.isPresent(), "brand_daily.csv is not in a folder shared/data/brand above this one");
        Path mapping = above("bandit-pipeline-examples/src/main/mappings/brand.yaml").orElseThrow();
        brand = source(data.get(), CsvMapping.read(mapping));
    }

    private static Optional<Path> above(String file) {
        Path here = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        return Stream.iterate(here, folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(file))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The sums of the cells as they stand. The published totals, 234,027.40 and 102,546.28, were summed before rounding. */
    @Test
    void every_day_and_cent_is_read_R9() {
        Account google = brand.accounts().get(0);
        Account meta = brand.accounts().get(1);

        assertThat(brand.coverage(google)).contains(DAYS);
        CsvFixture.Taken googleRows = fetch(brand, google, DAYS);
        CsvFixture.Taken metaRows = fetch(brand, meta, DAYS);
        assertThat(googleRows.total(Metric.COST)).isEqualTo(234_027_410_000L);
        assertThat(metaRows.total(Metric.COST)).isEqualTo(102_546_330_000L);
        assertThat(googleRows.rows).hasSize(4 * 509);
        assertThat(metaRows.rows).hasSize(3 * 509);
        assertThat(googleRows.rejects).isEmpty();
        assertThat(metaRows.rejects).isEmpty();
    }

    @Test
    void the_outcome_is_purchases_and_revenue_less_discount() {
        CsvFixture.TakenOutcomes taken = outcomes(brand, DAYS);

        assertThat(taken.rows).hasSize(509);
        assertThat(taken.rejects).isEmpty();
        assertThat(taken.rows.stream().mapToLong(Outcome::orderMicros).sum()).isEqualTo(28_163_000_000L);
        assertThat(taken.rows.get(0))
                .isEqualTo(new Outcome("brand", LocalDate.of(2022, 7, 29), 27_000_000L, 3_706_390_000L));
    }

    @Test
    void the_catalog_holds_its_seven_channels() {
        assertThat(brand.arms())
                .extracting(Arm::channel)
                .containsExactly(
                        "google_paid_search",
                        "google_pmax",
                        "google_display",
                        "google_video",
                        "meta_facebook",
                        "meta_instagram",
                        "meta_other");
        assertThat(brand.campaign().zone().getId()).isEqualTo("America/New_York");
    }
}
