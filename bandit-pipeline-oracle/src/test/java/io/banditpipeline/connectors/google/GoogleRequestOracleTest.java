package io.banditpipeline.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.ads.googleads.v23.enums.AdvertisingChannelTypeEnum.AdvertisingChannelType;
import com.google.ads.googleads.v23.enums.CustomerStatusEnum.CustomerStatus;
import com.google.ads.googleads.v23.resources.Campaign;
import com.google.ads.googleads.v23.resources.Customer;
import com.google.ads.googleads.v23.resources.CustomerClient;
import com.google.ads.googleads.v23.services.GoogleAdsRow;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.testkit.source.RecordingSink;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Google's own classes read every request, and know every name in every query. */
class GoogleRequestOracleTest {
    private static final Account ACCOUNT =
            new Account("google_ads", "1234567890", ZoneId.of("Asia/Tokyo"), Currency.getInstance("JPY"));

    private final OfficialGoogle google = new OfficialGoogle();

    @AfterEach
    void close() {
        google.close();
    }

    @Test
    void every_query_of_every_level_is_one_that_google_can_answer() {
        google.answers(GoogleRequestOracleTest::rows);
        for (Level level : List.of(Level.CAMPAIGN, Level.AD_GROUP, Level.AD)) {
            try (GoogleAds source = google.source().level(level).build()) {
                assertThat(source.accounts()).containsExactly(ACCOUNT);
                source.profile(ACCOUNT);
                source.entities(ACCOUNT);
                RecordingSink.fetch(source, slice(level, Granularity.DAY, 30));
                RecordingSink.fetch(source, slice(level, Granularity.HOUR, 2));
            }
            try (GoogleAds source = google.source()
                    .level(level)
                    .accounts("123-456-7890")
                    .loginCustomerId("999-999-9999")
                    .build()) {
                assertThat(source.accounts()).containsExactly(ACCOUNT);
            }
            try (GoogleAds source =
                    google.source().level(level).accounts("1234567890").build()) {
                assertThat(source.accounts()).containsExactly(ACCOUNT);
            }
        }
        assertThat(google.errors()).isEmpty();
        assertThat(google.queries().stream().map(StrictQuery::resource).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "campaign", "ad_group", "ad_group_ad", "customer", "customer_client", "conversion_action");
    }

    @Test
    void a_query_for_some_campaigns_is_one_that_google_can_answer() {
        google.answers(GoogleRequestOracleTest::rows);
        google.refuseWholes();
        for (Level level : List.of(Level.CAMPAIGN, Level.AD_GROUP, Level.AD)) {
            try (GoogleAds source =
                    google.source().level(level).accounts("1234567890").build()) {
                RecordingSink.fetch(source, slice(level, Granularity.DAY, 1));
            }
        }
        assertThat(google.errors()).isEmpty();
        assertThat(google.queries()).anySatisfy(query -> assertThat(query.conditions())
                .contains("campaign.id IN (")
                .contains(Long.toString(Long.MAX_VALUE)));
    }

    /** Types that Google adds are no fault; a type that it does not have would leave rows out. */
    @Test
    void the_types_of_campaigns_with_ads_are_types_of_google() {
        assertThat(Gaql.TYPES_WITH_ADS).allSatisfy(type -> assertThat(AdvertisingChannelType.valueOf(type))
                .isNotIn(AdvertisingChannelType.UNSPECIFIED, AdvertisingChannelType.UNKNOWN));
    }

    private static List<GoogleAdsRow> rows(StrictQuery query) {
        return switch (query.resource()) {
            case "customer" ->
                List.of(GoogleAdsRow.newBuilder()
                        .setCustomer(Customer.newBuilder()
                                .setId(1234567890)
                                .setStatus(CustomerStatus.ENABLED)
                                .setManager(false)
                                .setTimeZone("Asia/Tokyo")
                                .setCurrencyCode("JPY"))
                        .build());
            case "customer_client" ->
                List.of(GoogleAdsRow.newBuilder()
                        .setCustomerClient(CustomerClient.newBuilder()
                                .setId(1234567890)
                                .setStatus(CustomerStatus.ENABLED)
                                .setManager(false)
                                .setTimeZone("Asia/Tokyo")
                                .setCurrencyCode("JPY"))
                        .build());
            case "campaign" -> query.fields().contains("metrics.clicks") ? List.of() : campaigns();
            default -> List.of();
        };
    }

    private static List<GoogleAdsRow> campaigns() {
        return LongStream.rangeClosed(1, 7)
                .map(i -> i == 7 ? Long.MAX_VALUE : i)
                .mapToObj(id -> GoogleAdsRow.newBuilder()
                        .setCampaign(Campaign.newBuilder()
                                .setId(id)
                                .setAdvertisingChannelType(
                                        id % 2 == 0
                                                ? AdvertisingChannelType.PERFORMANCE_MAX
                                                : AdvertisingChannelType.SEARCH))
                        .build())
                .toList();
    }

    private static Slice slice(Level level, Granularity granularity, int days) {
        LocalDate last = LocalDate.parse("2026-11-19");
        return new Slice("google_ads", ACCOUNT, level, granularity, new DateRange(last.minusDays(days - 1L), last));
    }
}
