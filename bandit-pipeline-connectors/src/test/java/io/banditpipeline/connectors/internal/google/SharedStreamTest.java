package io.banditpipeline.connectors.internal.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.testkit.source.RecordingSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Answers that Google's own classes have written; skipped where they are not there. */
class SharedStreamTest {
    private static String read(String name) throws IOException {
        Optional<Path> file = SharedData.file("google/" + name);
        assumeTrue(file.isPresent(), name + " is not in shared/data/connectors/google above this folder");
        return Files.readString(file.orElseThrow());
    }

    private static Slice slice(Level level) {
        return Rows.slice(level, Granularity.HOUR, "Asia/Tokyo", "2026-11-01", "2026-11-02");
    }

    @Test
    void a_stream_is_read_exactly() throws IOException {
        String json = read("oracle-searchStream.json");
        RecordingSink ads = Rows.parse(json, slice(Level.AD));
        assertThat(ads.rejected()).isEmpty();
        assertThat(ads.rows())
                .extracting(row -> row.entity().id() + " " + row.interval().start() + " " + row.metrics())
                .containsExactly(
                        "3 2026-10-31T15:00:00Z " + new Metrics(1_000, 10, 1_500_000, 123_456_789, 900_250_000),
                        "3 2026-10-31T16:00:00Z " + new Metrics(0, 0, 0, 0, 0),
                        "333 2026-11-01T14:00:00Z "
                                + new Metrics(2_147_483_648L, 7, 86_530_741, Long.MAX_VALUE, 1_886_852_266L));
        assertThat(Rows.parse(json, slice(Level.CAMPAIGN))
                        .rows()
                        .get(0)
                        .entity()
                        .id())
                .isEqualTo("9007199254740993");
    }

    @Test
    void pages_are_read_as_streams_are() throws IOException {
        assertThat(Rows.parse(read("oracle-search-page1.json"), slice(Level.AD_GROUP))
                        .rows())
                .singleElement()
                .satisfies(row -> assertThat(row.metrics()).isEqualTo(new Metrics(5, 1, 333_333, 10_000, 0)));
        assertThat(Rows.parse(read("oracle-search-empty.json"), slice(Level.AD)).rows())
                .isEmpty();
    }

    @Test
    void a_status_that_stands_alone_is_an_error_too() throws IOException {
        Failure failure =
                new GoogleErrors().classify(new ErrorAnswer(200, Map.of(), read("oracle-quota-status-details.json")));
        assertThat(failure.failureClass()).isEqualTo(FailureClass.THROTTLED);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofMillis(30_500));
        assertThat(failure.scope()).isEqualTo("ACCOUNT");
        assertThat(failure.requestId()).isEqualTo("oracleReq2");
    }
}
