package io.banditpipeline.jooq.internal.metric;

import io.banditpipeline.jooq.internal.sql.Engine;
import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The properties on SQLite. */
class SqliteMetricStoreProperties extends MetricStoreProperties {
    SqliteMetricStoreProperties() {
        super(Engine.SQLITE);
    }

    @Property(tries = 300)
    void every_history_gives_the_answers_of_all_its_revisions_R2_R3_R4(@ForAll("histories") List<History.Event> events)
            throws SQLException {
        checkAnswers(events);
    }

    @Property(tries = 100)
    void what_happened_last_may_happen_again_and_changes_nothing_R1(@ForAll("histories") List<History.Event> events)
            throws SQLException {
        checkRepetition(events);
    }
}
