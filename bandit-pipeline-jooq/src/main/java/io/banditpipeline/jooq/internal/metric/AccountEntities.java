package io.banditpipeline.jooq.internal.metric;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.jooq.internal.catalog.AccountCatalog;
import io.banditpipeline.jooq.internal.catalog.AccountCatalog.EntityNos;
import io.banditpipeline.jooq.internal.sql.Session;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entities of one account, read once a level and transaction. Not thread-safe. */
final class AccountEntities {
    private final Session session;
    private final Account account;
    private final int accountNo;
    private final Map<Level, Map<String, EntityNos>> byLevel = new EnumMap<>(Level.class);
    private final Map<Long, Long> countByArm = new HashMap<>();

    AccountEntities(Session session, Account account, int accountNo) {
        this.session = session;
        this.account = account;
        this.accountNo = accountNo;
    }

    EntityNos require(EntityRef entity) {
        EntityNos numbers = find(entity);
        if (numbers == null) {
            throw new PipelineException(
                    ErrorCode.INVALID_INPUT,
                    "Entity " + entity + " of account " + account.key()
                            + " belongs to no arm: park its row, or save an arm that names it first");
        }
        return numbers;
    }

    /** The numbers of an entity, or null if it belongs to no arm. */
    @Nullable
    EntityNos find(EntityRef entity) {
        return ofLevel(entity.level()).get(entity.id());
    }

    /** The arm of each entity of a level, by number. */
    Map<Long, Long> armByEntity(Level level) {
        Map<Long, Long> arms = new HashMap<>();
        ofLevel(level).values().forEach(numbers -> arms.put(numbers.entityNo(), numbers.armNo()));
        return arms;
    }

    /** How many entities of the levels looked at so far an arm has. */
    long countOfArm(long armNo) {
        return countByArm.getOrDefault(armNo, 0L);
    }

    private Map<String, EntityNos> ofLevel(Level level) {
        Map<String, EntityNos> entities = byLevel.get(level);
        if (entities == null) {
            entities = AccountCatalog.entities(session, accountNo, level);
            byLevel.put(level, entities);
            entities.values().forEach(numbers -> countByArm.merge(numbers.armNo(), 1L, Long::sum));
        }
        return entities;
    }
}
