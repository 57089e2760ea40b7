package io.banditpipeline.jooq.internal.sql;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Doubles as every database can hold them.
 *
 * <p>MariaDB and MySQL know no infinity, SQLite and they no NaN: NaN is NULL, and an infinity is the largest finite
 * double of its sign. Arrays are bytes, eight a number, big-endian, and come back bit for bit.
 */
public final class Doubles {
    private Doubles() {}

    /** A number as it is kept. */
    public static @Nullable Double kept(double value) {
        if (Double.isNaN(value)) {
            return null;
        }
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
    }

    /** A number as it was given. */
    public static double given(@Nullable Double kept) {
        if (kept == null) {
            return Double.NaN;
        }
        return Math.abs(kept) == Double.MAX_VALUE ? kept * 2 : kept;
    }

    /** An array as it is kept. */
    public static byte[] kept(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Double.BYTES));
        for (double value : values) {
            bytes.putLong(Double.doubleToRawLongBits(value));
        }
        return bytes.array();
    }

    /** An array as it was given. */
    public static double[] given(byte[] kept) {
        ByteBuffer bytes = ByteBuffer.wrap(kept);
        double[] values = new double[kept.length / Double.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.longBitsToDouble(bytes.getLong());
        }
        return values;
    }
}
