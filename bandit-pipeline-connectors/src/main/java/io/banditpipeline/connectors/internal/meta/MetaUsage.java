package io.banditpipeline.connectors.internal.meta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.failure.RetryAfter;
import io.banditpipeline.connectors.internal.http.ApiRequest;
import io.banditpipeline.connectors.internal.rate.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads how full Meta's buckets are from the headers of any answer. A header that cannot be read says nothing; it never
 * fails.
 */
public final class MetaUsage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double FULL = 100;
    private static final double MOST_PERCENT = 1_000_000;
    private static final long LONGEST_SECONDS = RetryAfter.LONGEST.toSeconds();
    private static final long SECONDS_PER_MINUTE = 60;
    private static final List<String> PARTS = List.of("call_count", "total_cputime", "total_time");

    private final String accountId;
    private final Map<String, Usage> byBucket = new LinkedHashMap<>();

    private MetaUsage(String accountId) {
        this.accountId = accountId;
    }

    /** What the answer of a request says, once for each bucket. */
    public static List<Usage> of(ApiRequest request, ErrorAnswer answer) {
        return of(request.accountId(), answer);
    }

    /** What an answer to a call for an account says, or for none if the id is empty. */
    public static List<Usage> of(String accountId, ErrorAnswer answer) {
        MetaUsage usage = new MetaUsage(accountId);
        usage.app(json(answer, "x-app-usage"));
        usage.account(json(answer, "x-ad-account-usage"));
        usage.useCases(json(answer, "x-business-use-case-usage"));
        usage.insights(json(answer, "x-fb-ads-insights-throttle"));
        usage.insights(json(answer, "x-fb-ads-insights-reach-throttle"));
        return List.copyOf(usage.byBucket.values());
    }

    /** How long an answer asks to be left alone; null if it does not. */
    public static @Nullable Duration regain(ErrorAnswer answer) {
        Duration longest = RetryAfter.of(answer).orElse(Duration.ZERO);
        for (Usage usage : of("", answer)) {
            longest = usage.regainAfter().compareTo(longest) > 0 ? usage.regainAfter() : longest;
        }
        return longest.isZero() ? null : longest;
    }

    private void app(JsonNode usage) {
        if (usage.isObject()) {
            add(MetaBuckets.APP, highest(usage), 0);
        }
    }

    private void account(JsonNode usage) {
        if (usage.has("acc_id_util_pct")) {
            double percent = percent(usage.path("acc_id_util_pct"));
            long reset = wholeSeconds(usage.path("reset_time_duration"), 1);
            add(ofAccount(""), percent, percent >= FULL ? reset : 0);
        }
    }

    private void useCases(JsonNode usage) {
        usage.properties().forEach(object -> object.getValue().forEach(entry -> useCase(object.getKey(), entry)));
    }

    private void useCase(String id, JsonNode entry) {
        String type = entry.path("type").asText("");
        if (!type.isEmpty()) {
            long regain = wholeSeconds(entry.path("estimated_time_to_regain_access"), SECONDS_PER_MINUTE);
            add(MetaBuckets.useCase(id, type), highest(entry), regain);
        }
    }

    private void insights(JsonNode usage) {
        if (usage.has("app_id_util_pct")) {
            add(MetaBuckets.APP_INSIGHTS, percent(usage.path("app_id_util_pct")), 0);
        }
        if (usage.has("acc_id_util_pct")) {
            add(ofAccount("/" + MetaBuckets.INSIGHTS), percent(usage.path("acc_id_util_pct")), 0);
        }
    }

    private String ofAccount(String suffix) {
        return (accountId.isEmpty() ? MetaBuckets.ACCOUNT : MetaBuckets.account(accountId)) + suffix;
    }

    private void add(String bucket, double percent, long regainSeconds) {
        Usage usage = new Usage(bucket, percent, Duration.ofSeconds(regainSeconds));
        byBucket.merge(
                bucket,
                usage,
                (a, b) -> new Usage(
                        bucket,
                        Math.max(a.percent(), b.percent()),
                        a.regainAfter().compareTo(b.regainAfter()) >= 0 ? a.regainAfter() : b.regainAfter()));
    }

    private static double highest(JsonNode usage) {
        return PARTS.stream()
                .mapToDouble(part -> percent(usage.path(part)))
                .max()
                .orElse(0);
    }

    private static double percent(JsonNode node) {
        double value = node.asDouble(0);
        return value > 0 ? Math.min(value, MOST_PERCENT) : 0;
    }

    private static long wholeSeconds(JsonNode node, long unit) {
        double value = node.asDouble(0) * unit;
        return value > 0 ? Math.min((long) Math.ceil(value), LONGEST_SECONDS) : 0;
    }

    private static JsonNode json(ErrorAnswer answer, String header) {
        List<String> values = new ArrayList<>(answer.headers().getOrDefault(header, List.of()));
        if (values.isEmpty()) {
            return MissingNode.getInstance();
        }
        try {
            @Nullable JsonNode tree = JSON.readTree(values.get(0));
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JsonProcessingException unreadable) {
            return MissingNode.getInstance();
        }
    }
}
