package io.banditpipeline.connectors.google;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.testkit.source.MetricsSourceContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** What every source promises, at every level and by days and hours. */
class GoogleAdsContractTest {
    /** The promises for one kind of slice. */
    abstract static class Contract extends MetricsSourceContract {
        private final Level level;
        private final Granularity granularity;
        private final List<GoogleAds> sources = new ArrayList<>();
        private GoogleFixture google;

        Contract(Level level, Granularity granularity) {
            this.level = level;
            this.granularity = granularity;
        }

        @BeforeEach
        void start() {
            google = GoogleFixture.plain();
        }

        @AfterEach
        void stop() {
            sources.forEach(GoogleAds::close);
            google.close();
        }

        @Override
        protected MetricsSource source() {
            GoogleAds source = google.builder().level(level).build();
            sources.add(source);
            return source;
        }

        @Override
        protected Slice slice() {
            return google.slice(level, granularity, "2026-11-17", "2026-11-19");
        }
    }

    @Nested
    class CampaignsByDay extends Contract {
        CampaignsByDay() {
            super(Level.CAMPAIGN, Granularity.DAY);
        }
    }

    @Nested
    class AdsByHour extends Contract {
        AdsByHour() {
            super(Level.AD, Granularity.HOUR);
        }
    }
}
