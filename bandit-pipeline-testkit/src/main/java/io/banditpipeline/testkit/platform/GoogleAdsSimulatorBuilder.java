package io.banditpipeline.testkit.platform;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Sets a {@link GoogleAdsSimulator} up. Not thread-safe. */
public final class GoogleAdsSimulatorBuilder {
    final SimulatorSettings settings;
    final GoogleTokens tokens;
    final GoogleBudgets budgets;
    final Map<String, List<String>> managers = new LinkedHashMap<>();
    final Set<String> disabled = new TreeSet<>();
    final Map<String, List<ConversionAction>> conversionActions = new HashMap<>();
    final Map<String, TooMuch> tooMuch = new HashMap<>();
    final Set<String> audiences = new TreeSet<>();
    Set<String> versions = new TreeSet<>(Set.of("v23", "v24", "v25", "v26"));
    Optional<RateLimit> perAccount = Optional.empty();
    Optional<RateLimit> perProject = Optional.of(RateLimit.perDay(15_000));
    int batchRows = 10_000;
    int pageRows = 10_000;
    Duration pageTokenLife = Duration.ofHours(2);

    GoogleAdsSimulatorBuilder(PlatformData data, InstantSource clock) {
        settings = new SimulatorSettings(data, clock);
        tokens = new GoogleTokens(clock);
        budgets = new GoogleBudgets(clock);
    }

    /** Accepts an OAuth client and a refresh token of a user. */
    public GoogleAdsSimulatorBuilder user(String clientId, String clientSecret, String refreshToken) {
        tokens.addClient(clientId, clientSecret);
        tokens.addRefreshToken(refreshToken);
        return this;
    }

    /** Accepts assertions of a service account that are signed with RS256 by the key's other half. */
    public GoogleAdsSimulatorBuilder serviceAccount(String email, PublicKey key) {
        tokens.addServiceAccount(email, key);
        return this;
    }

    /** Accepts assertions that name this audience, besides the address of the simulator's own token endpoint. */
    public GoogleAdsSimulatorBuilder audience(String audience) {
        audiences.add(audience);
        return this;
    }

    /**
     * Puts accounts below a manager. They are only reached by calls whose {@code login-customer-id} names it. An
     * account below no manager is reached without one.
     */
    public GoogleAdsSimulatorBuilder manager(String managerId, String... accountIds) {
        managers.put(managerId, List.of(accountIds));
        return this;
    }

    /** Answers calls to the account with {@code CUSTOMER_NOT_ENABLED}. */
    public GoogleAdsSimulatorBuilder disabled(String accountId) {
        disabled.add(accountId);
        return this;
    }

    /** Gives an account one conversion action more; it has none at first. */
    public GoogleAdsSimulatorBuilder conversionAction(String accountId, ConversionAction action) {
        conversionActions
                .computeIfAbsent(accountId, absent -> new ArrayList<>())
                .add(action);
        return this;
    }

    /**
     * Sets a budget up. A campaign that is in none has one of its own, with the campaign's number and 50 units a day.
     *
     * @param explicitlyShared whether it is one that may feed several campaigns
     */
    public GoogleAdsSimulatorBuilder budget(
            String accountId, String budgetId, long amountMicros, boolean explicitlyShared, String... campaignIds) {
        budgets.add(accountId, budgetId, amountMicros, explicitlyShared, List.of(campaignIds));
        return this;
    }

    /** The least budget of a day, in micros; 1,000,000 unless set. */
    public GoogleAdsSimulatorBuilder leastDailyBudget(long micros) {
        budgets.setLeast(micros);
        return this;
    }

    /** From which size on an account does not answer queries; any size is answered unless set. */
    public GoogleAdsSimulatorBuilder tooMuch(String accountId, TooMuch bound) {
        tooMuch.put(accountId, bound);
        return this;
    }

    /** The versions of the API that are alive; v23 to v26 unless set. Three before them are sunset, others unknown. */
    public GoogleAdsSimulatorBuilder versions(String... alive) {
        versions = new TreeSet<>(Set.of(alive));
        return this;
    }

    /** Limits the calls of each account; no limit unless set. */
    public GoogleAdsSimulatorBuilder limitAccount(RateLimit limit) {
        perAccount = Optional.of(limit);
        return this;
    }

    /** Limits the operations of all accounts together; 15,000 a day unless set, as with basic access. */
    public GoogleAdsSimulatorBuilder limitProject(RateLimit limit) {
        perProject = Optional.of(limit);
        return this;
    }

    /** The rows in one element of a stream; 10,000 unless set. */
    public GoogleAdsSimulatorBuilder batchRows(int rows) {
        batchRows = positive("batchRows", rows);
        return this;
    }

    /** The rows of one page of a search; 10,000 unless set. */
    public GoogleAdsSimulatorBuilder pageRows(int rows) {
        pageRows = positive("pageRows", rows);
        return this;
    }

    /** For how long a page token is good; two hours unless set. */
    public GoogleAdsSimulatorBuilder pageTokenLife(Duration life) {
        pageTokenLife = life;
        return this;
    }

    /** Accepts more than the real platform: long ranges of dates, fields that are filtered but not selected. */
    public GoogleAdsSimulatorBuilder lenient() {
        settings.strict = false;
        return this;
    }

    /** Is away for a time. */
    public GoogleAdsSimulatorBuilder outage(Instant from, Instant to, Outage.Kind kind) {
        settings.outages.add(new Outage(from, to, kind));
        return this;
    }

    /** Fails a share of all requests: 503, 500, a broken stream or a reset connection. */
    public GoogleAdsSimulatorBuilder failRandomly(long seed, double rate) {
        settings.failRandomly(seed, rate);
        return this;
    }

    /** How many of the last requests the server keeps; 20,000 unless set. */
    public GoogleAdsSimulatorBuilder keptCalls(int calls) {
        settings.keptCalls = calls;
        return this;
    }

    /** Starts it. */
    public GoogleAdsSimulator start() {
        return new GoogleAdsSimulator(this);
    }

    private static int positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
        }
        return value;
    }
}
