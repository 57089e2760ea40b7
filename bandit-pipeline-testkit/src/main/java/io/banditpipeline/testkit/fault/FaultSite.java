package io.banditpipeline.testkit.fault;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.metric.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where and when a fault shows: on which days, accounts and entities, and in fetches of which time.
 *
 * @param days the account-local days that are affected; {@link LocalDate#MAX} as the last one means no end
 * @param account the account, or null for all accounts of the source
 * @param entities the platform entities, or empty for all
 * @param share the share of the rows that are hit, drawn by lot; above 0, at most 1
 * @param seenFrom fetches before this moment are clean
 * @param seenUntil fetches at or after this moment are clean again
 */
public record FaultSite(
        DateRange days,
        @Nullable Account account,
        Set<EntityRef> entities,
        double share,
        Instant seenFrom,
        Instant seenUntil) {
    /** @throws IllegalArgumentException if {@code share} is not above 0 and at most 1 */
    public FaultSite {
        Objects.requireNonNull(days, "days");
        Objects.requireNonNull(seenFrom, "seenFrom");
        Objects.requireNonNull(seenUntil, "seenUntil");
        entities = Set.copyOf(entities);
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be above 0 and at most 1, but is " + share);
        }
    }

    /** All rows of one day, in every fetch. */
    public static FaultSite on(LocalDate day) {
        return during(DateRange.of(day));
    }

    /** All rows of some days, in every fetch. */
    public static FaultSite during(DateRange days) {
        return new FaultSite(days, null, Set.of(), 1, Instant.MIN, Instant.MAX);
    }

    /** All rows of a day and of all days after it, in every fetch. */
    public static FaultSite from(LocalDate firstDay) {
        return during(new DateRange(firstDay, LocalDate.MAX));
    }

    /** The same of one account only. */
    public FaultSite of(Account only) {
        return new FaultSite(days, Objects.requireNonNull(only, "only"), entities, share, seenFrom, seenUntil);
    }

    /** The same of some platform entities only. */
    public FaultSite of(EntityRef... only) {
        return new FaultSite(days, account, Set.of(only), share, seenFrom, seenUntil);
    }

    /** The same of some arms' entities only. */
    public FaultSite of(Collection<Arm> arms) {
        Set<EntityRef> ofArms = new LinkedHashSet<>();
        arms.forEach(arm -> ofArms.addAll(arm.entities()));
        return new FaultSite(days, account, ofArms, share, seenFrom, seenUntil);
    }

    /** The same for a share of the rows only, drawn by lot: every fetch hits the same ones. */
    public FaultSite share(double value) {
        return new FaultSite(days, account, entities, value, seenFrom, seenUntil);
    }

    /** The same in fetches at or after a moment only: what was fetched before was right. */
    public FaultSite seenFrom(Instant moment) {
        return new FaultSite(days, account, entities, share, moment, seenUntil);
    }

    /** The same in fetches before a moment only: from then on the feed is mended. */
    public FaultSite seenUntil(Instant moment) {
        return new FaultSite(days, account, entities, share, seenFrom, moment);
    }

    boolean isSeen(Account fetched, Instant now) {
        return (account == null || account.equals(fetched)) && !now.isBefore(seenFrom) && now.isBefore(seenUntil);
    }

    boolean has(EntityRef entity, LocalDate day) {
        return days.contains(day) && (entities.isEmpty() || entities.contains(entity));
    }
}
