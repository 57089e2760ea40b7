package io.banditpipeline.testkit.platform;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Google Ads on loopback HTTP: OAuth 2, {@code googleAds:searchStream} and {@code :search} with a query language that
 * is really read, and budgets. Rejects what the real one would reject, with its errors, unless it is told to be
 * lenient. This class is thread-safe.
 */
public final class GoogleAdsSimulator implements AutoCloseable {
    private final SimulatedPlatform platform;
    private final GoogleTokens tokens;
    private final GoogleBudgets budgets;

    GoogleAdsSimulator(GoogleAdsSimulatorBuilder builder) {
        tokens = builder.tokens;
        budgets = builder.budgets;
        GoogleApi api = new GoogleApi(builder);
        platform = new SimulatedPlatform(builder.settings, api, GoogleApi::outage);
        api.attach(platform);
    }

    /** A simulator of these accounts, which reads the time from the clock. */
    public static GoogleAdsSimulatorBuilder builder(PlatformData data, InstantSource clock) {
        return new GoogleAdsSimulatorBuilder(data, clock);
    }

    /** The address of the API, in place of {@code https://googleads.googleapis.com}; paths begin with the version. */
    public URI apiUri() {
        return platform.uri();
    }

    /** The address of the token endpoint, in place of {@code https://oauth2.googleapis.com/token}. */
    public URI tokenUri() {
        return platform.uri().resolve("/token");
    }

    /** The server beneath: all requests, and faults to plan. */
    public LoopbackServer server() {
        return platform.server();
    }

    /**
     * Requests that reached the API, by endpoint: {@code token}, {@code searchStream}, {@code search},
     * {@code listAccessibleCustomers}, {@code campaignBudgets:mutate} and {@code unknown}.
     */
    public Map<String, Long> calls() {
        return platform.calls();
    }

    /** How many calls were answered that a quota is exhausted. */
    public long throttled() {
        return platform.throttled();
    }

    /** The calls that came before the delay was over that their client had been told. */
    public List<EarlyCall> earlyCalls() {
        return platform.early();
    }

    /** How many requests were failed on purpose, by outages, random failures and planned faults. */
    public long failedOnPurpose() {
        return platform.server().faults().planted();
    }

    /** All changes of budgets that were accepted, oldest first. */
    public List<BudgetWrite> budgetWrites() {
        return budgets.writes();
    }

    /** The amount of a budget in micros; empty for a budget that nobody has asked for or set up. */
    public Optional<Long> budgetMicros(String accountId, String budgetId) {
        return budgets.amount(accountId, budgetId);
    }

    /** Ends all access tokens before their time; the next calls are answered with 401. */
    public void expireTokens() {
        tokens.expireAll();
    }

    /** Ends all access tokens and grants; the token endpoint answers {@code invalid_grant} from now on. */
    public void revokeGrants() {
        tokens.revokeGrants();
    }

    @Override
    public void close() {
        platform.close();
    }
}
