package io.banditpipeline.connectors.google;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The campaigns of an account, and which of them have ads that account for all that they report. Immutable. */
final class CampaignList {
    private final long[] ids;
    private final long[] withAds;

    private CampaignList(long[] ids, long[] withAds) {
        this.ids = ids;
        this.withAds = withAds;
    }

    /** Collects campaigns of rows. Not thread-safe. */
    static final class Collector {
        private final List<Long> ids = new ArrayList<>();
        private final List<Long> withAds = new ArrayList<>();

        void add(JsonNode campaign) {
            long id = campaign.path("id").asLong();
            ids.add(id);
            if (hasAds(campaign)) {
                withAds.add(id);
            }
        }

        CampaignList list() {
            return new CampaignList(sorted(ids), sorted(withAds));
        }

        private static long[] sorted(List<Long> list) {
            return list.stream().mapToLong(Long::longValue).sorted().toArray();
        }
    }

    /** Whether a campaign is of a type whose ads have rows for all that it reports. */
    static boolean hasAds(JsonNode campaign) {
        return Gaql.TYPES_WITH_ADS.contains(
                campaign.path("advertisingChannelType").asText());
    }

    /** All campaigns, those that were removed included. */
    List<Long> ids() {
        return Arrays.stream(ids).boxed().toList();
    }

    /** Whether there are campaigns whose ads do not account for all. */
    boolean hasRemainders() {
        return withAds.length < ids.length;
    }

    /** Whether a campaign is known to be one whose ads account for all. */
    boolean isWithAds(long id) {
        return Arrays.binarySearch(withAds, id) >= 0;
    }
}
