package io.banditpipeline.jooq;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import javax.sql.DataSource;

/**
 * Where connections come from.
 *
 * @param writers for transactions that write
 * @param readers for transactions that only read
 * @param owned pools that end with the storage
 */
record Connections(DataSource writers, DataSource readers, List<HikariDataSource> owned) {
    /** Ends the pools; a pool that has ended stays so. */
    void close() {
        owned.forEach(HikariDataSource::close);
    }
}
