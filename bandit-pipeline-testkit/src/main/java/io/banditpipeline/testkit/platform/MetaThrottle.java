package io.banditpipeline.testkit.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The limits of app, ad account and business use case, and the headers that tell of them. This class is thread-safe.
 */
final class MetaThrottle {
    private static final int ACCOUNT_SUBCODE = 2446079;
    private static final int MAX_EARLY = 10_000;
    private static final int INSIGHTS_SUBCODE = 1504022;

    private final Map<Kind, RateLimit> limits;
    private final Map<String, MetaBucket> buckets = new HashMap<>();
    private final List<EarlyCall> early = new ArrayList<>();
    private long throttled;

    MetaThrottle(Map<Kind, RateLimit> limits) {
        this.limits = Map.copyOf(limits);
    }

    /** What is limited. */
    enum Kind {
        APP(Duration.ofSeconds(1)),
        ACCOUNT(Duration.ofSeconds(1)),
        INSIGHTS(Duration.ofMinutes(1)),
        MANAGEMENT(Duration.ofMinutes(1));

        private final Duration granularity;

        Kind(Duration granularity) {
            this.granularity = granularity;
        }

        /** Whether a header tells how long it is closed. */
        boolean isTold() {
            return this != APP;
        }
    }

    /**
     * Counts a call, or refuses it.
     *
     * @param account the digits of the account, or null if it is for none
     * @param weight 1 for a read, 3 for a write
     */
    synchronized void admit(@Nullable String account, boolean insights, int weight, Instant now) {
        List<Kind> kinds = new ArrayList<>(List.of(Kind.APP));
        if (account != null) {
            kinds.add(Kind.ACCOUNT);
            kinds.add(insights ? Kind.INSIGHTS : Kind.MANAGEMENT);
        }
        for (Kind kind : kinds) {
            MetaBucket bucket = bucket(kind, account);
            if (bucket == null) {
                continue;
            }
            boolean wasBlocked = bucket.isBlocked(now);
            if (!bucket.admit(weight, now)) {
                if (wasBlocked && kind.isTold() && early.size() < MAX_EARLY) {
                    early.add(new EarlyCall(kind + " " + account, now, bucket.blockedUntil()));
                }
                throttled++;
                throw refusal(kind, insights);
            }
        }
    }

    synchronized List<EarlyCall> early() {
        return List.copyOf(early);
    }

    synchronized long throttled() {
        return throttled;
    }

    /** The reply with the headers of usage. */
    synchronized HttpReply tell(HttpReply reply, @Nullable String account, boolean insights, Instant now) {
        int app = percent(Kind.APP, null, now);
        HttpReply told = reply.withHeader(
                "X-App-Usage",
                JsonText.write(ordered("call_count", app, "total_cputime", app / 2, "total_time", app / 3)));
        if (account == null) {
            return told;
        }
        MetaBucket ofAccount = bucket(Kind.ACCOUNT, account);
        long reset = ofAccount == null ? 0 : ofAccount.closedFor(now).toSeconds();
        told = told.withHeader(
                "X-Ad-Account-Usage",
                JsonText.write(ordered(
                        "acc_id_util_pct",
                        percent(Kind.ACCOUNT, account, now),
                        "reset_time_duration",
                        reset,
                        "ads_api_access_tier",
                        "standard_access")));
        told = told.withHeader(
                "X-Business-Use-Case-Usage",
                JsonText.write(Map.of(
                        account,
                        List.of(
                                useCase("ads_management", Kind.MANAGEMENT, account, now),
                                useCase("ads_insights", Kind.INSIGHTS, account, now)))));
        if (!insights) {
            return told;
        }
        return told.withHeader(
                "X-FB-Ads-Insights-Throttle",
                JsonText.write(ordered(
                        "app_id_util_pct",
                        app,
                        "acc_id_util_pct",
                        percent(Kind.INSIGHTS, account, now),
                        "ads_api_access_tier",
                        "standard_access")));
    }

    private Map<String, Object> useCase(String type, Kind kind, String account, Instant now) {
        MetaBucket bucket = bucket(kind, account);
        int percent = percent(kind, account, now);
        long minutes = bucket == null ? 0 : (bucket.closedFor(now).toSeconds() + 59) / 60;
        Map<String, Object> useCase =
                new LinkedHashMap<>(ordered("type", type, "call_count", percent, "total_cputime", percent / 2));
        useCase.put("total_time", percent / 3);
        useCase.put("estimated_time_to_regain_access", minutes);
        useCase.put("ads_api_access_tier", "standard_access");
        return useCase;
    }

    private int percent(Kind kind, @Nullable String account, Instant now) {
        MetaBucket bucket = bucket(kind, account);
        return bucket == null ? 0 : bucket.percent(now);
    }

    private @Nullable MetaBucket bucket(Kind kind, @Nullable String account) {
        RateLimit limit = limits.get(kind);
        String key = kind + "/" + (kind == Kind.APP ? "" : account);
        return limit == null ? null : buckets.computeIfAbsent(key, unused -> new MetaBucket(limit, kind.granularity));
    }

    private static MetaError refusal(Kind kind, boolean insights) {
        return switch (kind) {
            case APP ->
                new MetaError(403, 4, insights ? INSIGHTS_SUBCODE : 0, true, "(#4) Application request limit reached");
            case ACCOUNT -> new MetaError(400, 17, ACCOUNT_SUBCODE, true, "(#17) User request limit reached");
            case INSIGHTS -> new MetaError(400, 80000, ACCOUNT_SUBCODE, false, tooMany("80000"));
            case MANAGEMENT -> new MetaError(400, 80004, ACCOUNT_SUBCODE, false, tooMany("80004"));
        };
    }

    private static String tooMany(String code) {
        return "(#" + code + ") There have been too many calls from this ad-account. Wait a bit and try again.";
    }

    private static Map<String, Object> ordered(
            String first, Object a, String second, Object b, String third, Object c) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(first, a);
        map.put(second, b);
        map.put(third, c);
        return map;
    }
}
