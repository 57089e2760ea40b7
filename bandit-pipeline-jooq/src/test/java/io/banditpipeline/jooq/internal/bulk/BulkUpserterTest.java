package io.banditpipeline.jooq.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.jooq.TestDatabase;
import io.banditpipeline.jooq.TestDatabases;
import io.banditpipeline.jooq.internal.bulk.BulkColumn.Type;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bulk writes and reads on real databases. */
class BulkUpserterTest {
    private static final BulkTable TABLE = new BulkTable(
            "bulk_rows",
            2,
            List.of(
                    BulkColumn.of("arm_no", Type.LONG),
                    BulkColumn.of("local_day", Type.INT),
                    BulkColumn.of("level", Type.SHORT),
                    BulkColumn.nullableLong("cost_micros")));
    private static final String ALL =
            "select arm_no, local_day, level, cost_micros from bulk_rows order by arm_no, local_day";

    static Stream<TestDatabase> databases() throws SQLException {
        List<TestDatabase> databases = TestDatabases.all().toList();
        for (TestDatabase database : databases) {
            database.execute(
                    "create table bulk_rows (arm_no bigint not null, local_day int not null, level smallint not null,"
                            + " cost_micros bigint, primary key (arm_no, local_day))");
        }
        return databases.stream();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void new_rows_are_added_and_known_ones_replaced(TestDatabase database) throws SQLException {
        write(database, List.of(new long[] {1, 20260101, 0, 5}, new long[] {1, 20260102, 1, RowBuffer.NULL}));
        write(
                database,
                List.of(new long[] {2, 20260101, 3, -7}, new long[] {1, 20260102, 2, Long.MAX_VALUE}, new long[] {
                    1, 20260101, -1, RowBuffer.NULL
                }));
        assertThat(database.query(ALL))
                .containsExactly("1|20260101|-1|null", "1|20260102|2|" + Long.MAX_VALUE, "2|20260101|3|-7");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void of_rows_with_one_key_the_last_counts(TestDatabase database) throws SQLException {
        write(database, List.of(new long[] {9, 1, 0, 1}, new long[] {3, 1, 0, 2}, new long[] {9, 1, 0, 3}, new long[] {
            3, 1, 0, 4
        }));
        assertThat(database.query(ALL)).containsExactly("3|1|0|4", "9|1|0|3");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void any_number_of_rows_is_written_and_read_back(TestDatabase database) throws SQLException {
        int count = 23_457;
        List<long[]> rows = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            rows.add(new long[] {i % 7, i, i % 4, i});
        }
        write(database, rows);
        assertThat(database.query("select count(*), sum(cost_micros), min(local_day), max(local_day) from bulk_rows"))
                .containsExactly(count + "|" + (long) count * (count - 1) / 2 + "|0|" + (count - 1));
        assertThat(read(database, 100))
                .isEqualTo(LongStream.range(100, 200).boxed().toList());
    }

    /** The days from 100 up to 200 of all arms, read by ranges and then by single keys. */
    private static List<Long> read(TestDatabase database, int first) throws SQLException {
        List<Long> byRange = new ArrayList<>();
        List<Long> byKey = new ArrayList<>();
        try (Connection connection = database.connect()) {
            BulkDialect dialect = BulkDialect.of(connection);
            try (KeyReader ranges = new KeyReader(connection, dialect, query("local_day", List.of("arm_no")));
                    KeyReader keys = new KeyReader(connection, dialect, query(null, List.of("arm_no", "local_day")))) {
                RowBuffer wanted = ranges.keys();
                for (int arm = 0; arm < 9; arm++) {
                    add(wanted, arm, first, first + 100);
                }
                ranges.read(wanted, row -> byRange.add(row.getLong(2)), -1);
                RowBuffer each = keys.keys();
                for (int day = first; day < first + 100; day++) {
                    add(each, day % 7, day);
                    add(each, day % 7 + 1, day);
                }
                keys.read(each, row -> byKey.add(row.getLong(2)), -1);
            }
        }
        byRange.sort(null);
        byKey.sort(null);
        assertThat(byKey).isEqualTo(byRange);
        return byRange;
    }

    private static KeyReader.Query query(@Nullable String range, List<String> equal) {
        return new KeyReader.Query("arm_no, local_day", TABLE.name(), equal, range, "cost_micros > ?", "");
    }

    private static void write(TestDatabase database, List<long[]> rows) throws SQLException {
        try (Connection connection = database.connect()) {
            RowBuffer buffer = TABLE.buffer(4);
            rows.forEach(row -> add(buffer, row));
            try (BulkUpserter upserter = BulkUpserter.open(connection, BulkDialect.of(connection), TABLE)) {
                upserter.upsert(buffer);
            }
        }
    }

    private static void add(RowBuffer rows, long... cells) {
        int row = rows.addRow();
        for (int c = 0; c < cells.length; c++) {
            rows.set(row, c, cells[c]);
        }
    }
}
