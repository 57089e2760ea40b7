package io.banditpipeline.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.internal.google.SearchStreamParser;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.testkit.platform.HttpFault;
import io.banditpipeline.testkit.platform.HttpReply;
import io.banditpipeline.testkit.source.RecordingSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An ad that is in several ad groups counts with all of its rows. */
class AdSumsTest {
    private static final Slice SLICE = new Slice(
            "google_ads",
            new Account("google_ads", "9", ZoneId.of("Asia/Tokyo"), Currency.getInstance("JPY")),
            Level.AD,
            Granularity.DAY,
            new DateRange(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 9)));

    private static String row(String ad, int day, String cost) {
        return "{\"campaign\":{\"id\":\"1\"},\"adGroupAd\":{\"ad\":{\"id\":\"" + ad + "\"}},\"segments\":{\"date\":\""
                + "2026-11-0" + day + "\"},\"metrics\":{\"costMicros\":\"" + cost + "\",\"conversions\":0.5}}";
    }

    private static String answer(List<String> rows) {
        return "[{\"results\":[" + String.join(",", rows) + "]}]";
    }

    private static RecordingSink parse(String... rows) throws IOException {
        RecordingSink sink = new RecordingSink();
        CountingSink counting = new CountingSink(sink);
        byte[] body = answer(List.of(rows)).getBytes(StandardCharsets.UTF_8);
        SearchStreamParser.parse(
                new ByteArrayInputStream(body),
                SLICE,
                Level.AD,
                counting,
                new AdSums(SLICE, GoogleFixture.NOW, counting));
        return sink;
    }

    /** What was delivered: ad, day of the month, cost. */
    private static List<String> costs(RecordingSink sink) {
        return sink.rows().stream()
                .map(row -> row.entity().id() + " " + row.interval().day().getDayOfMonth() + " "
                        + row.metrics().costMicros())
                .toList();
    }

    private static List<String> rules(RecordingSink sink) {
        return sink.rejected().stream()
                .map(row -> row.reasons().get(0).rule() + " "
                        + (row.observation() == null
                                ? "-"
                                : row.observation().entity().id()))
                .toList();
    }

    @Test
    void rows_of_one_ad_and_day_are_one() throws IOException {
        RecordingSink sink =
                parse(row("5", 1, "10"), row("5", 1, "20"), row("5", 2, "3"), row("6", 2, "4"), row("6", 2, "5"));
        assertThat(costs(sink)).containsExactly("5 1 30", "5 2 3", "6 2 9");
        assertThat(sink.rows().get(0).metrics().conversionMicros()).isEqualTo(1_000_000);
        assertThat(sink.rejected()).isEmpty();
    }

    @Test
    void rows_that_come_apart_are_both_passed_on() throws IOException {
        assertThat(costs(parse(row("5", 1, "10"), row("6", 1, "1"), row("5", 1, "20"))))
                .containsExactly("5 1 10", "6 1 1", "5 1 20");
    }

    @Test
    void a_sum_that_does_not_fit_is_rejected_with_all_of_its_rows_R8() throws IOException {
        RecordingSink sink =
                parse(row("5", 1, "9223372036854775807"), row("5", 1, "1"), row("5", 1, "-7"), row("6", 1, "4"));
        assertThat(costs(sink)).containsExactly("6 1 4");
        assertThat(rules(sink)).containsExactly("google.overflow -");
        assertThat(sink.rejected().get(0).raw()).contains("costMicros=1,").contains("costMicros=9223372036854775800");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5 | 1 | x  | google.number -, google.incomplete 5                      | 6 1 2, 6 2 3
            x | 1 | 10 | google.id -, google.incomplete 5, google.incomplete 6     | 6 2 3
            x | 2 | 10 | google.id -                                               | 5 1 1, 6 1 2, 6 2 3
            5 | 0 | 10 | google.date -, google.incomplete 5                        | 6 1 2, 6 2 3
            6 | 0 | 10 | google.date -, google.incomplete 6                        | 5 1 1, 6 2 3
            5 | 2 | x  | google.number -                                           | 5 1 1, 6 1 2, 6 2 3
            6 | 1 | x  | google.number -, google.incomplete 6                      | 5 1 1, 6 2 3
            """)
    void what_may_be_only_a_part_does_not_pass_for_the_whole_R8(
            String ad, int day, String cost, String rules, String costs) throws IOException {
        RecordingSink sink = parse(row("5", 1, "1"), row(ad, day, cost), row("6", 1, "2"), row("6", 2, "3"));
        assertThat(String.join(", ", rules(sink))).isEqualTo(rules);
        assertThat(String.join(", ", costs(sink))).isEqualTo(costs);
    }

    @Property
    void sums_are_those_of_all_rows(
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 3) Integer> ads,
            @ForAll @Size(value = 40) List<@IntRange(min = 1, max = 3) Integer> days,
            @ForAll @Size(value = 40) List<@IntRange Integer> costs)
            throws IOException {
        Map<String, List<String>> rows = new TreeMap<>();
        Map<String, Long> sums = new TreeMap<>();
        for (int i = 0; i < ads.size(); i++) {
            String key = ads.get(i) + " " + days.get(i);
            rows.computeIfAbsent(key, any -> new ArrayList<>())
                    .add(row(ads.get(i).toString(), days.get(i), costs.get(i).toString()));
            sums.merge(key, costs.get(i).longValue(), Long::sum);
        }
        RecordingSink sink = parse(rows.values().stream().flatMap(List::stream).toArray(String[]::new));
        assertThat(costs(sink))
                .containsExactlyElementsOf(sums.entrySet().stream()
                        .map(sum -> sum.getKey() + " " + sum.getValue())
                        .toList());
    }

    @Test
    void an_ad_in_two_ad_groups_is_collected_with_both_and_asked_for_in_order() {
        try (GoogleFixture google = GoogleFixture.plain();
                GoogleAds source = google.builder()
                        .accounts(google.account().id())
                        .level(Level.AD)
                        .build()) {
            google.simulator
                    .server()
                    .faults()
                    .next(
                            call -> call.text().contains("FROM ad_group_ad WHERE segments"),
                            HttpFault.answer(HttpReply.json(
                                    200, answer(List.of(row("5", 8, "10"), row("5", 8, "20"), row("5", 9, "1"))))));
            RecordingSink sink =
                    RecordingSink.fetch(source, google.slice(Level.AD, Granularity.DAY, "2026-11-08", "2026-11-09"));
            assertThat(costs(sink))
                    .contains("5 8 30", "5 9 1")
                    .filteredOn(row -> row.startsWith("5 "))
                    .hasSize(2);
            assertThat(sink.rejected()).extracting(RejectedRow::where).isEmpty();
            assertThat(google.simulator.server().calls())
                    .anySatisfy(call -> assertThat(call.call().text())
                            .contains("ORDER BY ad_group_ad.ad.id, segments.date PARAMETERS"));
        }
    }

    @Test
    void what_was_held_back_when_an_answer_broke_off_is_asked_for_anew_and_not_twice() {
        String failure = "{\"error\":{\"code\":504,\"status\":\"DEADLINE_EXCEEDED\",\"message\":\"m\",\"details\":"
                + "[{\"errors\":[{\"errorCode\":{\"internalError\":\"DEADLINE_EXCEEDED\"}}]}]}}";
        RecordingSink sink = new RecordingSink();
        CountingSink counting = new CountingSink(sink);
        byte[] body = ("[{\"results\":[" + row("5", 1, "1") + "]}," + failure + "]").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> SearchStreamParser.parse(
                        new ByteArrayInputStream(body),
                        SLICE,
                        Level.AD,
                        counting,
                        new AdSums(SLICE, GoogleFixture.NOW, counting)))
                .hasMessageContaining("DEADLINE_EXCEEDED");
        assertThat(sink.rows()).isEmpty();
        assertThat(counting.delivered()).isEqualTo(1);
    }
}
