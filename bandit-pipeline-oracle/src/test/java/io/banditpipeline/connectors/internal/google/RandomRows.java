package io.banditpipeline.connectors.internal.google;

import com.google.ads.googleads.v23.common.Metrics;
import com.google.ads.googleads.v23.common.Segments;
import com.google.ads.googleads.v23.enums.AdvertisingChannelTypeEnum.AdvertisingChannelType;
import com.google.ads.googleads.v23.enums.CampaignStatusEnum.CampaignStatus;
import com.google.ads.googleads.v23.enums.DeviceEnum.Device;
import com.google.ads.googleads.v23.resources.Ad;
import com.google.ads.googleads.v23.resources.AdGroup;
import com.google.ads.googleads.v23.resources.AdGroupAd;
import com.google.ads.googleads.v23.resources.Campaign;
import com.google.ads.googleads.v23.resources.Customer;
import com.google.ads.googleads.v23.services.GoogleAdsRow;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/**
 * Random rows of reports, as Google's own classes hold them: plain ones and those at the edge of what they can hold.
 */
final class RandomRows {
    private static final long EXACT_IN_A_DOUBLE = 1L << 53;
    private static final List<String> NAMES = List.of(
            "",
            "Brand",
            "T\u00fcrkiye \u0130ndirim \u0131",
            "\u6771\u4eac \u30d6\u30e9\u30f3\u30c9",
            "\ud83d\ude80\ud83d\udc69\u200d\ud83d\udcbb \"50 %\" off",
            "back\\slash / \"quote\" 'tick' <b>&amp;</b>",
            "line\nbreak\ttab \u0000 \u2028 \u2029 \u007f",
            "{\"metrics\":{\"clicks\":\"9\"}}",
            "]}],\"error\":{\"code\":500}");
    private static final List<Double> EDGES = List.of(
            0.0,
            -0.0,
            1e-7,
            5e-7,
            1.5e-6,
            2.5e-6,
            0.1,
            0.30000000000000004,
            1.0 / 3,
            123456.7890125,
            -1.25,
            9.007199254740993E15,
            9.2e12,
            9223372036854.775,
            9.3e12,
            1e15,
            1e300,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY);

    private final Random random;
    private final LocalDate first;
    private final int days;

    /** Rows of some days from a first one on. */
    RandomRows(Random random, LocalDate first, int days) {
        this.random = random;
        this.first = first;
        this.days = days;
    }

    GoogleAdsRow next() {
        GoogleAdsRow.Builder row = GoogleAdsRow.newBuilder();
        if (mostly()) {
            row.setMetrics(metrics());
        }
        if (mostly()) {
            row.setSegments(segments());
        }
        if (mostly()) {
            row.setCampaign(campaign());
        }
        if (mostly()) {
            row.setAdGroup(adGroup());
        }
        if (mostly()) {
            row.setAdGroupAd(adGroupAd());
        }
        if (random.nextBoolean()) {
            row.setCustomer(customer());
        }
        return row.build();
    }

    private Metrics metrics() {
        Metrics.Builder metrics = Metrics.newBuilder();
        if (mostly()) {
            metrics.setImpressions(count());
        }
        if (mostly()) {
            metrics.setClicks(count());
        }
        if (mostly()) {
            metrics.setCostMicros(count());
        }
        if (mostly()) {
            metrics.setConversions(fraction());
        }
        if (mostly()) {
            metrics.setConversionsValue(fraction());
        }
        if (random.nextBoolean()) {
            metrics.setCtr(random.nextDouble()).setAllConversions(fraction()).setAverageCpc(fraction());
        }
        return metrics.build();
    }

    private Segments segments() {
        Segments.Builder segments = Segments.newBuilder();
        if (mostly()) {
            segments.setDate(first.plusDays(random.nextInt(days)).toString());
        }
        if (mostly()) {
            segments.setHour(random.nextInt(24));
        }
        if (random.nextBoolean()) {
            segments.setDevice(oneOf(Device.values(), Device.UNRECOGNIZED));
        }
        return segments.build();
    }

    private Campaign campaign() {
        Campaign.Builder campaign = Campaign.newBuilder();
        if (mostly()) {
            campaign.setId(id());
        }
        if (random.nextBoolean()) {
            campaign.setName(name())
                    .setResourceName("customers/1/campaigns/" + campaign.getId())
                    .setStatus(oneOf(CampaignStatus.values(), CampaignStatus.UNRECOGNIZED))
                    .setAdvertisingChannelType(
                            oneOf(AdvertisingChannelType.values(), AdvertisingChannelType.UNRECOGNIZED));
        }
        return campaign.build();
    }

    private AdGroup adGroup() {
        AdGroup.Builder group = AdGroup.newBuilder();
        if (mostly()) {
            group.setId(id());
        }
        return random.nextBoolean() ? group.setName(name()).build() : group.build();
    }

    private AdGroupAd adGroupAd() {
        Ad.Builder ad = Ad.newBuilder();
        if (mostly()) {
            ad.setId(id());
        }
        if (random.nextBoolean()) {
            ad.setName(name()).addFinalUrls("https://example.org/?q=" + name());
        }
        AdGroupAd.Builder of = AdGroupAd.newBuilder();
        return mostly() ? of.setAd(ad).build() : of.setResourceName(name()).build();
    }

    private Customer customer() {
        return Customer.newBuilder()
                .setId(id())
                .setDescriptiveName(name())
                .setCurrencyCode("JPY")
                .setTimeZone("Asia/Tokyo")
                .build();
    }

    /** An id of an object: small, beyond what a double holds exactly, or the largest of all. */
    long id() {
        return switch (random.nextInt(4)) {
            case 0 -> 1 + random.nextInt(20);
            case 1 -> EXACT_IN_A_DOUBLE + 1 + random.nextInt(1_000);
            case 2 -> Long.MAX_VALUE - random.nextInt(3);
            default -> 1 + (random.nextLong() >>> 1 + random.nextInt(30));
        };
    }

    private long count() {
        return switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> Long.MAX_VALUE;
            case 2 -> Long.MIN_VALUE;
            case 3 -> Long.MIN_VALUE + 1;
            case 4 -> -1 - random.nextInt(1_000_000);
            case 5 -> EXACT_IN_A_DOUBLE + 1;
            case 6, 7 -> random.nextLong() >>> 1 + random.nextInt(62);
            default -> random.nextInt(10_000_000);
        };
    }

    private double fraction() {
        return switch (random.nextInt(6)) {
            case 0 -> EDGES.get(random.nextInt(EDGES.size()));
            case 1 -> random.nextInt(1_000);
            case 2 -> random.nextInt(100_000) / 1_000.0;
            case 3 -> random.nextDouble() * 1_000_000;
            case 4 -> random.nextDouble() * Math.pow(10, random.nextInt(24) - 12);
            default -> (random.nextInt(2_000_001) - 1_000_000) / 10_000_000.0;
        };
    }

    String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private boolean mostly() {
        return random.nextInt(25) > 0;
    }

    private <E> E oneOf(E[] values, E but) {
        E value = values[random.nextInt(values.length)];
        return value.equals(but) ? values[0] : value;
    }
}
