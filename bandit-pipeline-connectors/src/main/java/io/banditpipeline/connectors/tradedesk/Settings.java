package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.security.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a {@link TradeDesk} is made of; see {@link TradeDeskBuilder} for what each means. */
record Settings(
        String id,
        Credentials credentials,
        Hosts hosts,
        Level level,
        boolean hourlyOnly,
        Optional<String> template,
        Optional<String> hourlyTemplate,
        List<String> accounts,
        List<String> partners,
        ZoneId zone,
        Map<String, ZoneId> zones,
        ColumnNames columns,
        ConversionNumbers conversions,
        ReportFormat format,
        Attribution attribution,
        int lookbackDays,
        int callsPerMinute,
        ReportFetch.Patience patience,
        Duration stallTimeout,
        Duration longestWait,
        InstantSource clock,
        Waiter waiter) {
    private static final int MANY_DAYS = 100;
    private static final int WEEK = 7;

    /**
     * Who asks.
     *
     * @param secret the token, or the password
     * @param login the user, or null for a token
     * @param lifetime how long tokens are to live
     * @param expires when the token is over, if that is known
     */
    record Credentials(
            Secret secret,
            @Nullable String login,
            Duration lifetime,
            @Nullable Instant expires) {}

    SourceProfile profile() {
        return new SourceProfile(level, granularities(), lookbackDays, Math.max(MANY_DAYS, lookbackDays + WEEK));
    }

    private Set<Granularity> granularities() {
        EnumSet<Granularity> all = EnumSet.noneOf(Granularity.class);
        if (hourlyOnly || hourlyTemplate.isPresent()) {
            all.add(Granularity.HOUR);
        }
        if (!hourlyOnly) {
            all.add(Granularity.DAY);
        }
        return all;
    }

    /** The template that rows of a granularity are read from. */
    String template(Granularity granularity) {
        Optional<String> own = granularity == Granularity.HOUR ? hourlyTemplate.or(() -> template) : template;
        return own.orElseThrow();
    }
}
