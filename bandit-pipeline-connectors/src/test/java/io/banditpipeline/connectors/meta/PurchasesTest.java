package io.banditpipeline.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.MetricUnit;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Quantity;
import io.banditpipeline.money.Micros;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PurchasesTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final String PIXEL = "offsite_conversion.fb_pixel_purchase";
    private static final String APP = "app_custom_event.fb_mobile_purchase";
    private static final String ONSITE = "onsite_conversion.purchase";
    private static final PurchaseTypes TYPES = types(PurchaseTypes.VALUE);
    private static final int[][] RANKS = TYPES.ranksOf("act_1", "1");

    @Test
    void every_case_with_a_known_answer_is_counted() {
        JsonNode cases = SharedCases.read("purchase-action-cases.json").path("cases");
        for (JsonNode one : cases) {
            String window = one.path("window").asText(PurchaseTypes.VALUE);
            PurchaseTypes types = types(window);
            Purchases purchases = new Purchases(types);
            add(purchases, Metric.CONVERSIONS, one.path("actions"), window);
            add(purchases, Metric.REVENUE, one.path("action_values"), window);
            Metrics metrics = purchases.into(Metrics.NONE, RANKS);
            assertThat(Micros.toDecimal(metrics.conversionMicros()))
                    .isEqualByComparingTo(new BigDecimal(
                            one.path("expected").path("conversions").asText()));
            assertThat(Micros.toDecimal(metrics.revenueMicros()))
                    .isEqualByComparingTo(
                            new BigDecimal(one.path("expected").path("revenue").asText()));
        }
    }

    @Test
    void the_parts_are_added_only_where_no_wider_type_is_there() {
        assertThat(counted(Map.of(PIXEL, 3L, APP, 4L, ONSITE, 5L), Map.of(PIXEL, 30L)))
                .isEqualTo(metrics(12, 30));
        assertThat(counted(Map.of(PIXEL, 3L, "purchase", 4L), Map.of(PIXEL, 30L)))
                .isEqualTo(metrics(4, 0));
    }

    @Test
    void revenue_without_conversions_keeps_its_own_rank() {
        assertThat(counted(Map.of(), Map.of("omni_purchase", 50L, PIXEL, 50L))).isEqualTo(metrics(0, 50));
    }

    @Property
    void types_of_different_ranks_are_never_added(
            @ForAll Set<@IntRange(max = 4) Integer> present, @ForAll @LongRange(min = 1, max = 1_000_000) long value) {
        List<String> all = List.of("omni_purchase", "purchase", PIXEL, APP, ONSITE);
        Map<String, Long> actions = new LinkedHashMap<>();
        present.forEach(index -> actions.put(all.get(index), value));
        long parts = present.stream().filter(index -> index > 1).count();
        boolean wide = present.contains(0) || present.contains(1);
        assertThat(counted(actions, actions))
                .isEqualTo(metrics(wide ? value : parts * value, wide ? value : parts * value));
    }

    @Test
    void windows_are_added_and_a_missing_one_is_none() {
        PurchaseTypes types = new PurchaseTypes(PurchaseRule.DEFAULT, Map.of(), List.of("7d_click", "1d_view"));
        Purchases purchases = new Purchases(types);
        assertThat(add(purchases, Metric.CONVERSIONS, "purchase", "2.5", "1")).isNull();
        assertThat(add(purchases, Metric.REVENUE, "purchase", null, "9.99")).isNull();
        assertThat(purchases.into(Metrics.NONE, RANKS))
                .isEqualTo(new Metrics(Metrics.ABSENT, Metrics.ABSENT, 3_500_000, Metrics.ABSENT, 9_990_000));
    }

    @Test
    void a_type_that_is_there_twice_or_has_no_value_is_told() {
        Purchases purchases = new Purchases(types(PurchaseTypes.VALUE));
        assertThat(add(purchases, Metric.CONVERSIONS, "purchase", "1")).isNull();
        assertThat(add(purchases, Metric.CONVERSIONS, "purchase", "1").rule()).isEqualTo("meta.action_twice");
        assertThat(add(purchases, Metric.REVENUE, "purchase", (String) null).rule())
                .isEqualTo("meta.missing");
        assertThat(add(purchases, Metric.REVENUE, "purchase", "a lot").rule()).isEqualTo("metric.not_a_number");
    }

    @Test
    void a_type_that_cannot_count_any_more_is_passed_over_whatever_it_says() {
        Purchases purchases = new Purchases(TYPES);
        assertThat(add(purchases, Metric.CONVERSIONS, "purchase", "2")).isNull();
        assertThat(add(purchases, Metric.CONVERSIONS, PIXEL, "a lot")).isNull();
        assertThat(add(purchases, Metric.REVENUE, "omni_purchase", "a lot")).isNull();
        assertThat(add(purchases, Metric.REVENUE, "purchase", "7")).isNull();
        assertThat(purchases.into(Metrics.NONE, RANKS)).isEqualTo(metrics(2, 7));
        assertThat(add(purchases, Metric.CONVERSIONS, "omni_purchase", "3")).isNull();
        assertThat(purchases.into(Metrics.NONE, RANKS)).isEqualTo(metrics(3, 0));
    }

    @Test
    void no_type_is_passed_over_while_its_rank_hangs_on_the_object() {
        PurchaseTypes types = new PurchaseTypes(PurchaseRule.DEFAULT, Map.of("77", PurchaseRule.of(PIXEL)), List.of());
        Purchases purchases = new Purchases(types);
        assertThat(purchases.mayCount(Metric.CONVERSIONS, types.indexOf(PIXEL))).isTrue();
        ActionValues two = new ActionValues(1);
        two.put(0, new char[] {'2'}, 0, 1);
        assertThat(purchases.add(Metric.CONVERSIONS, types.indexOf("omni_purchase"), "omni_purchase", two, USD))
                .isNull();
        assertThat(purchases.mayCount(Metric.CONVERSIONS, types.indexOf(PIXEL))).isTrue();
        assertThat(purchases.mayCount(Metric.REVENUE, types.indexOf(PIXEL))).isTrue();
    }

    @Test
    void an_account_or_object_may_have_a_rule_of_its_own() {
        PurchaseTypes types = new PurchaseTypes(
                PurchaseRule.DEFAULT,
                Map.of("act_1", PurchaseRule.of("lead"), "77", PurchaseRule.of(PIXEL)),
                List.of());
        assertThat(types.indexOf("lead")).isNotNegative();
        assertThat(types.ranksOf("act_1", "5")).isEqualTo(new int[][] {{types.indexOf("lead")}});
        assertThat(types.ranksOf("act_1", "77")).isEqualTo(new int[][] {{types.indexOf(PIXEL)}});
        assertThat(types.ranksOf("act_2", "5")).isEqualTo(new int[][] {
            {types.indexOf("omni_purchase")},
            {types.indexOf("purchase")},
            {types.indexOf(PIXEL), types.indexOf(APP), types.indexOf(ONSITE)}
        });
        assertThatThrownBy(() -> PurchaseRule.of("a", "b + a")).hasMessageContaining("\"a\"");
    }

    @Property
    void any_value_is_read_as_the_exact_conversion_reads_it_R9(@ForAll("values") String text) {
        Purchases purchases = new Purchases(types(PurchaseTypes.VALUE));
        @Nullable Reason wrong = add(purchases, Metric.REVENUE, "purchase", text);
        Quantity exact = MetricUnit.UNIT.convert(Metric.REVENUE, text, USD);
        if (exact instanceof Quantity.Exact value && value.value() != Long.MAX_VALUE) {
            assertThat(wrong).isNull();
            assertThat(purchases.into(Metrics.NONE, RANKS).revenueMicros()).isEqualTo(value.value());
        } else {
            assertThat(wrong).isNotNull();
        }
    }

    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> decimals = Arbitraries.bigDecimals()
                .between(new BigDecimal("-9999999999999"), new BigDecimal("9999999999999"))
                .ofScale(8)
                .map(BigDecimal::toString);
        return Arbitraries.oneOf(
                decimals,
                Arbitraries.doubles().map(String::valueOf),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.strings().withChars("0123456789.-+eE ").ofMaxLength(24),
                Arbitraries.strings().ofMaxLength(8));
    }

    private static Metrics counted(Map<String, Long> actions, Map<String, Long> values) {
        Purchases purchases = new Purchases(types(PurchaseTypes.VALUE));
        actions.forEach((type, value) -> add(purchases, Metric.CONVERSIONS, type, value));
        values.forEach((type, value) -> add(purchases, Metric.REVENUE, type, value));
        return purchases.into(Metrics.NONE, RANKS);
    }

    private static void add(Purchases purchases, Metric metric, String type, long value) {
        assertThat(add(purchases, metric, type, Long.toString(value))).isNull();
    }

    private static void add(Purchases purchases, Metric metric, JsonNode entries, String window) {
        List<JsonNode> list = new ArrayList<>();
        entries.forEach(list::add);
        list.forEach(entry -> assertThat(add(
                        purchases,
                        metric,
                        entry.path("action_type").asText(),
                        entry.path(window).asText(null)))
                .isNull());
    }

    /** An entry with one value of each window, null where it has none. */
    private static @Nullable Reason add(Purchases purchases, Metric metric, String type, @Nullable String... windows) {
        ActionValues values = new ActionValues(windows.length);
        for (int window = 0; window < windows.length; window++) {
            @Nullable String text = windows[window];
            if (text != null) {
                values.put(window, (" " + text + " ").toCharArray(), 1, text.length());
            }
        }
        return purchases.add(metric, TYPES.indexOf(type), type, values, USD);
    }

    private static PurchaseTypes types(String window) {
        return new PurchaseTypes(
                PurchaseRule.DEFAULT, Map.of(), window.equals(PurchaseTypes.VALUE) ? List.of() : List.of(window));
    }

    private static Metrics metrics(long conversions, long revenue) {
        return new Metrics(
                Metrics.ABSENT, Metrics.ABSENT, conversions * 1_000_000, Metrics.ABSENT, revenue * 1_000_000);
    }
}
