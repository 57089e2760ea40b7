package io.banditpipeline.connectors.meta;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.workflow.CancellationSource;
import io.banditpipeline.workflow.CancelledException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TimedSignalTest {
    @Test
    void a_wait_for_a_report_run_ends_when_the_fetch_is_told_to_stop() throws InterruptedException {
        CountDownLatch waits = new CountDownLatch(1);
        CancellationSource cancellation = new CancellationSource(broken -> {});
        TimedSignal signal = new TimedSignal(wait -> {
            waits.countDown();
            new CountDownLatch(1).await();
        });
        Thread stopper = new Thread(() -> {
            try {
                waits.await();
            } catch (InterruptedException e) {
                return;
            }
            cancellation.cancel("enough");
        });
        stopper.start();
        assertThatThrownBy(() -> signal.await("1", Duration.ofMinutes(1), cancellation))
                .isInstanceOf(CancelledException.class);
        stopper.join();
    }
}
