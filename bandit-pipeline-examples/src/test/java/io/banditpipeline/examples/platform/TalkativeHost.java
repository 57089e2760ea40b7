package io.banditpipeline.examples.platform;

import io.banditpipeline.Pipeline;
import io.banditpipeline.PipelineBuilder;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.connectors.google.GoogleAds;
import io.banditpipeline.connectors.google.GoogleAdsBuilder;
import io.banditpipeline.connectors.meta.MetaAds;
import io.banditpipeline.connectors.tradedesk.TradeDesk;
import io.banditpipeline.jooq.JooqStorage;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.security.Secret;
import io.banditpipeline.store.Storage;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.platform.HttpCall;
import io.banditpipeline.testkit.platform.HttpFault;
import io.banditpipeline.testkit.platform.HttpHeader;
import io.banditpipeline.testkit.platform.LoopbackServer;
import io.banditpipeline.testkit.platform.RateLimit;
import io.banditpipeline.testkit.platform.RecordedCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * A host in a process of its own that prints all that it gets to see of connectors, in good times and in bad ones,
 * while everything is logged. What was secret on the wire it writes to a file.
 */
final class TalkativeHost {
    static final Secret DEVELOPER_TOKEN = Secret.of("pl4ntedDeveloperTokenX7");
    static final Secret TRADE_DESK_TOKEN = Secret.of("pl4nted+trade/desk=token-x8");
    static final Secret WRONG = Secret.of("pl4nted-wrong-credential-x9");

    private static final Instant BEGIN = Instant.parse("2026-03-16T16:00:00Z");
    private static final int CAMPAIGNS_OF_PAGES = 14;
    private static final Set<String> SECRET_HEADERS = Set.of("authorization", "developer-token", "ttd-auth");
    private static final Set<String> SECRET_FIELDS =
            Set.of("access_token", "appsecret_proof", "assertion", "client_secret", "refresh_token");

    private final ManualClock clock = new ManualClock(BEGIN);
    private final Set<String> secrets = new TreeSet<>();
    private final KeyPair key = rsa();
    private final Storage storage;
    private int runs;

    private TalkativeHost(Storage storage) {
        this.storage = storage;
    }

    /** @param arguments the database's file, the file for secrets, and optionally a text to log */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 2) {
            LoggerFactory.getLogger(TalkativeHost.class).debug("says {}", arguments[2]);
            return;
        }
        try (Storage storage = JooqStorage.sqlite(Path.of(arguments[0])).open()) {
            TalkativeHost host = new TalkativeHost(storage);
            host.talk();
            storage.alerts().latest(10_000).forEach(System.out::println);
            for (String platform : List.of("google_ads", "meta", "trade_desk")) {
                storage.apiCalls().latest(platform, false, 100_000).forEach(System.out::println);
            }
            Files.write(Path.of(arguments[1]), host.secrets);
            System.out.println("runs=" + host.runs);
            Runtime.getRuntime().halt(0); // as if killed, so that the journal of the database stays to be looked at
        }
    }

    private void talk() throws IOException {
        during("success", Platforms.Trouble.none(), platforms -> platforms.sources(clock), platforms -> {});
        during("other credentials", Platforms.Trouble.none(), this::otherSources, platforms -> {});
        during("wrong credentials", Platforms.Trouble.none(), this::wrongSources, platforms -> {});
        during("throttling", throttling(), platforms -> platforms.sources(clock), platforms -> {});
        during("broken streams", Platforms.Trouble.none(), this::otherSources, TalkativeHost::breakStreams);
        during("ended tokens", Platforms.Trouble.none(), platforms -> platforms.sources(clock), platforms -> {
            platforms.google.expireTokens();
            platforms.meta.expireToken();
            platforms.tradeDesk.expireTokens();
        });
        during("revoked", Platforms.Trouble.none(), platforms -> platforms.sources(clock), platforms -> {
            platforms.google.revokeGrants();
            platforms.meta.deauthorise();
            platforms.tradeDesk.revokeCredentials();
        });
        for (boolean tokensToo : new boolean[] {false, true}) {
            EchoedCredentials toUser = new EchoedCredentials(Platforms.TRADE_DESK_LOGIN);
            during("echo", toUser, platforms -> platforms.sources(clock), tokensToo);
            during("echo to others", new EchoedCredentials(""), this::otherSources, tokensToo);
        }
        budgets();
        badSettings();
    }

    private void budgets() {
        System.out.println("== budgets");
        try (Platforms platforms = new Platforms(clock, Platforms.generated(2, 2), with(Platforms.Trouble.none()))) {
            int published = new TalkativeBudgets(storage, clock).talk(platforms, platforms.sources(clock));
            servers(platforms).forEach(server -> server.calls().forEach(this::note));
            System.out.println("published=" + published);
        }
    }

    /** Makes sources of platforms. */
    private interface Sources {
        List<MetricsSource> of(Platforms platforms);
    }

    /** Disturbs platforms between two runs. */
    private interface Disturbance {
        void of(Platforms platforms);
    }

    private void during(String what, EchoedCredentials echo, Sources sources, boolean tokensToo) {
        during(what, Platforms.Trouble.none(), sources, platforms -> {
            servers(platforms).forEach(server -> server.faults().always(echo));
            echo.on(tokensToo);
        });
        echo.off();
    }

    /** Collects, disturbs and collects again, with more campaigns than fit on a page of a report. */
    private void during(String what, Platforms.Trouble trouble, Sources made, Disturbance disturbance) {
        System.out.println("== " + what);
        clock.advance(Duration.ofDays(1));
        try (Platforms platforms = new Platforms(clock, Platforms.generated(2, CAMPAIGNS_OF_PAGES), with(trouble))) {
            List<MetricsSource> sources = made.of(platforms);
            System.out.println(sources);
            run(platforms, sources);
            disturbance.of(platforms);
            clock.advance(Duration.ofDays(1));
            run(platforms, sources);
            sources.forEach(this::call);
            servers(platforms).forEach(server -> server.calls().forEach(this::note));
        }
    }

    private void run(Platforms platforms, List<MetricsSource> sources) {
        PipelineBuilder builder = Pipeline.builder()
                .storeIn(storage)
                .plan(Platforms.CAMPAIGN, platforms.arms(BEGIN))
                .clock(clock)
                .waitWith(clock)
                .historyDays(40);
        sources.forEach(builder::collectFrom);
        try (Pipeline pipeline = builder.build()) {
            RunReport report = pipeline.runDaily();
            System.out.println(report);
            report.steps().forEach(step -> step.withAllParts().forEach(System.out::println));
            System.out.println(pipeline.health());
            runs++;
        }
    }

    /** Calls a source without a pipeline between, and shows what it throws. */
    private void call(MetricsSource source) {
        show(source::accounts);
        show(() -> source.notices(clock.instant()));
        Account account = accountOf(source);
        show(() -> source.entities(account));
        show(() -> source.profile(account));
    }

    private static Account accountOf(MetricsSource source) {
        return Platforms.generated(2, 1).stream()
                .flatMap(data -> data.accounts().stream())
                .filter(account -> account.platform().equals(source.id()))
                .findFirst()
                .orElseThrow();
    }

    private static void show(Callable<?> call) {
        try {
            System.out.println(call.call());
        } catch (Exception e) {
            e.printStackTrace(System.out); // with causes and what was suppressed
        }
    }

    private List<MetricsSource> otherSources(Platforms platforms) {
        return others(
                platforms,
                DEVELOPER_TOKEN,
                builder -> builder.serviceAccount("robot@project.example", Secret.of(pem())),
                TRADE_DESK_TOKEN,
                Platforms.META_APP_SECRET);
    }

    private List<MetricsSource> wrongSources(Platforms platforms) {
        return others(
                platforms, DEVELOPER_TOKEN, builder -> builder.refreshToken("client.apps", WRONG, WRONG), WRONG, WRONG);
    }

    private List<MetricsSource> others(
            Platforms platforms, Secret developer, UnaryOperator<GoogleAdsBuilder> google, Secret desk, Secret app) {
        Platforms.Addresses at = platforms.addresses();
        return List.of(
                google.apply(GoogleAds.builder())
                        .developerToken(developer)
                        .loginCustomerId(Platforms.MANAGER)
                        .baseUri(at.googleApi())
                        .tokenUri(at.googleToken())
                        .clock(clock)
                        .waiter(clock)
                        .build(),
                MetaAds.builder()
                        .accessToken(Platforms.META_TOKEN)
                        .appSecret(app)
                        .baseUri(at.meta())
                        .clock(clock)
                        .waiter(clock)
                        .build(),
                TradeDesk.builder()
                        .token(desk)
                        .partners("partner1")
                        .template("bandit-daily")
                        .baseUri(at.tradeDesk())
                        .clock(clock)
                        .waiter(clock)
                        .build());
    }

    private Platforms.Trouble with(Platforms.Trouble trouble) {
        return new Platforms.Trouble(
                google -> trouble.google().apply(google.serviceAccount("robot@project.example", key.getPublic())),
                trouble.meta(),
                desk -> trouble.tradeDesk().apply(desk.token(TRADE_DESK_TOKEN.reveal())));
    }

    private static Platforms.Trouble throttling() {
        RateLimit limit = new RateLimit(5, Duration.ofMinutes(1), Duration.ofSeconds(20));
        return new Platforms.Trouble(
                google -> google.limitAccount(limit),
                meta -> meta.limitAccount(limit),
                desk -> desk.limitEndpoint(limit));
    }

    private static void breakStreams(Platforms platforms) {
        servers(platforms).forEach(server -> server.faults()
                .randomly(
                        5, 0.6, call -> true, HttpFault.cutAfter(40), HttpFault.truncatedGzip(30), HttpFault.reset()));
    }

    private static Stream<LoopbackServer> servers(Platforms platforms) {
        return Stream.of(
                platforms.google.server(),
                platforms.meta.server(),
                platforms.tradeDesk.server(),
                platforms.tradeDesk.storageServer());
    }

    /** Builders that are given credentials which cannot be right. */
    private static void badSettings() throws IOException {
        Secret broken = Secret.of(WRONG.reveal() + "\nsecond line");
        Path file = Files.createTempFile("planted", ".json");
        Files.writeString(file, "{ no json " + WRONG.reveal());
        List<Supplier<Object>> attempts = new ArrayList<>(List.of(
                () -> GoogleAds.builder().serviceAccount("robot@project.example", WRONG),
                () -> GoogleAds.builder().serviceAccount(file),
                () -> GoogleAds.builder()
                        .refreshToken("x", WRONG, WRONG)
                        .developerToken(broken)
                        .build(),
                () -> GoogleAds.builder().developerToken(WRONG).developerToken(WRONG),
                () -> MetaAds.builder().accessToken(WRONG).appSecret(broken).accessToken(WRONG),
                () -> MetaAds.builder().accessToken(WRONG),
                () -> MetaAds.builder().accessToken(broken).build(),
                () -> TradeDesk.builder()
                        .token(WRONG)
                        .login(Platforms.TRADE_DESK_LOGIN, WRONG)
                        .build(),
                () -> TradeDesk.builder().token(broken)));
        attempts.forEach(attempt -> show(attempt::get));
        Files.delete(file);
    }

    /** Notes what was secret of a call, as it was sent. */
    private void note(RecordedCall recorded) {
        HttpCall call = recorded.call();
        call.headers().stream()
                .filter(header -> SECRET_HEADERS.contains(header.name().toLowerCase(Locale.ROOT)))
                .map(HttpHeader::value)
                .map(value -> value.substring(value.lastIndexOf(' ') + 1))
                .forEach(secrets::add);
        Stream.of(call.parameters(), call.form())
                .flatMap(fields -> fields.entrySet().stream())
                .filter(field -> SECRET_FIELDS.contains(field.getKey()))
                .forEach(field -> secrets.addAll(field.getValue()));
    }

    private String pem() {
        String base64 = Base64.getMimeEncoder().encodeToString(key.getPrivate().getEncoded());
        for (String line : base64.split("\r\n")) {
            secrets.add(line);
        }
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("RSA is in every JDK", e);
        }
    }
}
