package io.banditpipeline.connectors.google;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.internal.google.GoogleErrors;
import io.banditpipeline.connectors.internal.http.ApiClient;
import io.banditpipeline.connectors.internal.http.ApiClientSettings;
import io.banditpipeline.connectors.internal.http.Authorization;
import io.banditpipeline.connectors.internal.http.HttpApiClient;
import io.banditpipeline.connectors.internal.rate.Governor;
import io.banditpipeline.connectors.internal.rate.Governors;
import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.security.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link GoogleAds} source. Credentials are mandatory, everything else has a default.
 *
 * <p>Each value refuses to be set twice with an {@link IllegalStateException}, and a bad one at once with an
 * {@link IllegalArgumentException}. Not thread-safe.
 */
public final class GoogleAdsBuilder {
    private static final URI BASE = URI.create("https://googleads.googleapis.com");
    private static final URI TOKENS = URI.create("https://oauth2.googleapis.com/token");
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration STALL = Duration.ofMinutes(3);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final int MOST_LOOKBACK_DAYS = 1_096;

    private @Nullable String id;
    private @Nullable Level level;
    private @Nullable Boolean hourly;
    private @Nullable List<String> accounts;
    private @Nullable Integer lookbackDays;
    private @Nullable String apiVersion;
    private @Nullable String loginCustomerId;
    private @Nullable Secret developerToken;
    private @Nullable RefreshTokenGrant user;
    private @Nullable ServiceAccountKey serviceAccount;
    private @Nullable String subject;
    private @Nullable Integer operationsPerDay;
    private @Nullable URI baseUri;
    private @Nullable URI tokenUri;
    private @Nullable InstantSource clock;
    private @Nullable Waiter waiter;
    private @Nullable Duration stallTimeout;
    private @Nullable Duration longestWait;
    private Function<ApiClientSettings, ApiClient> clients = HttpApiClient::new;

    GoogleAdsBuilder() {}

    /** The stable name that watermarks are kept under; {@code "google_ads"} by default. Two sources need two names. */
    public GoogleAdsBuilder id(String value) {
        id = once("id", id, notBlank("id", value));
        return this;
    }

    /** The level of its rows; {@link Level#CAMPAIGN} by default. {@link Level#ACCOUNT} is refused. */
    public GoogleAdsBuilder level(Level value) {
        if (value == Level.ACCOUNT) {
            throw new IllegalArgumentException("level must be CAMPAIGN, AD_GROUP or AD, but is " + value);
        }
        level = once("level", level, value);
        return this;
    }

    /** Only rows by hour; by default both hours and days can be fetched. */
    public GoogleAdsBuilder hourly() {
        hourly = once("hourly", hourly, true);
        return this;
    }

    /**
     * The accounts that are read, with or without dashes; by default all enabled ones that the credentials reach.
     *
     * @throws IllegalArgumentException if one is no id, or is named twice
     */
    public GoogleAdsBuilder accounts(String... ids) {
        List<String> list =
                Stream.of(ids).map(text -> CustomerIds.of("accounts", text)).toList();
        if (list.isEmpty() || new HashSet<>(list).size() < list.size()) {
            throw new IllegalArgumentException(
                    "accounts must name at least one account, and each once, but is " + list);
        }
        accounts = once("accounts", accounts, list);
        return this;
    }

    /**
     * How many past days may still change; by default the account's longest conversion window and a week. Accounts that
     * adjust conversions later need more, up to 145.
     *
     * @param value 1 to 1096
     */
    public GoogleAdsBuilder lookbackDays(int value) {
        if (value < 1 || value > MOST_LOOKBACK_DAYS) {
            throw new IllegalArgumentException(
                    "lookbackDays must be from 1 to " + MOST_LOOKBACK_DAYS + ", but is " + value);
        }
        lookbackDays = once("lookbackDays", lookbackDays, value);
        return this;
    }

    /** The version of the API, such as {@code "v26"}, which is the default. */
    public GoogleAdsBuilder apiVersion(String value) {
        if (!ApiVersions.isName(value)) {
            throw new IllegalArgumentException("apiVersion must be like v26, but is \"" + value + "\"");
        }
        apiVersion = once("apiVersion", apiVersion, value);
        return this;
    }

    /** The manager account through which accounts are reached, with or without dashes; by default it is looked for. */
    public GoogleAdsBuilder loginCustomerId(String value) {
        loginCustomerId = once("loginCustomerId", loginCustomerId, CustomerIds.of("loginCustomerId", value));
        return this;
    }

    /** A developer token; by default none is sent, since Google does not read it any more. */
    public GoogleAdsBuilder developerToken(Secret value) {
        developerToken = once("developerToken", developerToken, value);
        return this;
    }

    /** Credentials of a user: an OAuth client and the refresh token that the user gave to it. */
    public GoogleAdsBuilder refreshToken(String clientId, Secret clientSecret, Secret refreshToken) {
        RefreshTokenGrant grant = new RefreshTokenGrant(
                notBlank("clientId", clientId),
                notBlank("clientSecret", clientSecret),
                notBlank("refreshToken", refreshToken));
        user = once("refreshToken", user, grant);
        return this;
    }

    /**
     * Credentials of a service account, by the key file of the Google Cloud console. Read at once.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public GoogleAdsBuilder serviceAccount(Path keyFile) {
        serviceAccount = once("serviceAccount", serviceAccount, ServiceAccountKey.read(keyFile));
        return this;
    }

    /**
     * Credentials of a service account.
     *
     * @param email its address
     * @param privateKey its private key in PEM, PKCS #8
     * @throws IllegalArgumentException if the key cannot be read
     */
    public GoogleAdsBuilder serviceAccount(String email, Secret privateKey) {
        serviceAccount =
                once("serviceAccount", serviceAccount, ServiceAccountKey.of(notBlank("email", email), privateKey));
        return this;
    }

    /** The user that the service account speaks for, where its domain lets it; by default it speaks for itself. */
    public GoogleAdsBuilder subject(String email) {
        subject = once("subject", subject, notBlank("subject", email));
        return this;
    }

    /**
     * The most calls a day of all accounts together, as the access level of the Google Cloud project has it, such as
     * 2880 or 15000; by default unknown, so that only Google's answers limit them.
     *
     * @param value at least 1
     */
    public GoogleAdsBuilder operationsPerDay(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("operationsPerDay must be at least 1, but is " + value);
        }
        operationsPerDay = once("operationsPerDay", operationsPerDay, value);
        return this;
    }

    /**
     * Where the API is, without a version, for proxies and simulators; {@code https://googleads.googleapis.com} by
     * default.
     */
    public GoogleAdsBuilder baseUri(URI value) {
        baseUri = once("baseUri", baseUri, secure("baseUri", value));
        if (value.getPath().matches(".*/v[0-9]+/?")) {
            throw new IllegalArgumentException(
                    "baseUri must not end with a version, which apiVersion adds, but its path is " + value.getPath());
        }
        return this;
    }

    /**
     * Where access tokens are given out, for proxies and simulators; by default what the key file names, or
     * {@code https://oauth2.googleapis.com/token}.
     */
    public GoogleAdsBuilder tokenUri(URI value) {
        tokenUri = once("tokenUri", tokenUri, secure("tokenUri", value));
        return this;
    }

    /** The time; the system's by default. */
    public GoogleAdsBuilder clock(InstantSource value) {
        clock = once("clock", clock, value);
        return this;
    }

    /** Waits between calls; in real time by default. */
    public GoogleAdsBuilder waiter(Waiter value) {
        waiter = once("waiter", waiter, value);
        return this;
    }

    /** The longest silence of a connection, before and during an answer; 3 minutes by default. */
    public GoogleAdsBuilder stallTimeout(Duration value) {
        stallTimeout = once("stallTimeout", stallTimeout, positive("stallTimeout", value));
        return this;
    }

    /** The longest wait that a call sits out itself before it fails as throttled; 60 seconds by default. */
    public GoogleAdsBuilder longestWait(Duration value) {
        longestWait = once("longestWait", longestWait, positive("longestWait", value));
        return this;
    }

    /** Makes what calls, for tests. */
    GoogleAdsBuilder clients(Function<ApiClientSettings, ApiClient> factory) {
        clients = factory;
        return this;
    }

    /**
     * Builds the source. Nothing is called yet.
     *
     * @throws ConfigurationException if credentials are missing, or there are two kinds of them
     */
    public GoogleAds build() {
        List<String> problems = new ArrayList<>();
        if (user == null && serviceAccount == null) {
            problems.add("credentials are missing: set refreshToken(...) or serviceAccount(...)");
        }
        if (user != null && serviceAccount != null) {
            problems.add("refreshToken and serviceAccount are both set: set one of them");
        }
        if (subject != null && serviceAccount == null) {
            problems.add("subject is set, but only a serviceAccount can speak for another user");
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException("Google Ads source", problems);
        }
        InstantSource time = orElse(clock, InstantSource.system());
        GoogleConnection connection = connection(time);
        AccountDirectory directory =
                new AccountDirectory(connection.calls(), loginCustomerId, orElse(accounts, List.of()));
        GoogleAds.Settings settings = new GoogleAds.Settings(
                orElse(id, GoogleAds.PLATFORM),
                orElse(level, Level.CAMPAIGN),
                hourly == null ? Set.of(Granularity.DAY, Granularity.HOUR) : Set.of(Granularity.HOUR),
                orElse(apiVersion, ApiVersions.DEFAULT),
                lookbackDays == null ? OptionalInt.empty() : OptionalInt.of(lookbackDays),
                time);
        return new GoogleAds(settings, connection, directory);
    }

    private GoogleConnection connection(InstantSource time) {
        URI base = orElse(baseUri, BASE);
        URI tokenAddress = tokenAddress();
        Grant grant = grant(tokenAddress);
        Governor governor = Governors.of(
                GoogleAds.PLATFORM, base, Secret.of(grant.owner()), time, orElse(waiter, Waiter.realTime()));
        ApiClient tokenClient = clients.apply(settings(Authorization.NONE, grant, governor, time));
        AccessTokens tokens = new AccessTokens(tokenClient, grant, tokenAddress, base, developerToken, time);
        ApiClient client = clients.apply(settings(tokens, grant, governor, time));
        SearchCalls calls =
                new SearchCalls(client, base, orElse(apiVersion, ApiVersions.DEFAULT), orElse(operationsPerDay, 0));
        return new GoogleConnection(client, tokenClient, tokens, calls, governor);
    }

    private URI tokenAddress() {
        URI ofKey = serviceAccount == null ? TOKENS : serviceAccount.tokenUri().orElse(TOKENS);
        return orElse(tokenUri, ofKey);
    }

    private Grant grant(URI tokenAddress) {
        return user != null
                ? user
                : new ServiceAccountGrant(
                        Objects.requireNonNull(serviceAccount, "serviceAccount"), subject, tokenAddress.toString());
    }

    private ApiClientSettings settings(
            Authorization authorization, Grant grant, Governor governor, InstantSource time) {
        Set<Secret> secrets = new HashSet<>(grant.secrets());
        if (developerToken != null) {
            secrets.add(developerToken);
        }
        return new ApiClientSettings(
                GoogleAds.PLATFORM,
                authorization,
                new GoogleErrors(),
                (request, answer) -> List.of(),
                authorization == Authorization.NONE ? (request, failure) -> "token" : SearchCalls::throttled,
                governor,
                secrets,
                time,
                orElse(waiter, Waiter.realTime()),
                CONNECT,
                orElse(stallTimeout, STALL),
                orElse(longestWait, LONGEST_WAIT));
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    private static <T> T once(String property, @Nullable T current, T value) {
        Objects.requireNonNull(value, property);
        if (current != null) {
            throw new IllegalStateException(property + " was already set");
        }
        return value;
    }

    private static String notBlank(String property, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(property + " must not be blank");
        }
        return value;
    }

    private static Secret notBlank(String property, Secret value) {
        notBlank(property, value.reveal());
        return value;
    }

    private static Duration positive(String property, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(property + " must be positive, but is " + value);
        }
        return value;
    }

    /** Credentials are sent there: in the clear only within this machine. */
    private static URI secure(String property, URI value) {
        String host = value.getHost();
        boolean local =
                host != null && Set.of("localhost", "127.0.0.1", "[::1]").contains(host);
        boolean good = host != null && ("https".equals(value.getScheme()) || local && "http".equals(value.getScheme()));
        if (!good || value.getUserInfo() != null || value.getQuery() != null) {
            throw new IllegalArgumentException(
                    property + " must be an https address without user and query, but its scheme is "
                            + value.getScheme() + " and its host " + host);
        }
        return value;
    }
}
