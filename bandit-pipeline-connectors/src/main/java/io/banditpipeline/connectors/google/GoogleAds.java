package io.banditpipeline.connectors.google;

import io.banditpipeline.call.ApiCallLog;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.budget.BudgetSinkBuilder;
import io.banditpipeline.connectors.internal.budget.PublisherBuilder;
import io.banditpipeline.connectors.internal.http.ApiClient;
import io.banditpipeline.metric.AccountListing;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.metric.SourceNotice;
import io.banditpipeline.metric.SourceProfile;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads metrics, campaigns and accounts from the Google Ads API.
 *
 * <p>One streamed query answers a slice, whatever its length, and rows are handed out as they come in: memory does not
 * grow with the answer. Days and hours are those of the account's time zone. Conversions are dated by the click that
 * led to them, so past days change for as long as the account's conversion windows are, which the account is asked for.
 *
 * <p>At the level of ad groups and ads, what campaigns report that no ad accounts for, as Performance Max does, is
 * delivered as an entity {@code unattributed/} followed by the campaign's id, so that a level's rows add up.
 *
 * <p>Calls are told to an {@link #attach attached} log; credentials are never in it, nor in messages. This class is
 * thread-safe.
 */
public final class GoogleAds implements MetricsSource, AutoCloseable {
    /** The platform of its accounts, and its id unless another one is set. */
    public static final String PLATFORM = "google_ads";

    /** Google keeps daily rows for 37 months: the current month and at least 36 before it. */
    private static final int WHOLE_MONTHS_KEPT = 36;

    private static final int MAX_SLICE_DAYS = 366;
    private static final int WEEK = 7;
    private static final LocalDate OPEN = LocalDate.of(9999, 12, 31);

    private final Settings settings;
    private final ApiClient client;
    private final ApiClient tokenClient;
    private final AccessTokens tokens;
    private final SearchCalls calls;
    private final AccountDirectory directory;
    private final Lookback lookback;
    private final Campaigns campaigns;
    private final ReportFetch.Tools tools;

    /** What it was set up with. */
    record Settings(
            String id,
            Level level,
            Set<Granularity> granularities,
            String apiVersion,
            OptionalInt lookbackDays,
            InstantSource clock) {}

    GoogleAds(Settings settings, GoogleConnection connection, AccountDirectory directory) {
        this.settings = settings;
        this.client = connection.client();
        this.tokenClient = connection.tokenClient();
        this.tokens = connection.tokens();
        this.calls = connection.calls();
        this.directory = directory;
        this.lookback = new Lookback(calls, directory, settings.clock());
        this.campaigns = new Campaigns(calls, directory, settings.clock());
        this.tools = new ReportFetch.Tools(
                calls, directory, campaigns, new BatchSizes(), connection.governor(), settings.clock());
    }

    /** Sets a source up. */
    public static GoogleAdsBuilder builder() {
        return new GoogleAdsBuilder();
    }

    @Override
    public String id() {
        return settings.id();
    }

    /**
     * The accounts that were named, or all enabled ones that the credentials reach, by id. Asks Google.
     *
     * @throws SourceException if one that was named cannot be reached, or if an account's time zone or currency is not
     *     known to this Java runtime
     */
    @Override
    public List<Account> accounts() {
        return listAccounts().orThrow();
    }

    /**
     * As {@link #accounts()}; an account that was named and cannot be reached, or whose time zone or currency is
     * unknown, fails by itself.
     *
     * @throws SourceException if they cannot be listed
     */
    @Override
    public AccountListing listAccounts() {
        return directory.accounts();
    }

    /** What it can do for accounts whose conversion windows are those that Google sets up: 30 days. */
    @Override
    public SourceProfile profile() {
        return profile(settings.lookbackDays().orElse(Lookback.USUAL_WINDOW + Lookback.MARGIN));
    }

    /**
     * As {@link #profile()}, with the account's longest conversion window and a week, for what is uploaded, adjusted or
     * found invalid late. Asks Google, once a day.
     */
    @Override
    public SourceProfile profile(Account account) {
        OptionalInt set = settings.lookbackDays();
        return profile(set.isPresent() ? set.getAsInt() : lookback.days(account));
    }

    private SourceProfile profile(int lookbackDays) {
        return new SourceProfile(
                settings.level(),
                settings.granularities(),
                lookbackDays,
                Math.max(MAX_SLICE_DAYS, lookbackDays + WEEK));
    }

    @Override
    public List<Entity> entities(Account account) {
        EntityListing listing = new EntityListing(calls, directory, account, settings.level());
        List<Entity> entities = listing.entities();
        campaigns.learn(account, listing.campaigns());
        return entities;
    }

    /**
     * Begins a sink that sets average daily budgets of campaigns, through the same connections and limits as this
     * source. Budgets that campaigns share, and budgets for a time, are refused.
     */
    public BudgetSinkBuilder budgets() {
        return new PublisherBuilder(new CampaignBudgets(calls, directory, this::attach), settings.clock());
    }

    @Override
    public void attach(ApiCallLog log) {
        client.attach(log);
        tokenClient.attach(log);
    }

    /** From the first day of the month 36 months before the account's current one on. */
    @Override
    public Optional<DateRange> coverage(Account account) {
        LocalDate first = today(account).withDayOfMonth(1).minusMonths(WHOLE_MONTHS_KEPT);
        return Optional.of(new DateRange(first, OPEN));
    }

    private LocalDate today(Account account) {
        return settings.clock().instant().atZone(account.zone()).toLocalDate();
    }

    @Override
    public List<SourceNotice> notices(Instant now) {
        return Stream.concat(ApiVersions.notices(settings.apiVersion()).stream(), tokens.notices().stream())
                .toList();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Days that have not begun have no rows, and are not asked for.
     *
     * @throws SourceException if the slice could not be delivered whole; of kind {@code SPLIT} if it is too much,
     *     {@code RESTART} if the answer broke off, {@code PERMISSION} if the account cannot be read
     */
    @Override
    public void fetch(Slice slice, ObservationSink sink) {
        Objects.requireNonNull(sink, "sink");
        if (slice.level() == Level.ACCOUNT) {
            throw new SourceException(
                    Kind.CONFIGURATION, "Google Ads is not asked for rows of level ACCOUNT: " + slice, null);
        }
        // The clocks of Google and of this machine may differ by a little.
        DateRange begun = new DateRange(LocalDate.EPOCH, today(slice.account()).plusDays(1));
        slice.days()
                .intersection(begun)
                .map(days -> new Slice(slice.source(), slice.account(), slice.level(), slice.granularity(), days))
                .ifPresent(asked -> new ReportFetch(tools, asked, sink).run());
    }

    /** Ends connections and what is under way. */
    @Override
    public void close() {
        client.close();
        tokenClient.close();
    }

    /** Its id, level and version; no credential. */
    @Override
    public String toString() {
        return "GoogleAds[" + settings.id() + ", " + settings.level() + ", " + settings.apiVersion() + "]";
    }
}
