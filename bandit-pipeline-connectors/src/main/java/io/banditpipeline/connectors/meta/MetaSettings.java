package io.banditpipeline.connectors.meta;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.security.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a {@link MetaAds} was built with; the builder says what each is. It prints without secrets. */
record MetaSettings(
        String id,
        Secret accessToken,
        @Nullable Secret appSecret,
        String apiVersion,
        URI baseUri,
        Level level,
        Set<Granularity> granularities,
        List<String> accounts,
        int lookbackDays,
        PurchaseTypes purchases,
        @Nullable Instant tokenExpiresAt,
        int reportRunsPerDay,
        InstantSource clock,
        Waiter waiter,
        Duration connectTimeout,
        Duration stallTimeout,
        Duration longestWait) {
    @Override
    public String toString() {
        return "id=" + id + " version=" + apiVersion + " level=" + level + " granularities=" + granularities
                + " accounts=" + (accounts.isEmpty() ? "all" : accounts) + " lookbackDays=" + lookbackDays;
    }
}
