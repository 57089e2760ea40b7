package io.banditpipeline.jooq;

import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.store.Storage;
import io.banditpipeline.testkit.store.StorageContract;

/** The storage contract on SQLite. */
class SqliteStorageTest extends StorageContract {
    private final TestDatabase database = TestDatabases.withSchema(Engine.SQLITE);

    @Override
    protected Storage open() {
        return database.storage().open();
    }
}
