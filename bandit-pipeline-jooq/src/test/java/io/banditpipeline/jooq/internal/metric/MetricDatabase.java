package io.banditpipeline.jooq.internal.metric;

import static io.banditpipeline.jooq.internal.db.Tables.ARM;
import static io.banditpipeline.jooq.internal.db.Tables.ARM_ENTITY;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.jooq.internal.catalog.AccountCatalog;
import io.banditpipeline.jooq.internal.catalog.Numbers;
import io.banditpipeline.jooq.internal.schema.SchemaSetup;
import io.banditpipeline.jooq.internal.sql.Codes;
import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.jooq.internal.sql.Names;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Waiter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** A real database with tables for metrics and arms to have them, without the other stores. */
final class MetricDatabase {
    private final Database database;

    MetricDatabase(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Names names = new Names(Engine.of(connection), null, "");
            SchemaSetup.prepare(connection, names, true, Waiter.realTime());
            database = new Database(names, dataSource, dataSource, Waiter.realTime());
        }
    }

    Database database() {
        return database;
    }

    JooqMetricStore metrics() {
        return new JooqMetricStore(database);
    }

    /** Empties the tables of metrics. */
    void clear() {
        database.write(session -> {
            for (String table : List.of("metric", "metric_history", "metric_daily", "watermark")) {
                session.dsl().execute("delete from " + table);
            }
            return true;
        });
    }

    void save(List<Arm> arms) {
        database.write(session -> {
            arms.forEach(arm -> save(session, arm));
            return true;
        });
    }

    private static void save(Session session, Arm arm) {
        Account account = arm.account();
        int accountNo = AccountCatalog.findOrAdd(session, account);
        long armNo = Numbers.next(session, ARM, ARM.ARM_NO);
        session.dsl()
                .insertInto(ARM)
                .set(ARM.ARM_NO, armNo)
                .set(ARM.ARM_ID, arm.id())
                .set(ARM.CAMPAIGN_ID, arm.campaignId())
                .set(ARM.ACCOUNT_NO, accountNo)
                .set(ARM.CHANNEL, arm.channel())
                .set(ARM.CREATIVE, arm.creative())
                .set(ARM.BID, arm.bid())
                .set(ARM.FLOOR_MICROS, 0L)
                .set(ARM.CAP_MICROS, 0L)
                .execute();
        for (EntityRef entity : arm.entities()) {
            session.dsl()
                    .insertInto(ARM_ENTITY)
                    .set(ARM_ENTITY.ARM_NO, armNo)
                    .set(ARM_ENTITY.ENTITY_NO, Numbers.next(session, ARM_ENTITY, ARM_ENTITY.ENTITY_NO))
                    .set(ARM_ENTITY.ACCOUNT_NO, accountNo)
                    .set(ARM_ENTITY.LEVEL, Codes.of(entity.level()))
                    .set(ARM_ENTITY.ENTITY_ID, entity.id())
                    .set(ARM_ENTITY.ACTIVE, (short) 1)
                    .execute();
        }
    }
}
