package io.banditpipeline.connectors.meta;

import static io.banditpipeline.connectors.meta.FakeMeta.error;
import static io.banditpipeline.connectors.meta.FakeMeta.page;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.meta.FakeMeta.Answer;
import io.banditpipeline.connectors.meta.FakeMeta.Asked;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.testkit.source.RecordingSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Campaign c has the ad sets 10c and 11c, and ad set s the ads s0 and s1; ad n stands for a weight of 1. */
class EntitySplitTest {
    private static final String DAY = "2026-11-20";
    private static final int CAMPAIGNS = 9;

    private final MetaFixture fixture = new MetaFixture();
    private final FakeMeta meta = new FakeMeta(this::answer);
    private final Set<String> tooMuchAtAll = new HashSet<>();
    private final Set<String> tooMuchWithActions = new HashSet<>();
    private int mostAds = Integer.MAX_VALUE;

    @BeforeEach
    void notEverythingAtOnce() {
        mostAds = 8;
    }

    private Answer answer(Asked asked) {
        String path = asked.call().substring("GET ".length());
        if (path.equals("act_1/campaigns")) {
            return objects(IntStream.rangeClosed(1, CAMPAIGNS)
                    .mapToObj(Integer::toString)
                    .toList());
        }
        if (path.endsWith("/adsets")) {
            String campaign = path.substring(0, path.indexOf('/'));
            return objects(List.of("10" + campaign, "11" + campaign));
        }
        if (path.endsWith("/ads")) {
            String set = path.substring(0, path.indexOf('/'));
            return objects(List.of(set + "0", set + "1"));
        }
        return insights(asked);
    }

    private Answer insights(Asked asked) {
        List<String> ads = IntStream.rangeClosed(1, CAMPAIGNS)
                .boxed()
                .flatMap(campaign -> List.of("10", "11").stream().map(set -> set + campaign))
                .flatMap(set -> List.of("0", "1").stream().map(ad -> set + ad))
                .filter(ad -> matches(asked, ad))
                .toList();
        boolean withActions = asked.parameter("fields").contains("actions");
        if (ads.size() > mostAds
                || ads.stream().anyMatch(tooMuchAtAll::contains)
                || withActions && ads.stream().anyMatch(tooMuchWithActions::contains) && hasOthers(asked)) {
            return error(100, 1487534);
        }
        String level = asked.parameter("level");
        return page(
                ads.stream()
                        .collect(Collectors.groupingBy(ad -> idAt(level, ad), Collectors.counting()))
                        .entrySet()
                        .stream()
                        .map(entity -> only(
                                asked,
                                MetaFixture.row(
                                        level + "_id", entity.getKey(), DAY, Math.toIntExact(entity.getValue()))))
                        .collect(Collectors.joining(",")),
                "");
    }

    private static boolean hasOthers(Asked asked) {
        return asked.parameter("fields").contains("spend");
    }

    /** A row with those fields only that were asked for. */
    private static String only(Asked asked, String row) {
        try {
            JsonNode tree = SharedCases.JSON.readTree(row);
            Set<String> fields = Set.of(asked.parameter("fields").split(","));
            ((ObjectNode) tree).retain(fields);
            return tree.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean matches(Asked asked, String ad) {
        String filtering = asked.parameter("filtering");
        if (filtering.isEmpty()) {
            return true;
        }
        try {
            JsonNode filter = SharedCases.JSON.readTree(filtering);
            String level = filter.get(0).path("field").asText().replace(".id", "");
            assertThat(filter.get(1).path("field").asText()).isEqualTo(level + ".effective_status");
            assertThat(filter.get(1).path("value").toString()).contains("ARCHIVED", "DELETED");
            for (JsonNode id : filter.get(0).path("value")) {
                if (id.asText().equals(idAt(level, ad))) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String idAt(String level, String ad) {
        return switch (level) {
            case "campaign" -> ad.substring(2, ad.length() - 1);
            case "adset" -> ad.substring(0, ad.length() - 1);
            default -> ad;
        };
    }

    private static Answer objects(List<String> ids) {
        return page(ids.stream().map(id -> "{\"id\":\"" + id + "\"}").collect(Collectors.joining(",")), "");
    }

    @Test
    void a_day_is_asked_for_by_halves_of_its_campaigns() {
        RecordingSink sink = fetch(Level.AD);
        assertThat(ids(sink)).hasSize(36).doesNotHaveDuplicates();
        assertThat(sink.rejected()).isEmpty();
    }

    @Test
    void a_batch_that_was_small_enough_is_remembered() {
        MetaAds source = source(Level.AD);
        RecordingSink.fetch(source, slice(Level.AD));
        int before = meta.asked().size();
        assertThat(ids(RecordingSink.fetch(source, slice(Level.AD))))
                .hasSize(36)
                .doesNotHaveDuplicates();
        assertThat(meta.asked().size() - before).as("a list and batches of two").isEqualTo(1 + 5);
    }

    @Test
    void rows_of_one_campaign_that_come_in_pieces_are_added_up() {
        mostAds = 1;
        RecordingSink sink = fetch(Level.CAMPAIGN);
        assertThat(sink.rejected()).isEmpty();
        assertThat(sink.rows()).hasSize(CAMPAIGNS).allSatisfy(row -> {
            assertThat(row.metrics().impressions()).isEqualTo(4000);
            assertThat(row.metrics().costMicros()).isEqualTo(6_000_000);
            assertThat(row.metrics().revenueMicros()).isEqualTo(5_000_000);
        });
    }

    @Test
    void an_ad_that_is_too_much_is_asked_for_by_fields_and_put_together() {
        tooMuchWithActions.add("1050");
        RecordingSink sink = fetch(Level.AD);
        assertThat(ids(sink)).hasSize(36).doesNotHaveDuplicates();
        assertThat(sink.rejected()).isEmpty();
        assertThat(sink.rows())
                .extracting(Observation::metrics)
                .containsOnly(sink.rows().get(0).metrics());
    }

    @Test
    void an_ad_that_cannot_be_read_at_all_is_told_and_holds_nobody_up_R8() {
        tooMuchAtAll.add("1050");
        MetaAds source = source(Level.AD);
        RecordingSink sink = RecordingSink.fetch(source, slice(Level.AD));
        assertThat(ids(sink)).hasSize(35).doesNotContain("1050");
        assertThat(MetaFetchTest.rules(sink)).containsExactly("meta.unreportable");
        assertThat(sink.rejected().get(0).raw()).contains("1050");
        int before = meta.asked().size();
        assertThat(ids(RecordingSink.fetch(source, slice(Level.AD)))).hasSize(35);
        assertThat(meta.asked().size() - before)
                .as("it is remembered, so that others stay together")
                .isLessThan(25);
    }

    @Test
    void a_sum_that_lacks_a_piece_is_held_and_not_taken_for_the_whole() {
        tooMuchAtAll.add("1050");
        RecordingSink sink = fetch(Level.CAMPAIGN);
        assertThat(ids(sink)).hasSize(CAMPAIGNS - 1).doesNotContain("5");
        assertThat(MetaFetchTest.rules(sink)).containsExactly("meta.unreportable", "meta.incomplete");
        assertThat(sink.rejected().get(1).observation().metrics().impressions()).isEqualTo(3000);
    }

    private RecordingSink fetch(Level level) {
        return RecordingSink.fetch(source(level), slice(level));
    }

    private MetaAds source(Level level) {
        return fixture.builder(meta).level(level).build();
    }

    private static Slice slice(Level level) {
        return MetaFixture.slice(level, Granularity.DAY, DAY, DAY);
    }

    private static List<String> ids(RecordingSink sink) {
        return sink.rows().stream().map(row -> row.entity().id()).toList();
    }
}
