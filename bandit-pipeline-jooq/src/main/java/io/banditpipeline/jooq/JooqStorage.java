package io.banditpipeline.jooq;

import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.store.AlertStore;
import io.banditpipeline.store.ApiCallStore;
import io.banditpipeline.store.BudgetChangeStore;
import io.banditpipeline.store.CatalogStore;
import io.banditpipeline.store.DecisionStore;
import io.banditpipeline.store.MetricStore;
import io.banditpipeline.store.OutcomeStore;
import io.banditpipeline.store.QualityStore;
import io.banditpipeline.store.QuarantineStore;
import io.banditpipeline.store.RateStore;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.store.SliceSizeStore;
import io.banditpipeline.store.Storage;
import java.nio.file.Path;
import javax.sql.DataSource;

/**
 * Storage in a relational database: SQLite, PostgreSQL, MariaDB or MySQL.
 *
 * <pre>{@code
 * Storage storage = JooqStorage.sqlite(Path.of("ads.db")).open();
 *
 * Storage storage = JooqStorage.postgresql("jdbc:postgresql://db.example.org/ads")
 *         .user("ads")
 *         .password(Secret.of(System.getenv("ADS_DB_PASSWORD")))
 *         .open();
 * }</pre>
 *
 * <p>The driver must be on the class path; that of SQLite comes along. This class is thread-safe.
 */
public final class JooqStorage implements Storage {
    private final Connections connections;
    private final Database database;
    private final Stores stores;

    JooqStorage(Connections connections, Database database) {
        this.connections = connections;
        this.database = database;
        this.stores = Stores.of(database);
    }

    /** A SQLite file, made if there is none; its directory must exist. */
    public static JooqStorageBuilder sqlite(Path file) {
        return new JooqStorageBuilder(new SqliteSource(file));
    }

    /**
     * A PostgreSQL database; every build tests version 18.
     *
     * @param jdbcUrl such as {@code jdbc:postgresql://host:5432/database}
     */
    public static JooqStorageBuilder postgresql(String jdbcUrl) {
        return new JooqStorageBuilder(new UrlSource(Engine.POSTGRESQL, jdbcUrl));
    }

    /**
     * A MariaDB database, version 10.6 or later; every build tests version 11.4.
     *
     * @param jdbcUrl such as {@code jdbc:mariadb://host:3306/database}
     */
    public static JooqStorageBuilder mariadb(String jdbcUrl) {
        return new JooqStorageBuilder(new UrlSource(Engine.MARIADB, jdbcUrl));
    }

    /**
     * A MySQL database, version 8.0.17 or later. It is spoken to as MariaDB is, but no build tests it.
     *
     * @param jdbcUrl such as {@code jdbc:mysql://host:3306/database}, or {@code jdbc:mariadb:} for the driver of
     *     MariaDB
     */
    public static JooqStorageBuilder mysql(String jdbcUrl) {
        return new JooqStorageBuilder(new UrlSource(Engine.MYSQL, jdbcUrl));
    }

    /**
     * A database that the host already has a pool for. Which one it is is asked of a connection. The pool stays the
     * host's: it is not closed with the storage. A pool of SQLite connections must set {@code busy_timeout} itself.
     */
    public static JooqStorageBuilder over(DataSource dataSource) {
        return new JooqStorageBuilder(new HostSource(dataSource));
    }

    @Override
    public CatalogStore catalog() {
        return stores.catalog();
    }

    @Override
    public MetricStore metrics() {
        return stores.metrics();
    }

    @Override
    public OutcomeStore outcomes() {
        return stores.outcomes();
    }

    @Override
    public QuarantineStore quarantine() {
        return stores.quarantine();
    }

    @Override
    public QualityStore quality() {
        return stores.quality();
    }

    @Override
    public RateStore rates() {
        return stores.rates();
    }

    @Override
    public DecisionStore decisions() {
        return stores.decisions();
    }

    @Override
    public RunStore runs() {
        return stores.runs();
    }

    /** The database, for a scheduler that keeps its jobs in it. */
    Database database() {
        return database;
    }

    @Override
    public AlertStore alerts() {
        return stores.alerts();
    }

    @Override
    public ApiCallStore apiCalls() {
        return stores.apiCalls();
    }

    @Override
    public SliceSizeStore sliceSizes() {
        return stores.sliceSizes();
    }

    @Override
    public BudgetChangeStore budgetChanges() {
        return stores.budgetChanges();
    }

    @Override
    public void close() {
        connections.close();
    }
}
