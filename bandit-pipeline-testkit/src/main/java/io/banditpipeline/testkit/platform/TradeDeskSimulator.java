package io.banditpipeline.testkit.platform;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Trade Desk on loopback HTTP: authentication, MyReports with a storage of its own, advertisers, campaigns and ad
 * groups, and budgets. Rejects what the real one would reject, and unknown properties as it does in its strict mode,
 * unless it is told to be lenient. This class is thread-safe.
 */
public final class TradeDeskSimulator implements AutoCloseable {
    private final SimulatedPlatform platform;
    private final TradeDeskStorage storage;
    private final TradeDeskTokens tokens;
    private final TradeDeskBudgets budgets;
    private final TradeDeskReports reports;
    private final TradeDeskApi api;

    TradeDeskSimulator(TradeDeskSimulatorBuilder builder) {
        tokens = builder.tokens;
        budgets = new TradeDeskBudgets(builder.settings.clock, builder.settings.data);
        reports = new TradeDeskReports(builder);
        storage = new TradeDeskStorage(builder.settings.clock, reports, builder.linkLife);
        api = new TradeDeskApi(builder, budgets, reports, storage);
        platform = new SimulatedPlatform(builder.settings, api, TradeDeskApi::outage);
        api.attach(platform);
    }

    /** A simulator of these accounts, each an advertiser, which reads the time from the clock. */
    public static TradeDeskSimulatorBuilder builder(PlatformData data, InstantSource clock) {
        return new TradeDeskSimulatorBuilder(data, clock);
    }

    /** The address of the API, in place of {@code https://api.thetradedesk.com}. */
    public URI apiUri() {
        return platform.uri();
    }

    /** The address of the storage of reports, another host than that of the API. */
    public URI storageUri() {
        return storage.server().uri();
    }

    /** The server of the API: all requests, and faults to plan. */
    public LoopbackServer server() {
        return platform.server();
    }

    /** The server of the storage. */
    public LoopbackServer storageServer() {
        return storage.server();
    }

    /** Requests to the storage that carried credentials: they were answered with 400. */
    public List<HttpCall> violations() {
        return storage.violations();
    }

    /** Requests that reached the API, by method and path, with {@code *} in place of ids. */
    public Map<String, Long> calls() {
        return platform.calls();
    }

    /** How many calls were answered with 429, for too many a minute or too many at once. */
    public long throttled() {
        return platform.throttled() + api.tooManyAtOnce();
    }

    /** The calls that came before the delay was over that their client had been told. */
    public List<EarlyCall> earlyCalls() {
        return platform.early();
    }

    /** How many requests were failed on purpose, by outages, random failures and planned faults. */
    public long failedOnPurpose() {
        return platform.server().faults().planted() + storage.server().faults().planted();
    }

    /** The report schedules that were created and not deleted. */
    public int schedules() {
        return reports.schedules();
    }

    /** Lets the next reports that are begun fail. */
    public void failNextReports(int count) {
        reports.failNext(count);
    }

    /** All changes of budgets that were accepted, oldest first. */
    public List<BudgetWrite> budgetWrites() {
        return budgets.writes();
    }

    /**
     * A budget in micros, of a campaign's flight or an ad group's.
     *
     * @param entityId the campaign or ad group
     * @param property {@code BudgetInAdvertiserCurrency} or {@code DailyTargetInAdvertiserCurrency}
     */
    public Optional<Long> budgetMicros(String entityId, String property) {
        return budgets.amount(entityId, property);
    }

    /** Ends all tokens but long-lived ones before their time. */
    public void expireTokens() {
        tokens.expireAll();
    }

    /** Ends all tokens and logins. */
    public void revokeCredentials() {
        tokens.revokeAll();
    }

    @Override
    public void close() {
        platform.close();
        storage.server().close();
    }
}
