package io.banditpipeline.connectors.ecb;

import static io.banditpipeline.connectors.ecb.EcbFixture.EUR;
import static io.banditpipeline.connectors.ecb.EcbFixture.JPY;
import static io.banditpipeline.connectors.ecb.EcbFixture.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banditpipeline.money.ExchangeRate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file of 90 days as the bank published it; skipped where it is not there. */
class PublishedFileTest {
    private EcbRates rates;

    @BeforeEach
    void readFile() {
        Path here = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        Optional<Path> file = Stream.iterate(here, folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared/data/quality/ecb/eurofxref-hist-90d.xml"))
                .filter(Files::isRegularFile)
                .findFirst();
        assumeTrue(file.isPresent(), "eurofxref-hist-90d.xml is not in shared/data/quality/ecb above this folder");
        rates = EcbRates.read(file.get());
    }

    @Test
    void every_working_day_has_its_own_rate_and_every_other_that_of_the_last_one() {
        assertThat(rates.firstDay()).isEqualTo(LocalDate.of(2025, 1, 6));
        assertThat(rates.lastDay()).isEqualTo(LocalDate.of(2025, 4, 4));
        assertThat(rates.skippedCodes()).isEmpty();
        int publications = 0;
        for (LocalDate day = rates.firstDay(); !day.isAfter(rates.lastDay()); day = day.plusDays(1)) {
            ExchangeRate rate = rates.rate(EUR, USD, day).orElseThrow();
            assertThat(rate.day()).isEqualTo(TargetCalendar.lastWorkingDayUntil(day));
            assertThat(rate.provisional()).isFalse();
            publications += rate.day().equals(day) ? 1 : 0;
        }
        assertThat(publications).isEqualTo(65);
    }

    @Test
    void rates_are_those_of_the_file_and_end_with_it_R10() {
        LocalDate last = LocalDate.of(2025, 4, 4);
        assertThat(rates.rate(EUR, USD, last).orElseThrow().rate()).isEqualByComparingTo("1.1057");
        assertThat(rates.rate(EUR, JPY, last.plusDays(1)).orElseThrow().rate()).isEqualByComparingTo("160.56");
        assertThat(rates.rate(EUR, JPY, last.plusDays(2)).orElseThrow().provisional())
                .isFalse();
        assertThat(rates.rate(EUR, JPY, last.plusDays(3)).orElseThrow().provisional())
                .isTrue();
        assertThat(rates.rate(EUR, JPY, last.plusDays(6))).isEmpty();
        assertThat(rates.rate(EUR, USD, rates.firstDay().minusDays(1))).isEmpty();
    }

    @Test
    void there_and_back_is_the_same_money_but_for_the_sixteenth_digit_R9() {
        long micros = 1_234_567_890_123L;
        for (LocalDate day = rates.firstDay(); !day.isAfter(rates.lastDay()); day = day.plusDays(1)) {
            long yen = rates.rate(USD, JPY, day).orElseThrow().convert(micros);
            assertThat(rates.rate(JPY, USD, day).orElseThrow().convert(yen)).isEqualTo(micros);
        }
        assertThat(ChronoUnit.DAYS.between(rates.firstDay(), rates.lastDay())).isEqualTo(88);
    }
}
