package io.banditpipeline.config;

import io.banditpipeline.campaign.Campaign;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The campaigns that a file names. Stateless. */
final class CampaignSettings {
    static final String SECTION = "campaigns";

    private static final String EACH = SECTION + ".*(shop).";
    private static final Option<String> NAME = Option.without(
            EACH + "name", Kinds.words(200), "the name of the section", "Autumn sale", "What people call it.");
    private static final Option<ZoneId> ZONE = Option.without(
            EACH + "timezone",
            Kinds.zone(),
            "needed",
            "Europe/Berlin",
            "The zone of its days: outcomes, plans and the budget follow it.");
    private static final Option<Currency> CURRENCY = Option.without(
            EACH + "currency", SourceKinds.currency(), "needed", "EUR", "The currency of its budget and its reports.");
    private static final Option<Long> DAILY = Option.without(
            EACH + "daily_budget",
            SourceKinds.money(),
            "the recent level of spending is kept",
            "1500",
            "What may be spent in one day.");
    private static final Option<Long> TOTAL = Option.without(
            EACH + "total_budget",
            SourceKinds.money(),
            "no such bound",
            "90000",
            "All that may be spent from the first to the last day.");
    private static final Option<LocalDate> FIRST = Option.without(
            EACH + "first_day",
            SourceKinds.day(),
            "it has always run",
            "2026-10-01",
            "The first day that it may spend.");
    private static final Option<LocalDate> LAST = Option.without(
            EACH + "last_day", SourceKinds.day(), "it has no end", "2026-12-31", "The last day that it may spend.");
    private static final Option<Campaign.Status> STATUS = Option.without(
            EACH + "status",
            Kinds.oneOf(Campaign.Status.class),
            "`active`",
            "active",
            "Whether budgets are planned: paused is collected and modelled, ended is kept for its history.");

    static final List<Option<?>> OPTIONS = List.of(NAME, ZONE, CURRENCY, DAILY, TOTAL, FIRST, LAST, STATUS);

    private CampaignSettings() {}

    /** The campaigns of a file; those that are wrong are left out, with a problem noted. */
    static List<Campaign> all(Values values, Problems problems) {
        List<Campaign> campaigns = new ArrayList<>();
        for (String id : values.names(SECTION)) {
            need(ZONE, id, values, problems);
            need(CURRENCY, id, values, problems);
            Optional.ofNullable(of(id, values, problems)).ifPresent(campaigns::add);
        }
        return List.copyOf(campaigns);
    }

    private static void need(Option<?> option, String id, Values values, Problems problems) {
        String path = option.path(id);
        if (!values.has(path)) {
            problems.add(
                    values.place(path),
                    path + " is missing: write " + option.kind().allowed());
        }
    }

    private static @Nullable Campaign of(String id, Values values, Problems problems) {
        ZoneId zone = values.get(ZONE, id).orElse(null);
        Currency currency = values.get(CURRENCY, id).orElse(null);
        if (zone == null || currency == null) {
            return null;
        }
        try {
            return new Campaign(
                    id,
                    values.get(NAME, id).orElse(id),
                    zone,
                    currency,
                    amount(values.get(TOTAL, id)),
                    amount(values.get(DAILY, id)),
                    values.get(FIRST, id).orElse(null),
                    values.get(LAST, id).orElse(null),
                    values.get(STATUS, id).orElse(Campaign.Status.ACTIVE));
        } catch (IllegalArgumentException wrong) {
            boolean variable = values.isVariable(FIRST.path(id)) || values.isVariable(LAST.path(id));
            problems.add(
                    values.place(LAST.path(id)),
                    SECTION + "." + id + " cannot be used: "
                            + (variable ? "last_day is before first_day" : wrong.getMessage()));
            return null;
        }
    }

    private static OptionalLong amount(Optional<Long> micros) {
        return micros.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
