package io.banditpipeline.examples.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.Pipeline;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.connectors.google.GoogleAds;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.platform.GeneratedData;
import io.banditpipeline.testkit.platform.GoogleAdsSimulator;
import io.banditpipeline.testkit.platform.HttpFault;
import io.banditpipeline.testkit.platform.HttpReply;
import io.banditpipeline.testkit.platform.PlatformData;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accounts do not wait for each other: one that is throttled for long and one that never answers delay nobody. */
class ThrottledAccountTest {
    private static final Logger LOG = LoggerFactory.getLogger(ThrottledAccountTest.class);
    private static final int ACCOUNTS = 20;
    private static final Currency USD = Currency.getInstance("USD");
    private static final String THROTTLED = """
            [{"error":{"code":429,"message":"Resource has been exhausted","status":"RESOURCE_EXHAUSTED","details":[{
            "@type":"type.googleapis.com/google.ads.googleads.v26.errors.GoogleAdsFailure","errors":[{
            "errorCode":{"quotaError":"RESOURCE_TEMPORARILY_EXHAUSTED"},"message":"Too many requests",
            "details":{"quotaErrorDetails":{"rateScope":"ACCOUNT","rateName":"x","retryDelay":"500s"}}}]}]}}]""";

    @Test
    @Timeout(120)
    void all_others_are_done_while_one_account_is_throttled_and_one_is_dead() throws InterruptedException {
        Duration quiet = collect(Set.of(), Set.of());
        Duration troubled = collect(Set.of(3), Set.of(7));
        LOG.info(
                "others done after {} ms, with a throttled and a dead account {} ms",
                quiet.toMillis(),
                troubled.toMillis());
        assertThat(troubled)
                .as("far less than the delay of 500 s or the silence of 60 s")
                .isLessThan(Duration.ofSeconds(45));
    }

    /** How long it takes until all other accounts are delivered; the bad ones are still waited for then. */
    private static Duration collect(Set<Integer> throttled, Set<Integer> dead) throws InterruptedException {
        PlatformData data = GeneratedData.builder("google_ads")
                .accounts(ACCOUNTS)
                .campaigns(2)
                .adGroups(1)
                .ads(1)
                .zones(ZoneOffset.UTC)
                .currencies(USD)
                .build();
        Secret refresh = Secret.of("pl4nted-refresh-token-of-" + throttled + dead);
        List<String> ids = data.accounts().stream().map(Account::id).toList();
        Set<String> bad = ConcurrentHashMap.newKeySet();
        throttled.forEach(number -> bad.add(ids.get(number)));
        dead.forEach(number -> bad.add(ids.get(number)));
        try (GoogleAdsSimulator simulator = GoogleAdsSimulator.builder(data, InstantSource.system())
                        .user("client", "pl4nted-client-secret", refresh.reveal())
                        .manager("9990001111", ids.toArray(String[]::new))
                        .start();
                GoogleAds google = GoogleAds.builder()
                        .refreshToken("client", Secret.of("pl4nted-client-secret"), refresh)
                        .loginCustomerId("9990001111")
                        .baseUri(simulator.apiUri())
                        .tokenUri(simulator.tokenUri())
                        .stallTimeout(Duration.ofSeconds(60))
                        .build();
                InMemoryStorage storage = new InMemoryStorage()) {
            Watched source =
                    new Watched(google, bad, new CountDownLatch(ACCOUNTS - bad.size()), ConcurrentHashMap.newKeySet());
            simulator.server().faults().always(call -> {
                boolean isThrottled =
                        throttled.stream().anyMatch(number -> call.path().contains(ids.get(number)));
                boolean isDead = dead.stream().anyMatch(number -> call.path().contains(ids.get(number)));
                return isThrottled
                        ? Optional.of(HttpFault.answer(HttpReply.json(429, THROTTLED)))
                        : isDead ? Optional.of(HttpFault.silence()) : Optional.empty();
            });
            Duration took;
            Thread run;
            try (Pipeline pipeline = Pipeline.builder()
                    .storeIn(storage)
                    .plan(
                            Platforms.CAMPAIGN,
                            Platforms.arms(List.of(data), InstantSource.system().instant()))
                    .collectFrom(source)
                    .historyDays(14)
                    .parallelism(4)
                    .closeWithin(Duration.ofSeconds(10))
                    .build()) {
                Instant begun = InstantSource.system().instant();
                run = new Thread(pipeline::runHourly, "run");
                run.start();
                assertThat(source.others().await(100, TimeUnit.SECONDS))
                        .as("the others are done")
                        .isTrue();
                took = Duration.between(begun, InstantSource.system().instant());
                assertThat(source.ended()).as("the bad ones are not").noneMatch(bad::contains);
            }
            run.join();
            return took;
        }
    }

    /** Notes which accounts were delivered. */
    private record Watched(MetricsSource source, Set<String> bad, CountDownLatch others, Set<String> ended)
            implements MetricsSource {
        @Override
        public String id() {
            return source.id();
        }

        @Override
        public List<Account> accounts() {
            return source.accounts();
        }

        @Override
        public SourceProfile profile() {
            return source.profile();
        }

        @Override
        public SourceProfile profile(Account account) {
            return source.profile(account);
        }

        @Override
        public void fetch(Slice slice, ObservationSink sink) {
            source.fetch(slice, sink);
            if (ended.add(slice.account().id()) && !bad.contains(slice.account().id())) {
                others.countDown();
            }
        }
    }
}
