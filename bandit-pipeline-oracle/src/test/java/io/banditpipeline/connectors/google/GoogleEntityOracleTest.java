package io.banditpipeline.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.ads.googleads.v23.enums.AdGroupAdStatusEnum.AdGroupAdStatus;
import com.google.ads.googleads.v23.enums.AdGroupStatusEnum.AdGroupStatus;
import com.google.ads.googleads.v23.enums.AdvertisingChannelTypeEnum.AdvertisingChannelType;
import com.google.ads.googleads.v23.enums.CampaignStatusEnum.CampaignStatus;
import com.google.ads.googleads.v23.enums.ConversionActionStatusEnum.ConversionActionStatus;
import com.google.ads.googleads.v23.enums.CustomerStatusEnum.CustomerStatus;
import com.google.ads.googleads.v23.resources.Ad;
import com.google.ads.googleads.v23.resources.AdGroup;
import com.google.ads.googleads.v23.resources.AdGroupAd;
import com.google.ads.googleads.v23.resources.Campaign;
import com.google.ads.googleads.v23.resources.ConversionAction;
import com.google.ads.googleads.v23.resources.CustomerClient;
import com.google.ads.googleads.v23.services.GoogleAdsRow;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What Google's own classes list is what the source lists: accounts, entities, and windows of conversions. */
class GoogleEntityOracleTest {
    private static final Account ACCOUNT =
            new Account("google_ads", "1234567890", ZoneId.of("Asia/Tokyo"), Currency.getInstance("JPY"));
    private static final long FIRST_ID = (1L << 53) + 1;
    private static final List<String> NAMES = List.of(
            "", "Brand", "\u6771\u4eac \"q\" \\ ", "\ud83d\ude80\ud83d\udc69\u200d\ud83d\udcbb", "\u0130\u0131 'x'\n");
    private static final List<String> ZONES = List.of("Asia/Tokyo", "America/New_York", "Europe/Istanbul");
    private static final Map<String, Entity.Status> STATUSES =
            Map.of("PAUSED", Entity.Status.PAUSED, "REMOVED", Entity.Status.REMOVED);

    @Property(tries = 60)
    void entities_have_the_ids_names_parents_and_statuses_of_google(@ForAll Random random) {
        List<Campaign> campaigns = IntStream.range(0, 1 + random.nextInt(8))
                .mapToObj(i -> Campaign.newBuilder()
                        .setId(i == 0 ? Long.MAX_VALUE : FIRST_ID + i)
                        .setName(name(random))
                        .setAdvertisingChannelType(AdvertisingChannelType.SEARCH)
                        .setStatus(oneOf(random, CampaignStatus.values(), CampaignStatus.UNRECOGNIZED))
                        .build())
                .toList();
        List<GoogleAdsRow> groups = IntStream.range(0, random.nextInt(15))
                .mapToObj(i -> GoogleAdsRow.newBuilder()
                        .setCampaign(Campaign.newBuilder()
                                .setId(pick(random, campaigns).getId()))
                        .setAdGroup(AdGroup.newBuilder()
                                .setId(FIRST_ID + 100 + i)
                                .setName(name(random))
                                .setStatus(oneOf(random, AdGroupStatus.values(), AdGroupStatus.UNRECOGNIZED)))
                        .build())
                .toList();
        List<GoogleAdsRow> ads = IntStream.range(0, groups.isEmpty() ? 0 : random.nextInt(30))
                .mapToObj(i -> pick(random, groups).toBuilder()
                        .setAdGroupAd(AdGroupAd.newBuilder()
                                .setAd(Ad.newBuilder()
                                        .setId(FIRST_ID + 1_000 + i)
                                        .setName(name(random)))
                                .setStatus(oneOf(random, AdGroupAdStatus.values(), AdGroupAdStatus.UNRECOGNIZED)))
                        .build())
                .toList();
        List<GoogleAdsRow> rows = campaigns.stream()
                .map(campaign -> GoogleAdsRow.newBuilder().setCampaign(campaign).build())
                .toList();
        try (OfficialGoogle google = new OfficialGoogle();
                GoogleAds source =
                        google.source().level(Level.AD).accounts(ACCOUNT.id()).build()) {
            google.answers(query -> switch (query.resource()) {
                case "campaign" -> rows;
                case "ad_group" -> groups;
                default -> ads;
            });
            assertThat(source.entities(ACCOUNT)).containsExactlyInAnyOrderElementsOf(expected(campaigns, groups, ads));
            assertThat(google.errors()).isEmpty();
        }
    }

    private static List<Entity> expected(List<Campaign> campaigns, List<GoogleAdsRow> groups, List<GoogleAdsRow> ads) {
        List<Entity> entities = new ArrayList<>();
        campaigns.forEach(campaign -> entities.add(new Entity(
                ref(Level.CAMPAIGN, campaign.getId()), campaign.getName(), null, status(campaign.getStatus()))));
        groups.forEach(row -> add(
                entities,
                ref(Level.AD_GROUP, row.getAdGroup().getId()),
                row.getAdGroup().getName(),
                ref(Level.CAMPAIGN, row.getCampaign().getId()),
                status(row.getAdGroup().getStatus())));
        ads.forEach(row -> add(
                entities,
                ref(Level.AD, row.getAdGroupAd().getAd().getId()),
                row.getAdGroupAd().getAd().getName(),
                ref(Level.AD_GROUP, row.getAdGroup().getId()),
                status(row.getAdGroupAd().getStatus())));
        return entities;
    }

    /** What is below something that cannot spend cannot spend either. */
    private static void add(List<Entity> to, EntityRef ref, String name, EntityRef parent, Entity.Status own) {
        Entity.Status above = to.stream()
                .filter(entity -> entity.ref().equals(parent))
                .map(Entity::status)
                .findFirst()
                .orElseThrow();
        to.add(new Entity(ref, name, parent, own.compareTo(above) >= 0 ? own : above));
    }

    private static EntityRef ref(Level level, long id) {
        return new EntityRef(level, Long.toString(id));
    }

    private static Entity.Status status(Enum<?> google) {
        return STATUSES.getOrDefault(google.name(), Entity.Status.ACTIVE);
    }

    @Property(tries = 40)
    void accounts_are_the_enabled_customers_that_are_no_managers(@ForAll Random random) {
        List<CustomerClient> customers = IntStream.range(0, random.nextInt(20))
                .mapToObj(i -> CustomerClient.newBuilder()
                        .setId(1_000_000_000L + i)
                        .setManager(random.nextInt(4) == 0)
                        .setStatus(oneOf(random, CustomerStatus.values(), CustomerStatus.UNRECOGNIZED))
                        .setTimeZone(pick(random, ZONES))
                        .setCurrencyCode(random.nextBoolean() ? "USD" : "TRY")
                        .build())
                .toList();
        List<Account> expected = customers.stream()
                .filter(customer -> !customer.getManager() && customer.getStatus() == CustomerStatus.ENABLED)
                .map(customer -> new Account(
                        "google_ads",
                        Long.toString(customer.getId()),
                        ZoneId.of(customer.getTimeZone()),
                        Currency.getInstance(customer.getCurrencyCode())))
                .toList();
        try (OfficialGoogle google = new OfficialGoogle();
                GoogleAds source = google.source().build()) {
            google.answers(query -> customers.stream()
                    .map(customer -> GoogleAdsRow.newBuilder()
                            .setCustomerClient(customer)
                            .build())
                    .toList());
            assertThat(source.accounts()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(google.errors()).isEmpty();
        }
    }

    @Property(tries = 40)
    void the_lookback_is_the_longest_window_of_what_counts(@ForAll Random random) {
        List<ConversionAction> actions = IntStream.range(0, random.nextInt(6))
                .mapToObj(i -> ConversionAction.newBuilder()
                        .setId(FIRST_ID + i)
                        .setStatus(oneOf(random, ConversionActionStatus.values(), ConversionActionStatus.UNRECOGNIZED))
                        .setIncludeInConversionsMetric(random.nextBoolean())
                        .setClickThroughLookbackWindowDays(1 + random.nextInt(90))
                        .setViewThroughLookbackWindowDays(1 + random.nextInt(30))
                        .build())
                .toList();
        long window = actions.stream()
                .filter(action ->
                        action.getStatus() == ConversionActionStatus.ENABLED && action.getIncludeInConversionsMetric())
                .mapToLong(action ->
                        Math.max(action.getClickThroughLookbackWindowDays(), action.getViewThroughLookbackWindowDays()))
                .max()
                .orElse(Lookback.USUAL_WINDOW);
        try (OfficialGoogle google = new OfficialGoogle();
                GoogleAds source = google.source().accounts(ACCOUNT.id()).build()) {
            google.answers(query -> actions.stream()
                    .map(action -> GoogleAdsRow.newBuilder()
                            .setConversionAction(action)
                            .build())
                    .toList());
            assertThat(source.profile(ACCOUNT).restatementDays()).isEqualTo((int) window + Lookback.MARGIN);
            assertThat(google.errors()).isEmpty();
        }
    }

    private static String name(Random random) {
        return pick(random, NAMES);
    }

    private static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static <E> E oneOf(Random random, E[] values, E but) {
        E value = values[random.nextInt(values.length)];
        return value.equals(but) ? values[0] : value;
    }
}
