package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.call.ApiCallLog;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.connectors.budget.BudgetSinkBuilder;
import io.banditpipeline.connectors.internal.budget.PublisherBuilder;
import io.banditpipeline.connectors.internal.http.ApiClient;
import io.banditpipeline.metric.AccountListing;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceNotice;
import io.banditpipeline.metric.SourceProfile;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Reads metrics from The Trade Desk, by reports of MyReports whose template a person makes once in the platform's
 * pages.
 *
 * <p>A report is made by the platform in minutes to hours. A fetch waits for it a while; after that it fails as
 * THROTTLED with the delay of the next look, and the next fetch of the same slice goes on with the same report. Rows of
 * a template that is finer than the source's level, by creative or by hour for example, are added up exactly.
 *
 * <pre>{@code
 * TradeDesk source = TradeDesk.builder()
 *         .token(Secret.of(System.getenv("TTD_TOKEN")))
 *         .template("bandit-daily")
 *         .partners("abc1")
 *         .build();
 * }</pre>
 *
 * <p>This class is thread-safe. Close it: it holds connections.
 */
public final class TradeDesk implements MetricsSource, AutoCloseable {
    private final Settings settings;
    private final List<ApiClient> clients;
    private final Advertisers advertisers;
    private final Listing listing;
    private final Calls calls;
    private final ReportFetch reports;

    TradeDesk(Settings settings, Transport transport) {
        this.settings = settings;
        this.clients = transport.clients();
        this.calls = new Calls(transport.authorized(), settings.hosts(), settings.callsPerMinute());
        this.advertisers =
                new Advertisers(calls, settings.accounts(), settings.partners(), settings.zone(), settings.zones());
        this.listing = new Listing(calls, settings.level());
        this.reports = reports(settings, calls);
    }

    private static ReportFetch reports(Settings settings, Calls calls) {
        ScheduleNames names = new ScheduleNames(settings.id());
        Schedules schedules = new Schedules(calls, settings.hosts(), settings.format(), names, settings.clock());
        return new ReportFetch(
                calls,
                settings.hosts(),
                new Templates(calls),
                schedules,
                new Orphans(calls, schedules, names, settings.patience().total().multipliedBy(2), settings.clock()),
                new ReportReader(
                        settings.columns(),
                        settings.conversions(),
                        settings.format(),
                        settings.attribution(),
                        SliceTotals.MOST_CELLS),
                settings.patience(),
                settings.clock(),
                settings.waiter());
    }

    /** Begins a source. */
    public static TradeDeskBuilder builder() {
        return new TradeDeskBuilder();
    }

    @Override
    public String id() {
        return settings.id();
    }

    /**
     * The advertisers that were named, or those of the partners that were named, or of all partners that the
     * credentials can read. Their zone is that of {@link TradeDeskBuilder#zone}, since reports are made in the zone
     * they are asked for in; their currency is the platform's word.
     *
     * @throws SourceException if they cannot be listed whole
     */
    @Override
    public List<Account> accounts() {
        return listAccounts().orThrow();
    }

    /**
     * As {@link #accounts()}; an advertiser that was named and may not be read, or whose currency is unknown, fails by
     * itself.
     *
     * @throws SourceException if they cannot be listed
     */
    @Override
    public AccountListing listAccounts() {
        return advertisers.list();
    }

    @Override
    public SourceProfile profile() {
        return settings.profile();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Creatives stand directly below the account, since many ad groups may show one.
     */
    @Override
    public List<Entity> entities(Account account) {
        return listing.of(account);
    }

    /**
     * Begins a sink that sets daily targets of the current flights of campaigns, and of ad groups where these have
     * budgets of their own, through the same connections and limits as this source. What is not paced by a daily target
     * is refused.
     */
    public BudgetSinkBuilder budgets() {
        return new PublisherBuilder(new DailyTargets(calls, settings.clock(), this::attach), settings.clock());
    }

    @Override
    public void attach(ApiCallLog log) {
        clients.forEach(client -> client.attach(log));
    }

    /** When the long-lived token is over, if {@link TradeDeskBuilder#tokenExpires} says so. */
    @Override
    public List<SourceNotice> notices(Instant now) {
        Instant expires = settings.credentials().expires();
        return expires == null
                ? List.of()
                : List.of(new SourceNotice(
                        SourceNotice.Kind.CREDENTIALS_EXPIRE,
                        settings.id(),
                        expires,
                        "the token of The Trade Desk expires at " + expires
                                + "; make another one in the platform's pages and give it to token(...)"));
    }

    /**
     * {@inheritDoc}
     *
     * @throws SourceException THROTTLED with the delay of the next look while the report is being made; CONFIGURATION
     *     if there is no such template, or the report lacks a column
     */
    @Override
    public void fetch(Slice slice, ObservationSink sink) {
        Objects.requireNonNull(sink, "sink");
        requireAnswerable(slice);
        reports.fetch(slice, settings.template(slice.granularity()), sink);
    }

    private void requireAnswerable(Slice slice) {
        boolean answerable = slice.account().platform().equals(Advertisers.PLATFORM)
                && slice.level() == settings.level()
                && settings.profile().granularities().contains(slice.granularity());
        if (!answerable) {
            throw new SourceException(
                    SourceException.Kind.CONFIGURATION,
                    "cannot deliver " + slice + ": the source has rows of platform " + Advertisers.PLATFORM
                            + ", level " + settings.level() + ", by "
                            + settings.profile().granularities(),
                    null);
        }
    }

    /** Ends what is under way. Reports that are still being made are deleted after the next start. */
    @Override
    public void close() {
        clients.forEach(ApiClient::close);
    }

    /** No credential. */
    @Override
    public String toString() {
        return "TradeDesk[id=" + settings.id() + ", base=" + settings.hosts().base() + ", level=" + settings.level()
                + "]";
    }
}
