package io.banditpipeline.connectors.meta;

import io.banditpipeline.call.ApiCallLog;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.connectors.budget.BudgetSinkBuilder;
import io.banditpipeline.connectors.internal.budget.PublisherBuilder;
import io.banditpipeline.connectors.internal.failure.AccountsFound;
import io.banditpipeline.connectors.internal.http.ApiClient;
import io.banditpipeline.connectors.internal.http.ApiClientSettings;
import io.banditpipeline.connectors.internal.http.HttpApiClient;
import io.banditpipeline.connectors.internal.meta.AccountIds;
import io.banditpipeline.connectors.internal.meta.MetaBuckets;
import io.banditpipeline.connectors.internal.meta.MetaErrors;
import io.banditpipeline.connectors.internal.meta.MetaUsage;
import io.banditpipeline.connectors.internal.rate.Governors;
import io.banditpipeline.metric.AccountListing;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.metric.SourceNotice;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.security.Secret;
import io.banditpipeline.workflow.Cancellation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads ad metrics from the insights of Meta's Marketing API.
 *
 * <p>A slice is asked for at once; if that is too much, as a report run of Meta, which may take up to an hour; if that
 * is too much, too, several days are given back to be halved, and a single day is asked for by campaigns, ad sets, ads
 * and fields. What was found to be too much is remembered for a day. While a report run is waited for, the fetch can be
 * cancelled at any time; the run is remembered in memory, so that the next fetch of the same slice goes on with it.
 *
 * <p>Rows and reasons: what cannot be read is {@linkplain ObservationSink#reject rejected}, as is an ad that Meta
 * answers for in no way at all. A row of hours that names no hour is left out if all of it is zero, and rejected
 * otherwise.
 *
 * <p>This class is thread-safe. Close it when it is not needed any more.
 */
public final class MetaAds implements MetricsSource, AutoCloseable {
    /** The platform of its accounts. */
    public static final String PLATFORM = "meta";

    /** Insights do not change any more 28 days after they were reported; a margin for what is late. */
    static final int LOOKBACK_DAYS = 31;

    private static final int LEAST_SLICE_DAYS = 90;
    private static final int MONTHS_KEPT = 37;
    private static final int COVERAGE_MARGIN_DAYS = 8;
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final MetaSettings settings;
    private final ApiClient client;
    private final Graph graph;
    private final ReportRuns runs;
    private final Map<String, Sizes> sizes = new ConcurrentHashMap<>();
    private final Map<String, LocalDate> firstDays = new ConcurrentHashMap<>();

    MetaAds(MetaSettings settings, Function<ApiClientSettings, ApiClient> clients) {
        this.settings = settings;
        @Nullable Secret appSecret = settings.appSecret();
        @Nullable Secret proof = appSecret == null ? null : AppSecretProof.of(appSecret, settings.accessToken());
        this.client = clients.apply(clientSettings(settings, proof));
        this.graph = new Graph(client, settings.baseUri(), settings.apiVersion(), proof);
        this.runs = new ReportRuns(
                graph,
                new TimedSignal(settings.waiter()),
                settings.clock(),
                settings.longestWait(),
                settings.reportRunsPerDay());
    }

    MetaAds(MetaSettings settings) {
        this(settings, HttpApiClient::new);
    }

    /** Begins to build one. */
    public static MetaAdsBuilder builder() {
        return new MetaAdsBuilder();
    }

    private static ApiClientSettings clientSettings(MetaSettings settings, @Nullable Secret proof) {
        @Nullable Secret appSecret = settings.appSecret();
        Set<Secret> secrets = Stream.of(settings.accessToken(), appSecret, proof)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Secret countedBy = appSecret == null ? settings.accessToken() : appSecret;
        return new ApiClientSettings(
                PLATFORM,
                new BearerToken(settings.baseUri(), settings.accessToken()),
                new MetaErrors(),
                MetaUsage::of,
                MetaBuckets::throttled,
                Governors.of(PLATFORM, settings.baseUri(), countedBy, settings.clock(), settings.waiter()),
                secrets,
                settings.clock(),
                settings.waiter(),
                settings.connectTimeout(),
                settings.stallTimeout(),
                settings.longestWait());
    }

    @Override
    public String id() {
        return settings.id();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Accounts that are disabled or closed are listed, too, since their history can be read; a warning is logged.
     */
    @Override
    public List<Account> accounts() {
        return listAccounts().orThrow();
    }

    /**
     * As {@link #accounts()}; an account that was named and may not be read, or whose time zone or currency is unknown,
     * fails by itself.
     *
     * @throws SourceException if they cannot be listed
     */
    @Override
    public AccountListing listAccounts() {
        Directory directory = directory("", Cancellation.never());
        if (settings.accounts().isEmpty()) {
            return directory.accounts();
        }
        AccountsFound found = new AccountsFound(PLATFORM);
        settings.accounts().forEach(id -> found.add(AccountIds.withPrefix(id), () -> directory.account(id)));
        return found.listing();
    }

    @Override
    public SourceProfile profile() {
        return new SourceProfile(
                settings.level(),
                settings.granularities(),
                settings.lookbackDays(),
                Math.max(LEAST_SLICE_DAYS, settings.lookbackDays() + 8));
    }

    @Override
    public List<Entity> entities(Account account) {
        return directory(account.id(), Cancellation.never()).entities(idOf(account), settings.level());
    }

    /**
     * Begins a sink that sets daily budgets of campaigns or of ad sets, wherever a campaign has them, through the same
     * connections and limits as this source. Lifetime budgets are refused.
     */
    public BudgetSinkBuilder budgets() {
        return new PublisherBuilder(new DailyBudgets(graph, this::attach), settings.clock());
    }

    @Override
    public void attach(ApiCallLog log) {
        client.attach(log);
    }

    /** The 37 months that Meta keeps, but for some days, so that it stays the same for a week. It has no end. */
    @Override
    public Optional<DateRange> coverage(Account account) {
        LocalDate limit = today(account).minusMonths(MONTHS_KEPT).plusDays(1);
        LocalDate first = Objects.requireNonNull(firstDays.compute(
                account.key(),
                (key, before) ->
                        before == null || before.isBefore(limit) ? limit.plusDays(COVERAGE_MARGIN_DAYS - 1L) : before));
        return Optional.of(new DateRange(first, LAST_DAY));
    }

    @Override
    public List<SourceNotice> notices(Instant now) {
        List<SourceNotice> notices = new ArrayList<>();
        MetaVersions.sunset(settings.apiVersion()).ifPresent(notices::add);
        @Nullable Instant expiry = settings.tokenExpiresAt();
        if (expiry != null) {
            notices.add(new SourceNotice(
                    SourceNotice.Kind.CREDENTIALS_EXPIRE,
                    settings.id(),
                    expiry,
                    "the access token of " + settings.id() + " expires: make a new one and configure it"));
        }
        return List.copyOf(notices);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Days that have not begun on the account's clock have no rows and are not asked for.
     */
    @Override
    public void fetch(Slice slice, ObservationSink sink) {
        Objects.requireNonNull(sink, "sink");
        requireAnswerable(slice);
        DateRange past = new DateRange(LocalDate.MIN, today(slice.account()));
        Optional<DateRange> days = slice.days().intersection(past);
        if (days.isPresent()) {
            String accountId = slice.account().id();
            Sizes learnt = sizes(accountId + " " + slice.granularity());
            FetchTools tools = new FetchTools(
                    graph,
                    learnt,
                    settings.purchases(),
                    runs,
                    directory(accountId, sink.cancellation()),
                    settings.clock());
            new InsightsFetch(tools, slice, days.get(), sink).run();
        }
    }

    private void requireAnswerable(Slice slice) {
        idOf(slice.account());
        if (slice.level() != settings.level() || !settings.granularities().contains(slice.granularity())) {
            throw new SourceException(
                    Kind.CONFIGURATION,
                    "cannot deliver " + slice + ": this source reads rows of level " + settings.level() + " by "
                            + settings.granularities(),
                    null);
        }
    }

    private static String idOf(Account account) {
        if (!AccountIds.isValid(account.id()) || !account.id().equals(AccountIds.withPrefix(account.id()))) {
            throw new SourceException(
                    Kind.CONFIGURATION,
                    "'" + account.id()
                            + "' is no ad account of Meta: its id is act_ and digits, as accounts() lists it",
                    null);
        }
        return account.id();
    }

    private LocalDate today(Account account) {
        return settings.clock().instant().atZone(account.zone()).toLocalDate();
    }

    private Directory directory(String accountId, Cancellation cancellation) {
        return new Directory(graph, PLATFORM, sizes(accountId), cancellation);
    }

    private Sizes sizes(String of) {
        return sizes.computeIfAbsent(of, key -> new Sizes(settings.clock()));
    }

    /** Ends its connections. */
    @Override
    public void close() {
        client.close();
    }

    /** What it was built with, without secrets. */
    @Override
    public String toString() {
        return "MetaAds[" + settings + "]";
    }
}
