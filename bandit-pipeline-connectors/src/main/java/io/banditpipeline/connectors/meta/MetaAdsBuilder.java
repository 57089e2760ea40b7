package io.banditpipeline.connectors.meta;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.internal.http.ApiClient;
import io.banditpipeline.connectors.internal.http.ApiClientSettings;
import io.banditpipeline.connectors.internal.meta.AccountIds;
import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.security.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link MetaAds}. Each setter refuses a second value with an {@link IllegalStateException} and a bad one with
 * an {@link IllegalArgumentException}. Not thread-safe.
 */
public final class MetaAdsBuilder {
    private static final Set<String> CLICK_WINDOWS = Set.of("1d_click", "7d_click", "28d_click");
    private static final Set<String> VIEW_WINDOWS = Set.of("1d_view");
    private static final int LONGEST_LOOKBACK = 1_000;
    private static final int LONGEST_ID = 190;

    private final Set<String> set = new HashSet<>();
    private final Map<String, PurchaseRule> special = new HashMap<>();
    private String id = MetaAds.PLATFORM;
    private @Nullable Secret accessToken;
    private @Nullable Secret appSecret;
    private String apiVersion = MetaVersions.DEFAULT;
    private URI baseUri = URI.create("https://graph.facebook.com");
    private Level level = Level.CAMPAIGN;
    private Set<Granularity> granularities = Set.of(Granularity.DAY, Granularity.HOUR);
    private List<String> accounts = List.of();
    private int lookbackDays = MetaAds.LOOKBACK_DAYS;
    private List<String> windows = List.of();
    private PurchaseRule purchases = PurchaseRule.DEFAULT;
    private @Nullable Instant tokenExpiresAt;
    private int reportRunsPerDay = 10;
    private InstantSource clock = InstantSource.system();
    private Waiter waiter = Waiter.realTime();
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration stallTimeout = Duration.ofSeconds(60);
    private Duration longestWait = Duration.ofSeconds(60);
    private @Nullable Function<ApiClientSettings, ApiClient> clients;

    MetaAdsBuilder() {}

    /** The stable name that watermarks are kept under; {@code "meta"} by default. Two sources need two names. */
    public MetaAdsBuilder id(String value) {
        once("id");
        require(!value.isBlank() && value.length() <= LONGEST_ID, "id", value, "it must have 1 to 190 characters");
        id = value;
        return done("id");
    }

    /** The access token, best of a system user, with the right {@code ads_read}; mandatory. */
    public MetaAdsBuilder accessToken(Secret value) {
        once("accessToken");
        accessToken = nonBlank("accessToken", value);
        return done("accessToken");
    }

    /** The secret of the token's app; without it, no proof of it is sent. An app may be set to demand the proof. */
    public MetaAdsBuilder appSecret(Secret value) {
        once("appSecret");
        appSecret = nonBlank("appSecret", value);
        return done("appSecret");
    }

    /** When the access token expires, so that it is told before; by default it is taken not to. */
    public MetaAdsBuilder tokenExpiresAt(Instant value) {
        once("tokenExpiresAt");
        tokenExpiresAt = Objects.requireNonNull(value, "tokenExpiresAt");
        return done("tokenExpiresAt");
    }

    /** The version of the Marketing API, {@code "v26.0"} by default. */
    public MetaAdsBuilder apiVersion(String value) {
        once("apiVersion");
        require(MetaVersions.isValid(value), "apiVersion", value, "it must be like " + MetaVersions.DEFAULT);
        apiVersion = value;
        return done("apiVersion");
    }

    /**
     * The address of the API without a version, for simulators and proxies; {@code https://graph.facebook.com} by
     * default.
     */
    public MetaAdsBuilder baseUri(URI value) {
        once("baseUri");
        boolean web = "https".equals(value.getScheme()) || "http".equals(value.getScheme());
        require(
                web && value.getHost() != null && value.getRawQuery() == null && value.getRawUserInfo() == null,
                "baseUri",
                value.getScheme() + "://" + value.getHost(),
                "it must be an http(s) address without user and query");
        require(
                !value.getPath().matches(".*/v[0-9.]+/?"),
                "baseUri",
                value.getPath(),
                "it must not end with a version, which apiVersion adds");
        baseUri = value;
        return done("baseUri");
    }

    /** The level of the rows, {@link Level#CAMPAIGN} by default; {@link Level#ACCOUNT} is refused. */
    public MetaAdsBuilder level(Level value) {
        once("level");
        require(value != Level.ACCOUNT, "level", value, "it must be CAMPAIGN, AD_GROUP or AD");
        level = value;
        return done("level");
    }

    /** Reads rows by the hour only; by default it can do hours and days. */
    public MetaAdsBuilder hourly() {
        once("hourly");
        granularities = Set.of(Granularity.HOUR);
        return done("hourly");
    }

    /** The accounts, as {@code "act_123"} or {@code "123"}; by default all that the token may read. */
    public MetaAdsBuilder accounts(String... ids) {
        once("accounts");
        require(ids.length > 0, "accounts", "", "name at least one, or leave it out for all");
        for (String account : ids) {
            require(AccountIds.isValid(account), "accounts", account, "an account is act_ and digits");
        }
        accounts = Stream.of(ids).map(AccountIds::withPrefix).distinct().toList();
        return done("accounts");
    }

    /** How many past days may still change, 31 by default: Meta's 28 and a margin of 3. From 0 to 1000. */
    public MetaAdsBuilder lookbackDays(int value) {
        once("lookbackDays");
        require(value >= 0 && value <= LONGEST_LOOKBACK, "lookbackDays", value, "it must be 0 to 1000");
        lookbackDays = value;
        return done("lookbackDays");
    }

    /**
     * The attribution windows whose conversions count: a click window ({@code 1d_click}, {@code 7d_click},
     * {@code 28d_click}), a view window ({@code 1d_view}), or one of each, which are added. By default what counts is
     * what each ad set is set to.
     */
    public MetaAdsBuilder attributionWindows(String... values) {
        once("attributionWindows");
        List<String> chosen = List.of(values);
        long clicks = chosen.stream().filter(CLICK_WINDOWS::contains).count();
        long views = chosen.stream().filter(VIEW_WINDOWS::contains).count();
        require(
                clicks <= 1 && views <= 1 && clicks + views == chosen.size() && !chosen.isEmpty(),
                "attributionWindows",
                chosen,
                "name one of 1d_click, 7d_click and 28d_click, or 1d_view, or one of the former and 1d_view; Meta"
                        + " returns 7d_view and 28d_view no more");
        windows = chosen;
        return done("attributionWindows");
    }

    /**
     * Which types of action are purchases, best first: of a row, those of the first rank that is there count, and no
     * others, since Meta reports one purchase under several types. Types joined by {@code +} are parts, which are
     * added. By default {@code "omni_purchase"}, {@code "purchase"}, and {@code "offsite_conversion.fb_pixel_purchase +
     * app_custom_event.fb_mobile_purchase + onsite_conversion.purchase"}.
     */
    public MetaAdsBuilder purchaseActions(String... ranks) {
        once("purchaseActions");
        purchases = PurchaseRule.of(ranks);
        return done("purchaseActions");
    }

    /**
     * Which types of action are purchases in one account, campaign, ad set or ad: that of the row's own object counts
     * before that of its account.
     *
     * @param of the id of the account, such as {@code "act_123"}, or of an object at the level of the rows
     * @param ranks as of {@link #purchaseActions}
     */
    public MetaAdsBuilder purchaseActionsOf(String of, String... ranks) {
        once("purchaseActionsOf " + of);
        require(AccountIds.isValid(of), "purchaseActionsOf", of, "it must be the id of an account or object");
        special.put(of, PurchaseRule.of(ranks));
        return done("purchaseActionsOf " + of);
    }

    /** The most report runs of an account within 24 hours, 10 by default; after that, smaller questions are asked. */
    public MetaAdsBuilder reportRunsPerDay(int value) {
        once("reportRunsPerDay");
        require(value >= 0, "reportRunsPerDay", value, "it must not be negative");
        reportRunsPerDay = value;
        return done("reportRunsPerDay");
    }

    /** The time; the system's clock by default. */
    public MetaAdsBuilder clock(InstantSource value) {
        once("clock");
        clock = Objects.requireNonNull(value, "clock");
        return done("clock");
    }

    /** Waits; in real time by default. */
    public MetaAdsBuilder waiter(Waiter value) {
        once("waiter");
        waiter = Objects.requireNonNull(value, "waiter");
        return done("waiter");
    }

    /** How long it may take to connect; 10 seconds by default. */
    public MetaAdsBuilder connectTimeout(Duration value) {
        once("connectTimeout");
        connectTimeout = positive("connectTimeout", value);
        return done("connectTimeout");
    }

    /** The longest silence of a connection, before and during an answer; 60 seconds by default. */
    public MetaAdsBuilder stallTimeout(Duration value) {
        once("stallTimeout");
        stallTimeout = positive("stallTimeout", value);
        return done("stallTimeout");
    }

    /**
     * The longest single wait that a fetch sits out; 60 seconds by default. What takes longer is told with its delay,
     * so that the pipeline comes back; also between two looks at a report run, which are up to 60 seconds apart.
     */
    public MetaAdsBuilder longestWait(Duration value) {
        once("longestWait");
        longestWait = positive("longestWait", value);
        return done("longestWait");
    }

    /** Who makes the calls: for tests. */
    MetaAdsBuilder clients(Function<ApiClientSettings, ApiClient> value) {
        clients = value;
        return this;
    }

    /**
     * Builds the source. Meta is not called yet.
     *
     * @throws ConfigurationException if the access token is missing
     */
    public MetaAds build() {
        List<String> problems = new ArrayList<>();
        if (accessToken == null) {
            problems.add("accessToken is missing: make one for a system user with the right ads_read");
        }
        special.keySet().stream()
                .filter(of -> of.startsWith("act_") && !accounts.isEmpty() && !accounts.contains(of))
                .forEach(of ->
                        problems.add("purchaseActionsOf names " + of + ", which is none of the accounts " + accounts));
        if (!problems.isEmpty()) {
            throw new ConfigurationException("Meta source", problems);
        }
        MetaSettings settings = new MetaSettings(
                id,
                Objects.requireNonNull(accessToken, "accessToken"),
                appSecret,
                apiVersion,
                baseUri,
                level,
                granularities,
                accounts,
                lookbackDays,
                new PurchaseTypes(purchases, special, windows),
                tokenExpiresAt,
                reportRunsPerDay,
                clock,
                waiter,
                connectTimeout,
                stallTimeout,
                longestWait);
        return Optional.ofNullable(clients)
                .map(factory -> new MetaAds(settings, factory))
                .orElseGet(() -> new MetaAds(settings));
    }

    private void once(String property) {
        if (set.contains(property)) {
            throw new IllegalStateException(property + " is set already; set it once");
        }
    }

    private MetaAdsBuilder done(String property) {
        set.add(property);
        return this;
    }

    private static void require(boolean valid, String property, Object value, String rule) {
        if (!valid) {
            throw new IllegalArgumentException(property + " is '" + value + "': " + rule);
        }
    }

    private static Secret nonBlank(String property, Secret value) {
        if (value.reveal().isBlank()) {
            throw new IllegalArgumentException(property + " must not be blank");
        }
        return value;
    }

    private static Duration positive(String property, Duration value) {
        require(!value.isNegative() && !value.isZero(), property, value, "it must be positive");
        return value;
    }

    /** What is set so far, without secrets. */
    @Override
    public String toString() {
        return "MetaAdsBuilder[id=" + id + " version=" + apiVersion + " level=" + level + " accounts=" + accounts + "]";
    }
}
