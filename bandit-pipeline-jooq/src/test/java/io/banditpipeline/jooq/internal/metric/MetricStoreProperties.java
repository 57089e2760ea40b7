package io.banditpipeline.jooq.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Revision;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.store.MetricStore;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

/** Whatever happens in whatever order, the database answers what a store says that computes everything from all revisions. */
abstract class MetricStoreProperties {
    private static final DateRange NARROW = DateRange.of(History.FIRST_DAY.plusDays(1));

    abstract MetricDatabase database();

    @Provide
    Arbitrary<List<History.Event>> histories() {
        return History.histories();
    }

    void checkAnswers(List<History.Event> events) {
        database().clear();
        MetricStore real = database().metrics();
        MetricStore reference = reference();
        for (History.Event event : events) {
            assertThat(event.happen(real)).as("receipt of %s", event).isEqualTo(event.happen(reference));
        }
        checkSame(real, reference);
    }

    void checkRepetition(List<History.Event> events) {
        database().clear();
        MetricStore real = database().metrics();
        History.Event last = events.get(events.size() - 1);
        events.forEach(event -> event.happen(real));
        List<Revision> before = revisions(real);
        assertThat(last.happen(real)).satisfies(receipt -> assertThat(
                        receipt.added() + receipt.changed() + receipt.removed())
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
        storage.catalog()
                .save(
                        List.of(Campaign.of(
                                History.CAMPAIGN, History.ACCOUNT.zone(), History.ACCOUNT.currency())),
                        History.ARMS);
        return storage.metrics();
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
