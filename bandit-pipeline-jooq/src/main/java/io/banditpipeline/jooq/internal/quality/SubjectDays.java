package io.banditpipeline.jooq.internal.quality;

import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.DateRange;
import java.time.LocalDate;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The day of a subject as it is kept in keys, which cannot be null: 0 if it is no single day. */
final class SubjectDays {
    private static final int NO_DAY = 0;
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private SubjectDays() {}

    static int kept(@Nullable LocalDate day) {
        return day == null ? NO_DAY : Times.day(day);
    }

    static @Nullable LocalDate given(int kept) {
        return kept == NO_DAY ? null : Times.day(kept);
    }

    /** Rows of some days, and those of no single day. */
    static Condition isIn(DateRange days, Field<Integer> column) {
        LocalDate first = days.first().isBefore(FIRST) ? FIRST : days.first();
        LocalDate last = days.last().isAfter(LAST) ? LAST : days.last();
        return column.eq(NO_DAY).or(column.between(Times.day(first), Times.day(last)));
    }
}
