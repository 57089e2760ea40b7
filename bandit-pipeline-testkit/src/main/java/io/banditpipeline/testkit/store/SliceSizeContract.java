package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.store.SliceSizeStore;
import io.banditpipeline.store.SliceSizeStore.SliceSize;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The promises of {@link SliceSizeStore}. */
abstract class SliceSizeContract extends ApiCallContract {
    /** If this fails, check that each part of a feed is part of the key, and every character of it counts. */
    @Test
    void required_sizes_of_other_feeds_keep_apart() {
        assertThat(noted("source", META, Level.AD, Granularity.HOUR)).isEmpty();
        note("source", META, Level.AD, Granularity.HOUR, 1, T0);
        note("Source", META, Level.AD, Granularity.HOUR, 2, T0);
        note("source", GOOGLE, Level.AD, Granularity.HOUR, 3, T0);
        note("source", META, Level.AD_GROUP, Granularity.HOUR, 4, T0);
        note("source", META, Level.AD, Granularity.DAY, Integer.MAX_VALUE, T1.plusNanos(1_999));

        assertThat(noted("source", META, Level.AD, Granularity.HOUR)).contains(new SliceSize(1, T0));
        assertThat(noted("Source", META, Level.AD, Granularity.HOUR)).contains(new SliceSize(2, T0));
        assertThat(noted("source", GOOGLE, Level.AD, Granularity.HOUR)).contains(new SliceSize(3, T0));
        assertThat(noted("source", META, Level.AD_GROUP, Granularity.HOUR)).contains(new SliceSize(4, T0));
        assertThat(another().sliceSizes().find("source", META, Level.AD, Granularity.DAY))
                .contains(new SliceSize(Integer.MAX_VALUE, T1.plusNanos(1_000)));
        assertThat(noted("source ", META, Level.AD, Granularity.DAY)).isEmpty();
    }

    /** If this fails, check that a size replaces the one before, whatever the two are and whenever they were found. */
    @Test
    void required_the_size_that_was_noted_last_stands() {
        note("source", META, Level.AD, Granularity.DAY, 30, T1);
        note("source", META, Level.AD, Granularity.DAY, 7, T2);
        note("source", META, Level.AD, Granularity.DAY, 14, T0);
        assertThat(noted("source", META, Level.AD, Granularity.DAY)).contains(new SliceSize(14, T0));
    }

    /** If this fails, check that a size does not tie the zone and the currency of an account that has no rows. */
    @Test
    void required_an_account_is_known_by_platform_and_id() {
        note("source", META, Level.AD, Granularity.DAY, 30, T1);
        Account moved = new Account(META.platform(), META.id(), ZoneId.of("Asia/Tokyo"), Currency.getInstance("JPY"));
        assertThat(noted("source", moved, Level.AD, Granularity.DAY)).contains(new SliceSize(30, T1));
        storage().catalog().save(List.of(CAMPAIGN), List.of(arm("arm", moved, "e")));
        assertThat(storage().catalog().arms(CAMPAIGN.id())).containsExactly(arm("arm", moved, "e"));
    }

    private void note(
            String source, Account account, Level level, Granularity granularity, int maxDays, Instant notedAt) {
        storage().sliceSizes().note(source, account, level, granularity, new SliceSize(maxDays, notedAt));
    }

    private Optional<SliceSize> noted(String source, Account account, Level level, Granularity granularity) {
        return storage().sliceSizes().find(source, account, level, granularity);
    }
}
