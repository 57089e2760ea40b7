package io.banditpipeline.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.facebook.ads.sdk.APIContext;
import com.facebook.ads.sdk.APIException;
import com.facebook.ads.sdk.Ad;
import com.facebook.ads.sdk.AdSet;
import com.facebook.ads.sdk.AdsInsights;
import com.facebook.ads.sdk.Campaign;
import com.google.gson.JsonObject;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.PlatformFailure;
import io.banditpipeline.connectors.internal.meta.MetaErrors;
import io.banditpipeline.security.Secret;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Campaigns, ad sets, ads, proofs and errors are what Meta's own SDK makes of them; its words are Meta's words. */
class MetaEntityOracleTest {
    private static final Account ACCOUNT =
            new Account("meta", "act_1", ZoneId.of("America/New_York"), Currency.getInstance("USD"));
    private static final List<String> NAMES = List.of(
            "", "Brand", "\u6771\u4eac \"q\" \\", "\ud83d\ude80\ud83d\udc69\u200d\ud83d\udcbb", "\u0130\u0131 'x'\n");
    private static final Set<String> RUNNING = Set.of("ACTIVE", "WITH_ISSUES", "IN_PROCESS");
    private static final Set<String> GONE = Set.of("DELETED", "ARCHIVED");

    @Property(tries = 80)
    void every_object_is_what_the_sdk_reads(@ForAll Random random) throws APIException {
        Map<String, List<String>> pages = Map.of(
                "campaigns", pages(random, words(Campaign.EnumEffectiveStatus.values())),
                "adsets", pages(random, words(AdSet.EnumEffectiveStatus.values())),
                "ads", pages(random, words(Ad.EnumEffectiveStatus.values())));
        List<Entity> expected = new ArrayList<>();
        OfficialMeta.read(Campaign.class, pages.get("campaigns"), Campaign::parseResponse)
                .forEach(node -> expected.add(entity(
                        Level.CAMPAIGN, node.getFieldId(), node.getFieldName(), null, node.getFieldEffectiveStatus())));
        OfficialMeta.read(AdSet.class, pages.get("adsets"), AdSet::parseResponse)
                .forEach(node -> expected.add(entity(
                        Level.AD_GROUP,
                        node.getFieldId(),
                        node.getFieldName(),
                        new EntityRef(Level.CAMPAIGN, node.getFieldCampaignId()),
                        node.getFieldEffectiveStatus())));
        OfficialMeta.read(Ad.class, pages.get("ads"), Ad::parseResponse)
                .forEach(node -> expected.add(entity(
                        Level.AD,
                        node.getFieldId(),
                        node.getFieldName(),
                        new EntityRef(Level.AD_GROUP, node.getFieldAdsetId()),
                        node.getFieldEffectiveStatus())));
        try (OfficialMeta meta = new OfficialMeta(pages);
                MetaAds source = meta.source().level(Level.AD).build()) {
            assertThat(source.entities(ACCOUNT)).containsExactlyElementsOf(expected);
            assertThat(meta.errors()).isEmpty();
        }
    }

    private static Entity entity(Level level, String id, String name, EntityRef parent, Enum<?> effective) {
        String word = effective.toString();
        Entity.Status status = RUNNING.contains(word)
                ? Entity.Status.ACTIVE
                : GONE.contains(word) ? Entity.Status.REMOVED : Entity.Status.PAUSED;
        return new Entity(new EntityRef(level, id), name, parent, status);
    }

    private static List<String> pages(Random random, List<String> statuses) {
        List<JsonObject> nodes = IntStream.range(0, random.nextInt(20))
                .mapToObj(i -> {
                    JsonObject node = new JsonObject();
                    node.addProperty("id", "2385123456789012" + (1_000 + i));
                    node.addProperty("name", NAMES.get(random.nextInt(NAMES.size())));
                    node.addProperty("effective_status", statuses.get(random.nextInt(statuses.size())));
                    node.addProperty("campaign_id", Long.toString(Long.MAX_VALUE - random.nextInt(9)));
                    node.addProperty("adset_id", Integer.toString(1 + random.nextInt(9)));
                    return node;
                })
                .toList();
        return OfficialMeta.pages(nodes, 1 + random.nextInt(12));
    }

    @Test
    void the_statuses_that_lists_are_asked_for_are_all_that_the_sdk_knows() {
        assertThat(MetaLevel.CAMPAIGN.statuses())
                .containsExactlyInAnyOrderElementsOf(words(Campaign.EnumEffectiveStatus.values()));
        assertThat(MetaLevel.AD_SET.statuses())
                .containsExactlyInAnyOrderElementsOf(words(AdSet.EnumEffectiveStatus.values()));
        assertThat(MetaLevel.AD.statuses()).containsExactlyInAnyOrderElementsOf(words(Ad.EnumEffectiveStatus.values()));
    }

    @Test
    void levels_breakdowns_and_windows_are_words_of_the_sdk() {
        assertThat(words(AdsInsights.EnumLevel.values()))
                .containsAll(Stream.of(MetaLevel.values()).map(MetaLevel::word).toList());
        assertThat(words(AdsInsights.EnumBreakdowns.values())).contains(InsightsField.HOUR.shown());
        assertThat(words(AdsInsights.EnumActionAttributionWindows.values()))
                .contains("1d_click", "7d_click", "28d_click", "1d_view");
    }

    @Property(tries = 300)
    void the_proof_of_the_secret_is_that_of_the_sdk(
            @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 200) String secret,
            @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 300) String token) {
        assertThat(AppSecretProof.of(Secret.of(secret), Secret.of(token)).reveal())
                .isEqualTo(APIContext.sha256(secret, token));
    }

    @Property(tries = 300)
    void an_error_that_the_sdk_takes_for_an_empty_row_is_an_error_here_with_its_codes(@ForAll Random random)
            throws APIException {
        int code = random.nextInt(4) == 0 ? -2 : 1 + random.nextInt(90_000);
        int subcode = random.nextBoolean() ? 0 : 1 + random.nextInt(3_000_000);
        JsonObject error = new JsonObject();
        error.addProperty("message", NAMES.get(random.nextInt(NAMES.size())));
        error.addProperty("type", "OAuthException");
        error.addProperty("code", code);
        if (subcode > 0) {
            error.addProperty("error_subcode", subcode);
        }
        error.addProperty("fbtrace_id", "trace");
        JsonObject answer = new JsonObject();
        answer.add("error", error);
        String body = answer.toString();
        assertThat(OfficialMeta.read(AdsInsights.class, List.of(body), AdsInsights::parseResponse))
                .singleElement()
                .satisfies(row -> assertThat(row.getFieldImpressions()).isNull());
        PlatformFailure thrown = catchThrowableOfType(
                PlatformFailure.class,
                () -> GraphPage.read(
                        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                        new ErrorAnswer(200, Map.of(), ""),
                        "127.0.0.1",
                        GraphPage.ElementReader.trees(),
                        node -> {}));
        assertThat(thrown.failure().code()).isEqualTo(subcode > 0 ? code + "/" + subcode : Integer.toString(code));
        Failure byStatus = new MetaErrors().classify(new ErrorAnswer(400, Map.of(), body));
        assertThat(byStatus.code()).isEqualTo(thrown.failure().code());
        assertThat(byStatus.requestId()).isEqualTo("trace");
    }

    private static List<String> words(Object[] values) {
        return Stream.of(values).map(Object::toString).toList();
    }
}
