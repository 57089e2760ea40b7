package io.banditpipeline.examples;

import io.banditpipeline.Pipeline;
import io.banditpipeline.jooq.JooqStorage;
import io.banditpipeline.testkit.clock.ManualClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Lets the connectors of the ad platforms work on simulators of these platforms. */
final class DemoCommand implements Command {
    private static final String DEFAULT_DB = "bandit-pipeline-demo.db";
    private static final Option DB = new Option(
            "--db", "FILE", "where data is kept, a SQLite file that is used for nothing else; default: " + DEFAULT_DB);
    private static final Option LIVE =
            new Option("--live", "", "really set the budgets of the simulated platforms; without it, a dry run");

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public String summary() {
        return "run the connectors of Google Ads, Meta and The Trade Desk against simulated platforms, and plan";
    }

    @Override
    public String details() {
        return "Platforms are simulated in this process, on HTTP of this machine; nothing else is called. 'calls' and"
                + " 'budgets' with the same --db show what was asked of them.";
    }

    @Override
    public List<Option> options() {
        return List.of(DB, LIVE, Option.JSON);
    }

    @Override
    public int run(Call call) {
        Path file = Path.of(call.options().text(DB.name()).orElse(DEFAULT_DB));
        ConsoleProgress progress = new ConsoleProgress(call.err(), call.terminal(), System::nanoTime);
        try (JooqStorage storage = JooqStorage.sqlite(file).open()) {
            ManualClock clock = new ManualClock(start(call, storage));
            call.err().println("Run as of " + clock.instant() + " on " + file);
            try (SimulatedPlatforms platforms = new SimulatedPlatforms(Input.MARKET, clock);
                    Pipeline pipeline = platforms
                            .addTo(Pipeline.builder(), storage, call.options().has(LIVE.name()))
                            .storeIn(storage)
                            .historyDays(Input.MARKET_DAYS)
                            .progress(progress)
                            .build()) {
                return Reports.print(call, pipeline.runDaily());
            } finally {
                progress.end();
            }
        }
    }

    /** Now, but not before the end of an earlier run: waits for platforms moved its clock, not that of the machine. */
    private static Instant start(Call call, JooqStorage storage) {
        Instant now = call.clock().instant();
        return storage.apiCalls().latest("", false, 1).stream()
                .map(made -> made.at())
                .filter(now::isBefore)
                .findFirst()
                .orElse(now);
    }
}
