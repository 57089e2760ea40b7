package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.testkit.source.MetricsSourceContract;
import org.junit.jupiter.api.AfterEach;

/** The source over HTTP keeps what every source promises. */
class TradeDeskContractTest extends MetricsSourceContract {
    private final FakeTradeDesk platform = new FakeTradeDesk();

    @Override
    protected MetricsSource source() {
        platform.states.add("None");
        platform.states.add("Pending");
        return platform.source().callsPerMinute(10_000).build();
    }

    @Override
    protected Slice slice() {
        return FakeTradeDesk.SLICE;
    }

    @AfterEach
    void close() {
        platform.close();
    }
}
