package io.banditpipeline.testkit.store;

import io.banditpipeline.store.Storage;

/**
 * What every {@link Storage} must promise: extend this class in the tests of an implementation.
 *
 * <pre>{@code
 * class MyStorageTest extends StorageContract {
 *     @Override
 *     protected Storage open() {
 *         return MyStorage.open(database);
 *     }
 * }
 * }</pre>
 *
 * <p>The subclass starts every test with an empty database, in a {@code @BeforeEach} method for example. The contract
 * calls {@link #open} from within the tests only, so after all such methods, and closes what it opened after each test.
 * The Javadoc of each test says what to look at if it fails.
 */
public abstract class StorageContract extends ConcurrencyContract {
    /** For subclasses. */
    protected StorageContract() {}

    /** Opens the database of this test. A second call within one test opens the same database once more. */
    protected abstract Storage open();

    @Override
    final Storage openStorage() {
        return open();
    }
}
