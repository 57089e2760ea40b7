package io.banditpipeline.jooq.internal.metric;

import io.banditpipeline.jooq.internal.bulk.BulkColumn;
import io.banditpipeline.jooq.internal.bulk.BulkColumn.Type;
import io.banditpipeline.jooq.internal.bulk.BulkDialect;
import io.banditpipeline.jooq.internal.bulk.BulkTable;
import io.banditpipeline.jooq.internal.db.Tables;
import io.banditpipeline.jooq.internal.sql.Session;
import java.util.List;

/**
 * The tables of metrics as bulk tables, named as the session names them.
 *
 * @param dialect the bulk path
 * @param metric effective revisions
 * @param history all other revisions
 * @param daily the roll-up
 */
record MetricTables(BulkDialect dialect, BulkTable metric, BulkTable history, BulkTable daily) {
    private static final List<BulkColumn> DAILY = List.of(
            BulkColumn.of("arm_no", Type.LONG),
            BulkColumn.of("local_day", Type.INT),
            BulkColumn.of("changed_us", Type.LONG),
            BulkColumn.nullableLong("observed_us"),
            BulkColumn.nullableLong("impressions"),
            BulkColumn.nullableLong("clicks"),
            BulkColumn.nullableLong("conversion_micros"),
            BulkColumn.nullableLong("cost_micros"),
            BulkColumn.nullableLong("revenue_micros"));

    static MetricTables of(Session session) {
        return new MetricTables(
                BulkDialect.valueOf(session.engine().name()),
                RevisionTable.effective(session.name(Tables.METRIC)),
                RevisionTable.history(session.name(Tables.METRIC_HISTORY)),
                new BulkTable(session.name(Tables.METRIC_DAILY), 2, DAILY));
    }
}
