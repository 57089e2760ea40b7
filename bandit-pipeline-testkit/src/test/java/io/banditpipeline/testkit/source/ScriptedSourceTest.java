package io.banditpipeline.testkit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.testkit.clock.ManualClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The scripted source keeps the contract of sources, and does what tests tell it to. */
class ScriptedSourceTest extends MetricsSourceContract {
    private static final Account ACCOUNT =
            new Account("platform", "1", ZoneId.of("Australia/Lord_Howe"), Currency.getInstance("AUD"));
    private static final LocalDate DAY = LocalDate.of(2026, 4, 5);
    private static final EntityRef ENTITY = new EntityRef(Level.CAMPAIGN, "c1");
    private static final EntityRef OTHER = new EntityRef(Level.CAMPAIGN, "c2");
    private static final Interval INTERVAL = Interval.ofDay(DAY, ACCOUNT.zone());

    private final ManualClock clock = ManualClock.at("2026-04-10T00:00:00Z");
    private final ScriptedSource source = new ScriptedSource("scripted", clock, ACCOUNT)
            .withCoverage(ACCOUNT, new DateRange(DAY.minusDays(5), DAY.plusDays(5)))
            .put(ACCOUNT, ENTITY, DAY, metrics(1))
            .put(ACCOUNT, OTHER, DAY, metrics(2))
            .put(ACCOUNT, ENTITY, DAY.plusDays(1), metrics(3))
            .put(ACCOUNT, ENTITY, DAY.plusDays(2), metrics(4));

    @Override
    protected MetricsSource source() {
        return source;
    }

    @Override
    protected Slice slice() {
        return new Slice("scripted", ACCOUNT, Level.CAMPAIGN, Granularity.DAY, new DateRange(DAY, DAY.plusDays(1)));
    }

    @Test
    void rows_are_restated_and_removed_R2() {
        source.put(ACCOUNT, ENTITY, DAY, metrics(9)).remove(ACCOUNT, OTHER, INTERVAL);
        clock.advance(Duration.ofHours(1));
        List<Observation> rows = RecordingSink.fetch(source, slice()).rows();
        assertThat(rows).extracting(Observation::metrics).containsExactly(metrics(9), metrics(3));
        assertThat(rows).extracting(Observation::observedAt).containsOnly(clock.instant());
        assertThatThrownBy(() -> source.remove(ACCOUNT, OTHER, INTERVAL)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_fetch_fails_after_as_many_rows_as_it_was_told_and_only_once() {
        SourceException failure = new SourceException(SourceException.Kind.RESTART, "broke off", null);
        source.failNextFetch(2, failure).failNextFetch(0, failure);
        RecordingSink half = new RecordingSink();
        assertThatThrownBy(() -> source.fetch(slice(), half)).isSameAs(failure);
        assertThat(half.rows()).hasSize(2);
        assertThatThrownBy(() -> source.fetch(slice(), half)).isSameAs(failure);
        assertThat(half.rows()).hasSize(2);
        assertThat(RecordingSink.fetch(source, slice()).rows()).hasSize(3);
        assertThat(source.fetches()).containsExactly(slice(), slice(), slice());
    }

    @Test
    void unreadable_rows_are_rejected_until_they_are_cleared_R8() {
        RejectedRow bad = new RejectedRow("w", "raw", List.of(new RejectedRow.Reason("rule", "", "", "text")));
        source.putUnreadable(ACCOUNT, DAY, bad).putUnreadable(ACCOUNT, DAY.plusDays(9), bad);
        assertThat(RecordingSink.fetch(source, slice()).rejected()).containsExactly(bad);
        source.clearUnreadable();
        assertThat(RecordingSink.fetch(source, slice()).rejected()).isEmpty();
    }

    private static Metrics metrics(long number) {
        return new Metrics(number, number, number, number, number);
    }
}
