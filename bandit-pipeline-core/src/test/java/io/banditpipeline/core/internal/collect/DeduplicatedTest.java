package io.banditpipeline.core.internal.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DeduplicatedTest {
    private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");
    private static final LocalDate FIRST = LocalDate.of(2026, 4, 4);
    private static final Instant ORIGIN = FIRST.atStartOfDay(LORD_HOWE).toInstant();
    private static final Instant EARLY = Instant.parse("2026-05-01T00:00:00Z");

    @Test
    void the_newest_row_of_a_key_wins_wherever_it_stands() {
        try (RowSpool spool = new RowSpool()) {
            Deduplicated rows = new Deduplicated(spool, ORIGIN);
            rows.add(row("a", 0, EARLY.plusSeconds(9), 1));
            rows.add(row("b", 0, EARLY, 2));
            rows.add(row("a", 0, EARLY, 3));

            assertThat(rows).extracting(row -> row.metrics().clicks()).containsExactly(1L, 2L);
            assertThat(rows.superseded()).isEqualTo(1);
        }
    }

    @Test
    void of_rows_observed_at_once_the_last_one_wins() {
        try (RowSpool spool = new RowSpool()) {
            Deduplicated rows = new Deduplicated(spool, ORIGIN);
            rows.add(row("a", 0, EARLY, 1));
            assertThat(rows).hasSize(1);
            rows.add(row("a", 0, EARLY, 2));
            rows.add(row("a", 0, EARLY, 3));

            assertThat(rows).extracting(row -> row.metrics().clicks()).containsExactly(3L);
            assertThat(rows.superseded()).isEqualTo(2);
        }
    }

    @Property(tries = 200)
    void every_key_stays_exactly_once_and_the_counts_add_up_R8(
            @ForAll @Size(max = 300) List<@IntRange(min = 0, max = 999) Integer> seeds) {
        try (RowSpool spool = new RowSpool()) {
            Deduplicated rows = new Deduplicated(spool, ORIGIN);
            Map<List<Object>, Observation> expected = new LinkedHashMap<>();
            for (int i = 0; i < seeds.size(); i++) {
                int seed = seeds.get(i);
                Observation row = row("e" + seed % 3, seed % 30, EARLY.plusSeconds(seed / 100), i);
                rows.add(row);
                expected.merge(
                        List.of(row.entity(), row.interval().start()),
                        row,
                        (old, other) -> other.observedAt().isBefore(old.observedAt()) ? old : other);
            }
            assertThat(rows).containsExactlyInAnyOrderElementsOf(expected.values());
            assertThat(rows.superseded()).isEqualTo(seeds.size() - expected.size());
        }
    }

    private static Observation row(String entity, int hour, Instant observedAt, long clicks) {
        return Observation.pulled(
                new EntityRef(Level.AD, entity),
                Interval.ofHour(ORIGIN.plusSeconds(3_600L * hour), LORD_HOWE),
                observedAt,
                new Metrics(0, clicks, 0, 0, 0),
                Currency.getInstance("AUD"));
    }
}
