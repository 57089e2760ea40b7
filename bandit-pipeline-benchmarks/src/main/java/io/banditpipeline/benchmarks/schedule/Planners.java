package io.banditpipeline.benchmarks.schedule;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import io.banditpipeline.benchmarks.schedule.Planner.Plan;
import io.banditpipeline.schedule.Trigger;
import java.text.ParseException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/** Ours and its peers. */
final class Planners {
    private static final String ANY = "*";
    private static final String QUARTZ_ANY = "?";

    private Planners() {}

    static Planner ours() {
        return new Named("ours", Planners::ours);
    }

    static List<Planner> peers() {
        return List.of(
                new Named("spring", Planners::spring),
                new Named("db_scheduler_cron", Planners::dbSchedulerCron),
                new Named("db_scheduler_daily", Planners::dbSchedulerDaily),
                new Named("quartz", Planners::quartz));
    }

    private static Plan ours(Cadence cadence, ZoneId zone) {
        Trigger trigger = cadence.isDaily()
                ? Trigger.daily(cadence.at(), zone)
                : Trigger.every(Duration.ofMinutes(cadence.everyMinutes()));
        return trigger::next;
    }

    private static Plan spring(Cadence cadence, ZoneId zone) {
        var expression = org.springframework.scheduling.support.CronExpression.parse(cadence.cron(ANY));
        return after -> {
            ZonedDateTime next = expression.next(after.atZone(zone));
            if (next == null) {
                throw new IllegalStateException(expression + " has nothing after " + after);
            }
            return next.toInstant();
        };
    }

    private static Plan dbSchedulerCron(Cadence cadence, ZoneId zone) {
        return plan(new CronSchedule(cadence.cron(ANY), zone));
    }

    private static @Nullable Plan dbSchedulerDaily(Cadence cadence, ZoneId zone) {
        return cadence.isDaily() ? plan(new Daily(zone, cadence.at())) : null;
    }

    private static Plan plan(Schedule schedule) {
        return after -> schedule.getNextExecutionTime(ExecutionComplete.simulatedSuccess(after));
    }

    private static Plan quartz(Cadence cadence, ZoneId zone) {
        try {
            CronExpression expression = new CronExpression(cadence.cron(QUARTZ_ANY));
            expression.setTimeZone(TimeZone.getTimeZone(zone));
            return after -> expression.getNextValidTimeAfter(Date.from(after)).toInstant();
        } catch (ParseException e) {
            throw new IllegalStateException("Quartz cannot read " + cadence.cron(QUARTZ_ANY), e);
        }
    }

    private record Named(String name, BiFunction<Cadence, ZoneId, @Nullable Plan> planning) implements Planner {
        @Override
        public @Nullable Plan plan(Cadence cadence, ZoneId zone) {
            return planning.apply(cadence, zone);
        }
    }
}
