package io.banditpipeline.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.rate.BucketSpec;
import io.banditpipeline.connectors.internal.rate.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MetaUsageTest {
    @Test
    void every_case_with_a_known_answer_is_read() {
        for (JsonNode one : SharedCases.read("rate-limit-headers.json").path("cases")) {
            List<Usage> usages =
                    MetaUsage.of("act_1", new ErrorAnswer(200, SharedCases.headers(one.path("headers")), ""));
            double percent = usages.stream().mapToDouble(Usage::percent).max().orElse(0);
            long seconds = usages.stream()
                    .mapToLong(usage -> usage.regainAfter().toSeconds())
                    .max()
                    .orElse(0);
            assertThat(percent)
                    .as(one.toString())
                    .isEqualTo(one.path("maxUtilPct").asDouble());
            assertThat(seconds)
                    .as(one.toString())
                    .isEqualTo(one.path("regainSeconds").asLong());
        }
    }

    @Test
    void every_id_and_entry_of_a_use_case_is_a_bucket_of_its_own() {
        List<Usage> usages = usages(
                "x-business-use-case-usage",
                "{\"7\":[{\"type\":\"ads_insights\",\"call_count\":3,\"total_time\":90},"
                        + "{\"type\":\"ads_management\",\"call_count\":1,\"estimated_time_to_regain_access\":2}],"
                        + "\"8\":[{\"type\":\"ads_insights\",\"call_count\":5}]}");
        assertThat(usages)
                .containsExactly(
                        new Usage("account/act_7/ads_insights", 90, Duration.ZERO),
                        new Usage("account/act_7/ads_management", 1, Duration.ofMinutes(2)),
                        new Usage("account/act_8/ads_insights", 5, Duration.ZERO));
        assertThat(MetaBuckets.ofInsights("act_7")).extracting(BucketSpec::name).contains("account/act_7/ads_insights");
    }

    @Test
    void the_throttle_of_insights_is_told_of_app_and_account() {
        assertThat(usages("X-FB-Ads-Insights-Throttle", "{\"app_id_util_pct\":100,\"acc_id_util_pct\":10}"))
                .containsExactly(
                        new Usage(MetaBuckets.APP_INSIGHTS, 100, Duration.ZERO),
                        new Usage("account/act_1/ads_insights", 10, Duration.ZERO));
    }

    @Test
    void a_full_account_is_left_alone_until_it_is_reset() {
        assertThat(usages("x-ad-account-usage", "{\"acc_id_util_pct\":100,\"reset_time_duration\":40}"))
                .containsExactly(new Usage("account/act_1", 100, Duration.ofSeconds(40)));
    }

    @Property
    void no_header_at_all_makes_it_fail(@ForAll String text) {
        for (String header : List.of("x-app-usage", "x-ad-account-usage", "x-business-use-case-usage")) {
            assertThat(usages(header, text)).hasSizeLessThan(2);
            assertThat(usages(header, "{\"1\":" + text.length() + ",\"2\":[null,[],{\"type\":null}]}"))
                    .hasSizeLessThan(2);
        }
    }

    private static List<Usage> usages(String header, String value) {
        return MetaUsage.of("act_1", new ErrorAnswer(200, Map.of(header, List.of(value)), ""));
    }
}
