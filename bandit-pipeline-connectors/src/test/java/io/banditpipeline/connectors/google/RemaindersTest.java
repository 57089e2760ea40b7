package io.banditpipeline.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.Cleaning;
import io.banditpipeline.quality.RejectedRow;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What campaigns report beyond their parts. */
class RemaindersTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
    private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");
    private static final Interval INTERVAL = Interval.ofDay(DAY, ZONE);

    private final List<String> rows = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    private Remainders remainders() {
        CampaignList.Collector campaigns = new CampaignList.Collector();
        campaigns.add(JsonNodeFactory.instance.objectNode().put("id", "1").put("advertisingChannelType", "SEARCH"));
        campaigns.add(JsonNodeFactory.instance.objectNode().put("id", "2").put("advertisingChannelType", "SMART"));
        Account account = new Account("google_ads", "9", ZONE, Currency.getInstance("JPY"));
        Slice slice = new Slice("google_ads", account, Level.AD, Granularity.DAY, DateRange.of(DAY));
        ObservationSink sink = new ObservationSink() {
            @Override
            public void accept(Observation row) {}

            @Override
            public void reject(RejectedRow row) {}

            @Override
            public void cleaned(Cleaning kind, long times, String example) {
                told.add(kind + " " + example);
            }
        };
        return new Remainders(
                slice,
                campaigns.list(),
                (campaign, entity, interval, metrics) -> rows.add(entity.id() + " " + metrics.costMicros()),
                sink);
    }

    private static Metrics cost(long micros) {
        return new Metrics(1, 0, 0, micros, 0);
    }

    private static EntityRef campaign(String id) {
        return new EntityRef(Level.CAMPAIGN, id);
    }

    private static EntityRef ad(String id) {
        return new EntityRef(Level.AD, id);
    }

    @Test
    void what_no_part_accounts_for_is_a_row_of_its_own() {
        Remainders remainders = remainders();
        remainders.parts().take(1, ad("10"), INTERVAL, cost(5));
        remainders.parts().take(2, ad("20"), INTERVAL, cost(30));
        remainders.parts().take(2, ad("21"), INTERVAL, cost(10));
        remainders.wholes().take(2, campaign("2"), INTERVAL, new Metrics(3, 0, 0, 100, 0));
        remainders.wholes().take(3, campaign("3"), INTERVAL, cost(7));
        assertThat(rows).containsExactly("10 5", "20 30", "21 10", "unattributed/2 60", "unattributed/3 7");
        assertThat(told).isEmpty();
    }

    @Test
    void a_campaign_that_was_created_after_the_listing_is_not_counted_twice() {
        Remainders remainders = remainders();
        remainders.parts().take(4, ad("40"), INTERVAL, cost(30));
        remainders.wholes().take(4, campaign("4"), INTERVAL, cost(30));
        assertThat(rows).containsExactly("40 30");
    }

    @Test
    void what_would_be_less_than_nothing_is_nothing_and_told() {
        Remainders remainders = remainders();
        remainders.parts().take(2, ad("20"), INTERVAL, cost(30));
        remainders.wholes().take(2, campaign("2"), INTERVAL, new Metrics(2, 0, 0, 29, 0));
        assertThat(rows).containsExactly("20 30", "unattributed/2 0");
        assertThat(told)
                .singleElement()
                .asString()
                .contains("NEGATIVE_REMAINDER")
                .contains("COST -1");
    }
}
