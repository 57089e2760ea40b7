package io.banditpipeline.jooq.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.jooq.TestDatabase;
import io.banditpipeline.jooq.TestDatabases;
import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Revision;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.store.MetricStore;
import io.banditpipeline.store.Storage;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Whatever happens in whatever order, the database answers what a store says that computes everything from all
 * revisions.
 */
abstract class MetricStoreProperties {
    private static final DateRange NARROW = DateRange.of(History.FIRST_DAY.plusDays(1));

    /** The databases, opened when first needed: jqwik makes a test object for every try. */
    private static final Map<Engine, Opened> OPENED = new EnumMap<>(Engine.class);

    private final Engine engine;

    MetricStoreProperties(Engine engine) {
        this.engine = engine;
    }

    private record Opened(TestDatabase database, Storage storage) {}

    @AfterContainer
    static void close() {
        OPENED.values().forEach(opened -> opened.storage().close());
        OPENED.clear();
    }

    /** An empty store. */
    private MetricStore empty() throws SQLException {
        Opened opened = OPENED.computeIfAbsent(engine, MetricStoreProperties::open);
        opened.database()
                .execute(
                        "delete from metric",
                        "delete from metric_history",
                        "delete from metric_daily",
                        "delete from watermark",
                        "delete from parked_row");
        return opened.storage().metrics();
    }

    private static Opened open(Engine engine) {
        TestDatabase database = TestDatabases.empty(engine);
        Storage storage = database.storage().poolSize(2).open();
        save(storage);
        return new Opened(database, storage);
    }

    @Provide
    Arbitrary<List<History.Event>> histories() {
        return History.histories();
    }

    void checkAnswers(List<History.Event> events) throws SQLException {
        MetricStore real = empty();
        MetricStore reference = reference();
        for (History.Event event : events) {
            assertThat(event.happen(real)).as("receipt of %s", event).isEqualTo(event.happen(reference));
        }
        checkSame(real, reference);
    }

    void checkRepetition(List<History.Event> events) throws SQLException {
        MetricStore real = empty();
        History.Event last = events.get(events.size() - 1);
        events.forEach(event -> event.happen(real));
        List<Revision> before = revisions(real);
        assertThat(last.happen(real))
                .satisfies(receipt -> assertThat(receipt.added() + receipt.changed() + receipt.removed())
                        .isZero());
        assertThat(revisions(real)).isEqualTo(before);
    }

    private static void checkSame(MetricStore real, MetricStore reference) {
        assertThat(revisions(real)).isEqualTo(revisions(reference));
        assertThat(real.days(History.CAMPAIGN)).isEqualTo(reference.days(History.CAMPAIGN));
        assertThat(real.watermarks()).isEqualTo(reference.watermarks());
        List<Instant> moments = new ArrayList<>(History.MOMENTS);
        moments.add(Instant.MAX);
        moments.add(Instant.MIN);
        for (Instant asOf : moments) {
            assertThat(facts(real, History.ALL_DAYS, asOf))
                    .as("facts as of %s", asOf)
                    .isEqualTo(facts(reference, History.ALL_DAYS, asOf));
            assertThat(facts(real, NARROW, asOf)).isEqualTo(facts(reference, NARROW, asOf));
        }
    }

    private static MetricStore reference() {
        InMemoryStorage storage = new InMemoryStorage();
        save(storage);
        return storage.metrics();
    }

    private static void save(Storage storage) {
        storage.catalog()
                .save(
                        List.of(Campaign.of(History.CAMPAIGN, History.ACCOUNT.zone(), History.ACCOUNT.currency())),
                        History.ARMS);
    }

    private static List<Revision> revisions(MetricStore store) {
        List<Revision> revisions = new ArrayList<>();
        for (Arm arm : History.ARMS) {
            store.revisions(arm.id(), History.ALL_DAYS, revisions::add);
        }
        return revisions;
    }

    private static List<DailyFact> facts(MetricStore store, DateRange days, Instant asOf) {
        List<DailyFact> facts = new ArrayList<>();
        store.dailyFacts(new FactQuery(History.CAMPAIGN, days, asOf)).forEach(facts::add);
        return facts;
    }
}
