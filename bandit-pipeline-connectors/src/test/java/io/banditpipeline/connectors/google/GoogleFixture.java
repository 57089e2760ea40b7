package io.banditpipeline.connectors.google;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.platform.GeneratedData;
import io.banditpipeline.testkit.platform.GoogleAdsSimulator;
import io.banditpipeline.testkit.platform.GoogleAdsSimulatorBuilder;
import io.banditpipeline.testkit.platform.PlatformRow;
import io.banditpipeline.testkit.source.RecordingSink;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A simulated Google Ads and a source that reads it. */
final class GoogleFixture implements AutoCloseable {
    static final String CLIENT_SECRET = "pl4nted-client-secret-4711";
    static final String REFRESH_TOKEN = "1//pl4nted-refresh-token-4712";
    static final Instant NOW = Instant.parse("2026-11-20T15:30:00Z");

    final ManualClock clock = new ManualClock(NOW);
    final GeneratedData data;
    final GoogleAdsSimulator simulator;

    GoogleFixture(UnaryOperator<GoogleAdsSimulatorBuilder> setup) {
        data = generated();
        simulator = setup.apply(GoogleAdsSimulator.builder(data, clock).user("client", CLIENT_SECRET, REFRESH_TOKEN))
                .start();
    }

    /** Two accounts of four campaigns, of which one has no ad groups. */
    static GeneratedData generated() {
        return GeneratedData.builder("google_ads")
                .seed(7)
                .accounts(2)
                .campaigns(4)
                .adGroups(2)
                .ads(3)
                .zones(ZoneId.of("America/New_York"), ZoneId.of("Asia/Tokyo"))
                .currencies(Currency.getInstance("USD"), Currency.getInstance("JPY"))
                .build();
    }

    static GoogleFixture plain() {
        return new GoogleFixture(setup -> setup);
    }

    GoogleAdsBuilder builder() {
        return GoogleAds.builder()
                .refreshToken("client", Secret.of(CLIENT_SECRET), Secret.of(REFRESH_TOKEN))
                .baseUri(simulator.apiUri())
                .tokenUri(simulator.tokenUri())
                .clock(clock)
                .waiter(clock);
    }

    Account account() {
        return data.accounts().get(0);
    }

    Slice slice(Level level, Granularity granularity, String first, String last) {
        return new Slice(
                "google_ads",
                account(),
                level,
                granularity,
                new DateRange(LocalDate.parse(first), LocalDate.parse(last)));
    }

    /**
     * What the platform knows, as text: hours that the clock shows twice are one, and what campaigns without ad groups
     * report stands for itself at the levels below.
     */
    List<String> truth(Slice slice) {
        Map<String, Metrics> rows = new TreeMap<>();
        add(rows, slice, slice.level(), entity -> Optional.of(entity.id()));
        if (slice.level() != Level.CAMPAIGN) {
            Set<EntityRef> withParts = data.entities(account(), clock.instant()).stream()
                    .filter(entity -> entity.ref().level() == Level.AD_GROUP)
                    .map(Entity::parent)
                    .collect(Collectors.toSet());
            add(
                    rows,
                    slice,
                    Level.CAMPAIGN,
                    entity ->
                            withParts.contains(entity) ? Optional.empty() : Optional.of("unattributed/" + entity.id()));
        }
        return rows.entrySet().stream()
                .map(row -> row.getKey() + " " + row.getValue())
                .toList();
    }

    private void add(Map<String, Metrics> rows, Slice slice, Level level, Function<EntityRef, Optional<String>> name) {
        ZoneId zone = slice.account().zone();
        for (PlatformRow row : data.rows(slice.account(), level, slice.granularity(), slice.days(), clock.instant())) {
            int hour = row.interval().start().atZone(zone).getHour();
            Instant start = slice.granularity() == Granularity.DAY
                    ? row.interval().start()
                    : Interval.hoursOf(row.interval().day(), zone).stream()
                            .map(Interval::start)
                            .filter(at -> at.atZone(zone).getHour() == hour)
                            .findFirst()
                            .orElseThrow();
            name.apply(row.entity())
                    .ifPresent(id ->
                            rows.merge(start + " " + new EntityRef(slice.level(), id), row.metrics(), Metrics::plus));
        }
    }

    static List<String> rows(RecordingSink sink) {
        return sink.rows().stream().map(GoogleFixture::text).sorted().toList();
    }

    private static String text(Observation row) {
        return row.interval().start() + " " + row.entity() + " " + row.metrics();
    }

    long calls(String endpoint) {
        return simulator.calls().getOrDefault(endpoint, 0L);
    }

    @Override
    public void close() {
        simulator.close();
    }
}
