package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.security.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Builds {@link MetaSimulator}. Preset: strict, no limits, nothing fails, a report takes a minute, and the window
 * {@code 7d_click} has what the data says. Accounts are named with or without {@code act_}.
 */
public final class MetaSimulatorBuilder {
    final SimulatorSettings settings;
    final Map<MetaThrottle.Kind, RateLimit> limits = new EnumMap<>(MetaThrottle.Kind.class);
    final Map<String, MetaLoad.Bound> syncBounds = new HashMap<>();
    final Map<String, MetaLoad.Bound> asyncBounds = new HashMap<>();
    final Map<String, Set<String>> unreportable = new HashMap<>();
    final Map<String, Level> budgetLevels = new HashMap<>();
    final TreeSet<Integer> versions = new TreeSet<>(List.of(24, 25, 26));
    Secret token = Secret.of("EAAB-simulated-token");
    Secret appSecret = Secret.of("simulated-app-secret");
    long seed;
    double failureRate;
    Duration reportsTake = Duration.ofMinutes(1);
    int maxRowsPerPage = Integer.MAX_VALUE;
    String exactWindow = "7d_click";
    List<String> purchaseTypes = List.of(
            "purchase",
            "onsite_web_purchase",
            "omni_purchase",
            "web_in_store_purchase",
            "offsite_conversion.fb_pixel_purchase");

    MetaSimulatorBuilder(PlatformData data, InstantSource clock) {
        settings = new SimulatorSettings(Objects.requireNonNull(data, "data"), Objects.requireNonNull(clock, "clock"));
    }

    /** The only token that is known, and the secret of the app that its proofs are made with. */
    public MetaSimulatorBuilder credentials(Secret token, Secret appSecret) {
        this.token = Objects.requireNonNull(token, "token");
        this.appSecret = Objects.requireNonNull(appSecret, "appSecret");
        return this;
    }

    /**
     * Accepts what Meta lets pass although it is wrong: unknown parameters, calls without a proof, windows that Meta
     * does not report any more (they are left out). A token in the query string is then no violation, either.
     */
    public MetaSimulatorBuilder lenient() {
        settings.strict = false;
        return this;
    }

    /** The versions that are alive, such as {@code v26.0}; v24.0 to v26.0 unless set. Older ones are sunset. */
    public MetaSimulatorBuilder versions(String... alive) {
        versions.clear();
        for (String version : alive) {
            if (!version.matches("v[0-9]{1,3}\\.0")) {
                throw new IllegalArgumentException("version must be like v26.0, but is " + version);
            }
            versions.add(Integer.parseInt(version.substring(1, version.indexOf('.'))));
        }
        return this;
    }

    /** Limits the calls of all accounts together; more get code 4, which tells no delay. No limit unless set. */
    public MetaSimulatorBuilder limitApp(RateLimit limit) {
        limits.put(MetaThrottle.Kind.APP, limit);
        return this;
    }

    /**
     * Limits the points of each ad account (a read is 1, a write 3); more get code 17, and {@code reset_time_duration}
     * tells the delay in seconds. No limit unless set.
     */
    public MetaSimulatorBuilder limitAccount(RateLimit limit) {
        limits.put(MetaThrottle.Kind.ACCOUNT, limit);
        return this;
    }

    /**
     * Limits the insights calls of each account; more get code 80000, and {@code estimated_time_to_regain_access} tells
     * the delay in minutes. No limit unless set.
     */
    public MetaSimulatorBuilder limitInsights(RateLimit limit) {
        limits.put(MetaThrottle.Kind.INSIGHTS, limit);
        return this;
    }

    /**
     * Limits the points of all other calls of each account; more get code 80004, and
     * {@code estimated_time_to_regain_access} tells the delay in minutes. No limit unless set.
     */
    public MetaSimulatorBuilder limitManagement(RateLimit limit) {
        limits.put(MetaThrottle.Kind.MANAGEMENT, limit);
        return this;
    }

    /** Is away for a time. */
    public MetaSimulatorBuilder outage(Instant from, Instant to, Outage.Kind kind) {
        settings.outages.add(new Outage(from, to, kind));
        return this;
    }

    /** Fails a share of all requests in passing: codes 1 and 2, HTML, a broken answer or a reset connection. */
    public MetaSimulatorBuilder failRandomly(long seed, double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate must be from 0 to 1, but is " + rate);
        }
        this.seed = seed;
        this.failureRate = rate;
        return this;
    }

    /** How many of the last requests the server keeps; 20,000 unless set. */
    public MetaSimulatorBuilder keptCalls(int calls) {
        settings.keptCalls = calls;
        return this;
    }

    /** Questions to an account of more entities times days (times 24 by the hour) than this get an error at once. */
    public MetaSimulatorBuilder tooMuch(String accountId, long cells, MetaOverload refusal) {
        syncBounds.put(digits(accountId), new MetaLoad.Bound(cells, refusal));
        return this;
    }

    /** Reports of an account of more entities times days (times 24 by the hour) than this fail with 100/1487534. */
    public MetaSimulatorBuilder tooMuchForReports(String accountId, long cells) {
        asyncBounds.put(digits(accountId), new MetaLoad.Bound(cells, MetaOverload.TOO_MUCH_DATA));
        return this;
    }

    /** Questions with a larger {@code limit} get code 1, "reduce the amount of data". */
    public MetaSimulatorBuilder maxRowsPerPage(int rows) {
        maxRowsPerPage = rows;
        return this;
    }

    /** An ad that breaks every question at ad level that is about it, with 100/1487534, however small. */
    public MetaSimulatorBuilder unreportable(String adId) {
        unreportable.put(adId, Set.of());
        return this;
    }

    /** An ad that breaks every question at ad level that is about it and asks for one of these fields. */
    public MetaSimulatorBuilder unreportable(String adId, String... fields) {
        unreportable.put(adId, Set.of(fields));
        return this;
    }

    /** How long a report runs; for a fifth of that it then says completed with 97 percent. */
    public MetaSimulatorBuilder reportsTake(Duration duration) {
        reportsTake = duration;
        return this;
    }

    /**
     * Which number of an action has just what the data says: {@code "value"}, {@code "1d_click"}, {@code "7d_click"},
     * {@code "28d_click"} or {@code "1d_view"}. The others are derived from it and differ.
     */
    public MetaSimulatorBuilder exactWindow(String window) {
        exactWindow = window;
        return this;
    }

    /** The action types under which each purchase appears, in this order. */
    public MetaSimulatorBuilder purchaseTypes(String... types) {
        purchaseTypes = List.of(types);
        return this;
    }

    /** Where the budget of a campaign lies: {@link Level#CAMPAIGN} or {@link Level#AD_GROUP}; preset by its id. */
    public MetaSimulatorBuilder budgetAt(String campaignId, Level level) {
        budgetLevels.put(campaignId, level);
        return this;
    }

    /**
     * Starts it on a port of its own.
     *
     * @throws ConfigurationException with every value that is wrong
     */
    public MetaSimulator start() {
        List<String> problems = new ArrayList<>();
        if (versions.isEmpty()) {
            problems.add("versions must not be empty");
        }
        if (reportsTake.isNegative()) {
            problems.add("reportsTake must not be negative, but is " + reportsTake);
        }
        if (maxRowsPerPage < 1) {
            problems.add("maxRowsPerPage must be at least 1, but is " + maxRowsPerPage);
        }
        budgetLevels.forEach((campaign, level) -> {
            if (level != Level.CAMPAIGN && level != Level.AD_GROUP) {
                problems.add("budgetAt " + campaign + " must be CAMPAIGN or AD_GROUP, but is " + level);
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigurationException("Meta simulator", problems);
        }
        return new MetaSimulator(this);
    }

    private static String digits(String accountId) {
        return accountId.replace("act_", "");
    }
}
