package io.banditpipeline.jooq;

import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.store.Storage;
import io.banditpipeline.testkit.store.StorageContract;

/** The storage contract on MariaDB. */
class MariaDbStorageTest extends StorageContract {
    private final TestDatabase database = TestDatabases.withSchema(Engine.MARIADB);

    @Override
    protected Storage open() {
        return database.storage().open();
    }
}
