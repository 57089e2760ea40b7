package io.banditpipeline.testkit.store;

import io.banditpipeline.store.Storage;

/** The storage in memory keeps the contract. */
class InMemoryStorageTest extends StorageContract {
    private final InMemoryStorage storage = new InMemoryStorage();

    @Override
    protected Storage open() {
        return storage;
    }
}
