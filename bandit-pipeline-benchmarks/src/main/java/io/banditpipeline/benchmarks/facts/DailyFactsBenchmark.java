package io.banditpipeline.benchmarks.facts;

import io.banditpipeline.benchmarks.database.Database;
import io.banditpipeline.benchmarks.database.Server;
import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.Benchmark;
import io.banditpipeline.benchmarks.harness.Figures;
import io.banditpipeline.benchmarks.harness.Rounds;
import io.banditpipeline.benchmarks.harness.TemporaryDirectory;
import io.banditpipeline.benchmarks.workload.Checksum;
import io.banditpipeline.benchmarks.workload.Workload;
import io.banditpipeline.benchmarks.workload.WorkloadFeed;
import io.banditpipeline.store.Storage;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads two years of daily facts from the roll-up, against adding them up from hours. */
public final class DailyFactsBenchmark implements Benchmark {
    private static final int DAYS = 730;
    private static final int ROUNDS = 3;
    private static final int HOURS_PER_DAY = 24;
    private static final List<Database> DATABASES = List.of(Database.SQLITE, Database.POSTGRES);
    private static final String RATIO = "ratio_group_by_over_daily";
    private static final String ZONE_RATIO = "ratio_group_by_zone_over_daily";
    private static final String BOTH = "both";

    private record Ratios(double storedDay, double zone) {
        Ratios least(Ratios other) {
            return new Ratios(Math.min(storedDay, other.storedDay), Math.min(zone, other.zone));
        }
    }

    @Override
    public String name() {
        return "daily-facts";
    }

    @Override
    public String description() {
        return "reads the daily facts of 200 arms over 2 years, against GROUP BY over their 3,504,000 hours";
    }

    @Override
    public Set<String> options() {
        return Set.of("database", "days", "rounds");
    }

    @Override
    public void run(Arguments arguments, Figures figures) throws Exception {
        List<String> choices = List.of(BOTH, Database.SQLITE.id(), Database.POSTGRES.id());
        String chosen = arguments.oneOf("database", BOTH, choices);
        Workload workload = new Workload(arguments.positive("days", DAYS) * HOURS_PER_DAY);
        int rounds = arguments.positive("rounds", ROUNDS);
        Ratios least = new Ratios(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        for (Database database : DATABASES) {
            if (chosen.equals(BOTH) || chosen.equals(database.id())) {
                least = least.least(measure(database, workload, rounds, figures));
            }
        }
        figures.ratio(RATIO, least.storedDay());
        figures.ratio(ZONE_RATIO, least.zone());
    }

    private static Ratios measure(Database database, Workload workload, int rounds, Figures figures) throws Exception {
        try (TemporaryDirectory directory = TemporaryDirectory.create();
                Server server = database.start(directory.path());
                Storage storage = server.openStorage();
                Connection connection = server.connect(Map.of())) {
            Checksum expected = load(server, storage, connection, workload);
            List<FactsContender> contenders = List.of(
                    new FactsContender("group_by", GroupByQuery.ofStoredDay(connection)::facts, expected),
                    new FactsContender("group_by_zone", GroupByQuery.ofZone(connection, database)::facts, expected),
                    new FactsContender("daily", () -> dailyFacts(storage, workload), expected));
            Rounds result = Rounds.run(rounds, contenders);
            Ratios ratios =
                    new Ratios(result.timeRatio("group_by", "daily"), result.timeRatio("group_by_zone", "daily"));
            String suffix = "_" + database.id();
            figures.ratio(RATIO + suffix, ratios.storedDay());
            figures.ratio(ZONE_RATIO + suffix, ratios.zone());
            for (FactsContender contender : contenders) {
                figures.seconds(contender.name() + suffix, result.medianSeconds(contender.name()));
            }
            return ratios;
        }
    }

    private static Checksum load(Server server, Storage storage, Connection connection, Workload workload)
            throws Exception {
        WorkloadFeed feed = new WorkloadFeed(workload);
        feed.register(storage.catalog());
        Checksum expected = new Checksum();
        for (int arm = 0; arm < Workload.ARMS; arm++) {
            for (int hour = 0; hour < workload.hours(); hour++) {
                expected.add(workload.row(arm, hour, 0));
            }
        }
        feed.replace(
                storage.metrics(), (arm, hour) -> workload.row(arm, hour, 0), workload.hours(), workload.observedAt(0));
        server.settle(connection, "metric", "metric_daily");
        return expected;
    }

    private static Checksum dailyFacts(Storage storage, Workload workload) {
        return new WorkloadFeed(workload).dailyFacts(storage.metrics(), workload.observedAt(0));
    }
}
