package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.security.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link TradeDesk}. Needed are credentials ({@link #token} or {@link #login}) and a {@link #template}.
 *
 * <p>Each setter throws {@link IllegalStateException} if it is called twice, and {@link IllegalArgumentException} for a
 * value that can never work. Not thread-safe.
 */
public final class TradeDeskBuilder {
    private static final Duration LONGEST_TOKEN = Duration.ofDays(1);
    private static final int HIGHEST_COLUMN = 99;

    private final Set<String> set = new HashSet<>();
    private final List<String> accounts = new ArrayList<>();
    private final List<String> partners = new ArrayList<>();
    private final Map<String, ZoneId> zones = new HashMap<>();
    private final Map<TradeDeskColumn, String> columns = new EnumMap<>(TradeDeskColumn.class);
    private final Map<String, SortedSet<Integer>> campaignColumns = new HashMap<>();
    private String id = Advertisers.PLATFORM;
    private @Nullable Secret token;
    private @Nullable Instant tokenExpires;
    private @Nullable String login;
    private @Nullable Secret password;
    private Duration tokenLifetime = LONGEST_TOKEN;
    private URI baseUri = Hosts.PRODUCTION;
    private String apiVersion = "v3";
    private List<String> downloadHosts = Hosts.USUAL_DOWNLOADS;
    private Level level = Level.CAMPAIGN;
    private boolean hourly;
    private @Nullable String template;
    private @Nullable String hourlyTemplate;
    private ZoneId zone = ZoneId.of("UTC");
    private SortedSet<Integer> conversionColumns =
            ConversionNumbers.ofDefaults().conversions();
    private @Nullable SortedSet<Integer> revenueColumns;
    private boolean viewThrough = true;
    private boolean internationalNumbers;
    private boolean internationalDates;
    private boolean tabs;
    private Attribution attribution = Attribution.UNKNOWN;
    private int lookbackDays = 30;
    private int callsPerMinute = 60;
    private Duration reportWait = Duration.ofMinutes(5);
    private Duration reportTimeout = Duration.ofHours(10);
    private Duration stallTimeout = Duration.ofMinutes(2);
    private Duration longestWait = Duration.ofMinutes(2);
    private InstantSource clock = InstantSource.system();
    private Waiter waiter = Waiter.realTime();

    TradeDeskBuilder() {}

    /** The stable name that watermarks are kept under; {@code "trade_desk"} by default. Not blank. */
    public TradeDeskBuilder id(String value) {
        once("id");
        id = text("id", value);
        return this;
    }

    /** A long-lived token, as a user makes it in the platform's pages; or else {@link #login}. */
    public TradeDeskBuilder token(Secret value) {
        once("token");
        token = secret("token", value);
        return this;
    }

    /** When the long-lived token is over, so that a person is told in time; not known by default. */
    public TradeDeskBuilder tokenExpires(Instant value) {
        once("tokenExpires");
        tokenExpires = Objects.requireNonNull(value, "tokenExpires");
        return this;
    }

    /** Login and password of a user of the API, with which short-lived tokens are got; or else {@link #token}. */
    public TradeDeskBuilder login(String user, Secret passwordOfUser) {
        once("login");
        login = text("login", user);
        password = secret("password", passwordOfUser);
        return this;
    }

    /** How long a token that a login gets is to live; a minute to a day, a day by default. */
    public TradeDeskBuilder tokenLifetime(Duration value) {
        once("tokenLifetime");
        tokenLifetime = between("tokenLifetime", value, SignIn.SHORTEST, LONGEST_TOKEN);
        return this;
    }

    /** The API's address without its version; {@code https://api.thetradedesk.com} by default. */
    public TradeDeskBuilder baseUri(URI value) {
        once("baseUri");
        boolean http = "https".equals(value.getScheme()) || "http".equals(value.getScheme());
        if (!http || value.getHost() == null || value.getRawQuery() != null || value.getRawUserInfo() != null) {
            throw new IllegalArgumentException("baseUri must be an address of https without query, such as "
                    + Hosts.PRODUCTION + "; http only of this machine");
        }
        if ("http".equals(value.getScheme()) && !Hosts.isLoopback(value)) {
            throw new IllegalArgumentException("baseUri must not be http unless it is of this machine, since the token"
                    + " would be sent in clear, but is of host " + value.getHost());
        }
        if (value.getPath().matches(".*/v[0-9]+/?")) {
            throw new IllegalArgumentException(
                    "baseUri must not end with a version, which apiVersion adds, but its path" + " is "
                            + value.getPath());
        }
        baseUri = value;
        return this;
    }

    /** The API's version; {@code "v3"} by default, the only one there is. */
    public TradeDeskBuilder apiVersion(String value) {
        once("apiVersion");
        apiVersion = text("apiVersion", value);
        return this;
    }

    /**
     * The hosts that reports may lie on besides the API's: names, or {@code "*."} and the end of names. By default
     * {@code "*.thetradedesk.com"}, {@code "*.amazonaws.com"} and {@code "*.blob.core.windows.net"}. The token is never
     * sent to those that are not the platform's own.
     */
    public TradeDeskBuilder downloadHosts(String... patterns) {
        once("downloadHosts");
        downloadHosts = texts("downloadHosts", patterns);
        for (String pattern : downloadHosts) {
            if (pattern.indexOf('*', 1) >= 0
                    || pattern.startsWith("*") && !pattern.startsWith("*.")
                    || pattern.indexOf('/') >= 0) {
                throw new IllegalArgumentException("downloadHosts must be names of hosts such as \"files.example.com\""
                        + " or \"*.example.com\", but one is \"" + pattern + "\"");
            }
        }
        return this;
    }

    /** The advertisers to read, by id. By default those of the {@link #partners}. */
    public TradeDeskBuilder accounts(String... advertiserIds) {
        once("accounts");
        accounts.addAll(texts("accounts", advertiserIds));
        return this;
    }

    /** The partners whose advertisers are read, by id. By default all that the credentials can read. */
    public TradeDeskBuilder partners(String... partnerIds) {
        once("partners");
        partners.addAll(texts("partners", partnerIds));
        return this;
    }

    /** The zone that reports are asked for in, which defines days; UTC by default. */
    public TradeDeskBuilder zone(ZoneId value) {
        once("zone");
        zone = Objects.requireNonNull(value, "zone");
        return this;
    }

    /** The zone of one advertiser's reports, if it is another one. */
    public TradeDeskBuilder zone(String advertiserId, ZoneId value) {
        once("zone of " + text("advertiserId", advertiserId));
        zones.put(advertiserId, Objects.requireNonNull(value, "zone"));
        return this;
    }

    /** The level of the rows; {@link Level#CAMPAIGN} by default. The template must have the level's id. */
    public TradeDeskBuilder level(Level value) {
        once("level");
        level = Objects.requireNonNull(value, "level");
        return this;
    }

    /** The report template that rows are read from, by its name in My Reports. */
    public TradeDeskBuilder template(String name) {
        once("template");
        template = text("template", name);
        return this;
    }

    /** The report template that rows by hour are read from; without it there are none, unless {@link #hourly}. */
    public TradeDeskBuilder hourlyTemplate(String name) {
        once("hourlyTemplate");
        hourlyTemplate = text("hourlyTemplate", name);
        return this;
    }

    /** Rows by hour only. The template must have the hour. */
    public TradeDeskBuilder hourly() {
        once("hourly");
        hourly = true;
        return this;
    }

    /** The name of a column in the report, if it is not the usual one. */
    public TradeDeskBuilder column(TradeDeskColumn column, String name) {
        once("column " + Objects.requireNonNull(column, "column"));
        columns.put(column, text("name", name));
        return this;
    }

    /**
     * The numbers of the conversion columns that count, 1 to 99; the first by default. None for no conversions. Of each
     * the conversions after a click and after a view are added up, by their own columns or by that of their total.
     */
    public TradeDeskBuilder conversionColumns(int... numbers) {
        once("conversionColumns");
        conversionColumns = numbers("conversionColumns", numbers);
        return this;
    }

    /** The numbers that count in one campaign, since columns mean something else in each; none for no conversions. */
    public TradeDeskBuilder conversionColumns(String campaignId, int... numbers) {
        once("conversionColumns of " + text("campaignId", campaignId));
        campaignColumns.put(campaignId, numbers("conversionColumns of " + campaignId, numbers));
        return this;
    }

    /**
     * The numbers of the conversion columns whose revenue counts in all campaigns, and must then be there. By default
     * those that count as conversions, as far as the report has their revenue.
     */
    public TradeDeskBuilder revenueColumns(int... numbers) {
        once("revenueColumns");
        revenueColumns = numbers("revenueColumns", numbers);
        return this;
    }

    /** Only conversions after a click count; by default those after a view do, too. */
    public TradeDeskBuilder clickConversionsOnly() {
        once("clickConversionsOnly");
        viewThrough = false;
        return this;
    }

    /** How the advertisers' conversions are assigned, if you know it; {@link Attribution#UNKNOWN} by default. */
    public TradeDeskBuilder attribution(Attribution value) {
        once("attribution");
        attribution = Objects.requireNonNull(value, "attribution");
        return this;
    }

    /** Reports are asked for and read with numbers such as {@code 1.015,25}; by default {@code 1,015.25}. */
    public TradeDeskBuilder internationalNumbers() {
        once("internationalNumbers");
        internationalNumbers = true;
        return this;
    }

    /** Reports are asked for and read with the day first, {@code 31/12/2026}; by default {@code 2026-12-31}. */
    public TradeDeskBuilder internationalDates() {
        once("internationalDates");
        internationalDates = true;
        return this;
    }

    /** The template is one of cells parted by tabs, TSV; by default CSV. Both are read, but it must be asked for. */
    public TradeDeskBuilder tabSeparated() {
        once("tabSeparated");
        tabs = true;
        return this;
    }

    /** How many past days may still change and are read again on every run; 0 to 730, 30 by default. */
    public TradeDeskBuilder lookbackDays(int value) {
        once("lookbackDays");
        lookbackDays = between("lookbackDays", value, 0, 730);
        return this;
    }

    /** The most calls of one endpoint in a minute; 1 to 10,000, 60 by default. The platform publishes no limit. */
    public TradeDeskBuilder callsPerMinute(int value) {
        once("callsPerMinute");
        callsPerMinute = between("callsPerMinute", value, 1, 10_000);
        return this;
    }

    /** How long a fetch sits and waits for its report, after which it is tried again later; 5 minutes by default. */
    public TradeDeskBuilder reportWait(Duration value) {
        once("reportWait");
        reportWait = between("reportWait", value, Duration.ZERO, Duration.ofHours(1));
        return this;
    }

    /** How long a report may take before another one is made; a minute to 2 days, 10 hours by default. */
    public TradeDeskBuilder reportTimeout(Duration value) {
        once("reportTimeout");
        reportTimeout = between("reportTimeout", value, Duration.ofMinutes(1), Duration.ofDays(2));
        return this;
    }

    /** The longest silence of a connection; a second to an hour, 2 minutes by default. */
    public TradeDeskBuilder stallTimeout(Duration value) {
        once("stallTimeout");
        stallTimeout = between("stallTimeout", value, Duration.ofSeconds(1), Duration.ofHours(1));
        return this;
    }

    /** The longest wait that a call sits out itself, such as for its turn; at most an hour, 2 minutes by default. */
    public TradeDeskBuilder longestWait(Duration value) {
        once("longestWait");
        longestWait = between("longestWait", value, Duration.ZERO, Duration.ofHours(1));
        return this;
    }

    /** The time; the system's clock by default. */
    public TradeDeskBuilder clock(InstantSource value) {
        once("clock");
        clock = Objects.requireNonNull(value, "clock");
        return this;
    }

    /** How threads wait; in real time by default. */
    public TradeDeskBuilder waiter(Waiter value) {
        once("waiter");
        waiter = Objects.requireNonNull(value, "waiter");
        return this;
    }

    /**
     * Builds the source. The platform is not called yet.
     *
     * @throws ConfigurationException with all problems, if something is missing or contradicts something else
     */
    public TradeDesk build() {
        return build(Transport::http);
    }

    /** With other clients: for tests. */
    TradeDesk build(Function<Settings, Transport> transport) {
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            throw new ConfigurationException("source of The Trade Desk", problems);
        }
        Settings settings = settings();
        return new TradeDesk(settings, transport.apply(settings));
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (token == null && login == null) {
            problems.add("credentials are missing: give token(...) or login(...)");
        }
        if (token != null && login != null) {
            problems.add("there are two credentials: give either token(...) or login(...)");
        }
        if (tokenExpires != null && token == null) {
            problems.add("tokenExpires speaks of a long-lived token, but there is none: tokens of a login are renewed");
        }
        if (template == null && !(hourly && hourlyTemplate != null)) {
            problems.add("template is missing: make one in My Reports, and give its name to template(...)");
        }
        if (!accounts.isEmpty() && !partners.isEmpty()) {
            problems.add("accounts and partners are both named: name one, since accounts would be all that is read");
        }
        return problems;
    }

    private Settings settings() {
        boolean byToken = token != null;
        Secret secret = Objects.requireNonNull(byToken ? token : password, "secret");
        return new Settings(
                id,
                new Settings.Credentials(secret, login, tokenLifetime, tokenExpires),
                new Hosts(versioned(), downloadHosts),
                level,
                hourly,
                Optional.ofNullable(template),
                Optional.ofNullable(hourlyTemplate),
                List.copyOf(accounts),
                List.copyOf(partners),
                zone,
                Map.copyOf(zones),
                new ColumnNames(columns),
                new ConversionNumbers(
                        conversionColumns, campaignColumns, Optional.ofNullable(revenueColumns), viewThrough),
                new ReportFormat(internationalNumbers, internationalDates, tabs),
                attribution,
                lookbackDays,
                callsPerMinute,
                new ReportFetch.Patience(reportWait, reportTimeout),
                stallTimeout,
                longestWait,
                clock,
                waiter);
    }

    private URI versioned() {
        String base = baseUri.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + apiVersion);
    }

    private void once(String property) {
        if (!set.add(property)) {
            throw new IllegalStateException(property + " was set already; set it once");
        }
    }

    private static String text(String property, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(property + " must not be blank");
        }
        return value;
    }

    private static Secret secret(String property, Secret value) {
        text(property, value.reveal());
        return value;
    }

    private static List<String> texts(String property, String... values) {
        Arrays.stream(values).forEach(value -> text(property, value));
        return List.of(values);
    }

    private static SortedSet<Integer> numbers(String property, int... values) {
        SortedSet<Integer> numbers = new TreeSet<>();
        for (int value : values) {
            numbers.add(between(property, value, 1, HIGHEST_COLUMN));
        }
        return numbers;
    }

    private static int between(String property, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    property + " must be between " + least + " and " + most + ", but is " + value);
        }
        return value;
    }

    private static Duration between(String property, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    property + " must be between " + least + " and " + most + ", but is " + value);
        }
        return value;
    }
}
