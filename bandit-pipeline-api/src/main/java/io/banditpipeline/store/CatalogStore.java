package io.banditpipeline.store;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.Level;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Keeps campaigns, arms and their entities. Ids are ordered by Unicode code point, whatever the language of the
 * database.
 */
public interface CatalogStore {
    /**
     * Saves campaigns and arms, new or changed, in one transaction; nothing is removed that is not named here. An arm's
     * entities are replaced by those given, but an entity whose rows are stored stays known: it is no longer listed by
     * {@link #arms}, yet {@link #armsByEntity} still knows it, its rows still count, and no other arm can have it.
     *
     * @throws io.banditpipeline.error.PipelineException if an arm names an unknown campaign, if an entity belongs to
     *     two arms, or if an account or arm would change its zone, currency or account, which stored rows depend on
     */
    void save(Collection<Campaign> campaigns, Collection<Arm> arms);

    /** All campaigns, ordered by id. */
    List<Campaign> campaigns();

    /** The arms of a campaign, ordered by id, each with its entities ordered by id. */
    List<Arm> arms(String campaignId);

    /** The arm id of every known entity of an account and level, by entity id. */
    Map<String, String> armsByEntity(Account account, Level level);

    /**
     * Saves what a platform lists of an account: each entity with its name and status as they are now. A stored entity
     * that is not among them has been removed on the platform: it stays, with the status {@link Entity.Status#REMOVED}.
     * A listing that is older than the one saved last changes nothing. One transaction.
     *
     * @param entities all entities of the account that the platform lists, each once; empty if it lists none any more
     * @param at when they were listed
     * @throws io.banditpipeline.error.PipelineException with code INVALID_INPUT if an entity is given twice and not the
     *     same
     */
    void saveEntities(Account account, Collection<Entity> entities, Instant at);

    /** All entities that were ever listed of an account, ordered by level and id. */
    List<ListedEntity> entities(Account account);

    /**
     * An entity as it was listed last.
     *
     * @param entity the entity
     * @param firstSeenAt when it was listed first
     * @param lastSeenAt when it was listed last
     */
    record ListedEntity(Entity entity, Instant firstSeenAt, Instant lastSeenAt) {}
}
