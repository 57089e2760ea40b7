package io.banditpipeline.testkit.fault;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The truth about a fault: what was planted, and what of the delivered data it has changed so far.
 *
 * @param fault the fault
 * @param site where it was planted
 * @param affected what fetches so far brought otherwise than the clean feed would, by day, account and entity
 */
public record PlantedFault(Fault fault, FaultSite site, List<Affected> affected) {
    /** Copies the list. */
    public PlantedFault {
        Objects.requireNonNull(fault, "fault");
        Objects.requireNonNull(site, "site");
        affected = List.copyOf(affected);
    }

    /** The first day that it has changed, or empty if it has changed nothing yet. */
    public Optional<LocalDate> firstAffectedDay() {
        return affected.stream().map(Affected::day).min(Comparator.naturalOrder());
    }

    /**
     * A day of an entity whose rows were changed.
     *
     * @param account the account
     * @param entity the entity that the clean rows are of
     * @param day the account-local day that the clean rows are of
     */
    public record Affected(Account account, EntityRef entity, LocalDate day) {
        static final Comparator<Affected> ORDER = Comparator.comparing(Affected::day)
                .thenComparing(affected -> affected.account().key())
                .thenComparing(affected -> affected.entity().level())
                .thenComparing(affected -> affected.entity().id());
    }
}
