package io.banditpipeline.core.internal.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Origin;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowSpoolTest {
    private static final int BEYOND_MEMORY = 20_000;
    private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");

    @Test
    void rows_come_back_as_they_were_also_from_the_file_and_more_than_once_R15() {
        try (RowSpool spool = new RowSpool()) {
            IntStream.range(0, BEYOND_MEMORY).mapToObj(RowSpoolTest::row).forEach(spool::add);

            assertThat(spool.size()).isEqualTo(BEYOND_MEMORY);
            for (int pass = 0; pass < 2; pass++) {
                Iterator<Observation> rows = spool.iterator();
                for (int i = 0; i < BEYOND_MEMORY; i++) {
                    assertThat(rows.next()).isEqualTo(row(i));
                }
                assertThat(rows.hasNext()).isFalse();
            }
        }
    }

    @Test
    void a_spool_may_be_read_while_it_grows() {
        try (RowSpool spool = new RowSpool()) {
            spool.add(row(1));
            assertThat(spool).containsExactly(row(1));
            spool.add(row(2));
            assertThat(spool).containsExactly(row(1), row(2));
        }
    }

    @Test
    void an_empty_spool_has_no_rows() {
        try (RowSpool spool = new RowSpool()) {
            assertThat(spool).isEmpty();
            assertThat(spool.size()).isZero();
        }
    }

    private static Observation row(int i) {
        Interval interval = i % 2 == 0
                ? Interval.ofDay(LocalDate.of(2026, 4, 5).plusDays(i % 400), LORD_HOWE)
                : Interval.ofHour(Instant.parse("2026-04-04T14:30:00Z").plusSeconds(3_600L * i), LORD_HOWE);
        return new Observation(
                new EntityRef(Level.values()[i % 4], "entity ü " + i % 7),
                interval,
                Instant.ofEpochSecond(1_700_000_000L + i, 123_456_789),
                i % 3 == 0 ? Origin.PUSHED : Origin.PULLED,
                new Metrics(i, Metrics.ABSENT, -i, Long.MAX_VALUE - i, i % 5 == 0 ? Metrics.ABSENT : 0),
                Currency.getInstance(i % 2 == 0 ? "USD" : "JPY"),
                new Attribution(Attribution.Basis.values()[i % 3], "setting " + i % 2));
    }
}
