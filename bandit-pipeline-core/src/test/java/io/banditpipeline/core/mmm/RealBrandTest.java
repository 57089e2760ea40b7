package io.banditpipeline.core.mmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banditpipeline.mmm.MmmInput;
import io.banditpipeline.mmm.MmmPosterior;
import io.banditpipeline.mmm.ModelFit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A real brand's 509 days (Anderson 2024, CC BY 4.0), where the data set stands beside the project. */
class RealBrandTest {
    private static final String FILE = "shared/data/brand/brand_daily.csv";

    private static Optional<Path> file() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(FILE))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Net revenue: the shop's original prices changed in the last weeks, what was paid did not. */
    private static MmmInput netRevenue(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> header = List.of(lines.get(0).split(","));
        List<String> channels = header.stream()
                .filter(name -> name.endsWith("_spend") && !name.startsWith("total_"))
                .toList();
        int days = lines.size() - 1;
        double[][] spend = new double[channels.size()][days];
        double[] outcome = new double[days];
        for (int day = 0; day < days; day++) {
            String[] fields = lines.get(day + 1).split(",");
            outcome[day] = Double.parseDouble(fields[header.indexOf("revenue")])
                    - Double.parseDouble(fields[header.indexOf("discount")]);
            for (int k = 0; k < spend.length; k++) {
                spend[k][day] = Double.parseDouble(fields[header.indexOf(channels.get(k))]);
            }
        }
        return new MmmInput("brand", LocalDate.of(2022, 7, 29), channels, spend, outcome, 7);
    }

    @Test
    void a_real_brand_is_fitted_with_wide_intervals_and_cautions() throws IOException {
        Optional<Path> file = file();
        assumeTrue(file.isPresent(), "skipped: " + FILE + " is not beside the project");
        ModelFit fit = RegressionMmm.ofDefaults().fit(netRevenue(file.orElseThrow()));
        assertThat(fit).isInstanceOf(ModelFit.Fitted.class);
        MmmPosterior posterior = ((ModelFit.Fitted) fit).posterior();
        assertThat(posterior.quality().trainingDays()).isEqualTo(509);
        assertThat(posterior.quality().maxRHat()).isLessThan(1.05);
        assertThat(posterior.quality().holdoutWape()).isBetween(0.0, 0.8);
        assertThat(posterior.quality().coverage90()).isGreaterThan(0.8);
        assertThat(posterior.estimates()).hasSize(7).allSatisfy(e -> {
            assertThat(e.roas()).isFinite();
            assertThat(e.roasHigh()).isGreaterThan(2 * e.roasLow());
        });
        assertThat(posterior.cautions()).anyMatch(text -> text.startsWith("It predicts unseen days worse"));
    }
}
