package io.banditpipeline.connectors.internal.budget;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.workflow.Cancellation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A platform in memory: budgets, and what goes wrong with them when told. */
final class FakePlatform implements BudgetPort {
    final Map<EntityRef, Long> budgets = new LinkedHashMap<>();
    final Map<EntityRef, BudgetReading> odd = new HashMap<>();
    final Map<EntityRef, RuntimeException> refusing = new HashMap<>();
    final Map<EntityRef, RuntimeException> answeringLost = new HashMap<>();
    final Map<EntityRef, Long> rounding = new HashMap<>();
    final List<EntityRef> writes = new ArrayList<>();
    final List<EntityRef> validations = new ArrayList<>();

    @Nullable
    SourceException readFails;

    long unit = 10_000;
    long least = 10_000;
    long most = Long.MAX_VALUE;
    int reads;
    int readsBeforeFailing = Integer.MAX_VALUE;
    boolean dies;

    @Override
    public String platform() {
        return "fake";
    }

    @Override
    public boolean canValidate() {
        return true;
    }

    @Override
    public Map<EntityRef, BudgetReading> read(
            Account account, Collection<EntityRef> entities, Cancellation cancellation) {
        reads++;
        if (reads > readsBeforeFailing) {
            throw new SourceException(SourceException.Kind.TRANSIENT, "away", null);
        }
        if (readFails != null) {
            throw readFails;
        }
        Map<EntityRef, BudgetReading> readings = new HashMap<>();
        for (EntityRef entity : entities) {
            Long budget = budgets.get(entity);
            BudgetReading reading = odd.get(entity);
            if (reading == null) {
                reading = budget == null
                        ? new BudgetReading.Removed("the platform does not know it")
                        : new BudgetReading.Held(
                                budget, unit, least, most, (micros, only, stop) -> write(entity, micros, only));
            }
            readings.put(entity, reading);
        }
        return readings;
    }

    private void write(EntityRef entity, long micros, boolean validateOnly) {
        if (dies) {
            throw new Killed();
        }
        RuntimeException refused = refusing.get(entity);
        if (validateOnly) {
            validations.add(entity);
        }
        if (refused != null) {
            throw refused;
        }
        if (!validateOnly) {
            writes.add(entity);
            budgets.put(entity, rounding.getOrDefault(entity, micros));
        }
        RuntimeException lost = answeringLost.remove(entity);
        if (lost != null) {
            throw lost;
        }
    }

    /** The process ends here. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }
}
