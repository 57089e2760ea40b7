package io.banditpipeline.campaign;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The host's campaign: a budget that is shared by arms on any platforms and in any currencies.
 *
 * @param id unique among the host's campaigns
 * @param name for people
 * @param zone the zone of its days: outcomes, plans and the budget follow it
 * @param currency the currency of its budget, its outcomes and its reports
 * @param totalBudgetMicros all that may be spent from first to last day, or empty for no such bound
 * @param dailyBudgetMicros what may be spent in one day, or empty to keep the recent level of spending
 * @param firstDay the first day it may spend, or null if it has always run
 * @param lastDay the last day it may spend, or null if it has no end
 * @param status whether budgets are planned for it
 */
public record Campaign(
        String id,
        String name,
        ZoneId zone,
        Currency currency,
        OptionalLong totalBudgetMicros,
        OptionalLong dailyBudgetMicros,
        @Nullable LocalDate firstDay,
        @Nullable LocalDate lastDay,
        Status status) {

    /** Whether budgets are planned for a campaign. */
    public enum Status {
        /** Collected, modelled and planned. */
        ACTIVE,
        /** Collected and modelled, but not planned. */
        PAUSED,
        /** Over: kept for its history. */
        ENDED
    }

    /**
     * @throws IllegalArgumentException if the id is blank, a budget is not positive, or the last day is before the
     *     first
     */
    public Campaign {
        Names.require("id", id);
        Names.require("name", name);
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(status, "status");
        requirePositive("totalBudgetMicros", totalBudgetMicros);
        requirePositive("dailyBudgetMicros", dailyBudgetMicros);
        if (firstDay != null && lastDay != null && lastDay.isBefore(firstDay)) {
            throw new IllegalArgumentException("lastDay " + lastDay + " is before firstDay " + firstDay);
        }
    }

    /** An active campaign without end and without a budget of its own. */
    public static Campaign of(String id, ZoneId zone, Currency currency) {
        return new Campaign(
                id, id, zone, currency, OptionalLong.empty(), OptionalLong.empty(), null, null, Status.ACTIVE);
    }

    /** The same campaign with a daily budget. */
    public Campaign withDailyBudget(long micros) {
        return new Campaign(
                id, name, zone, currency, totalBudgetMicros, OptionalLong.of(micros), firstDay, lastDay, status);
    }

    private static void requirePositive(String property, OptionalLong micros) {
        if (micros.isPresent() && micros.getAsLong() <= 0) {
            throw new IllegalArgumentException(property + " must be positive, but is " + micros.getAsLong());
        }
    }
}
