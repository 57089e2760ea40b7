package io.banditpipeline.jooq.internal.catalog;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.store.CatalogStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Keeps campaigns, arms and their entities, and what platforms list. This class is thread-safe. */
public final class JooqCatalogStore implements CatalogStore {
    private final Database database;

    /** @param database the database */
    public JooqCatalogStore(Database database) {
        this.database = database;
    }

    @Override
    public void save(Collection<Campaign> campaigns, Collection<Arm> arms) {
        List<Campaign> givenCampaigns = List.copyOf(campaigns);
        List<Arm> givenArms = List.copyOf(arms);
        database.doWrite(session -> {
            new CampaignTable(session).save(givenCampaigns);
            new CatalogSave(session, givenArms).run();
        });
    }

    @Override
    public List<Campaign> campaigns() {
        return database.read(
                session -> List.copyOf(new CampaignTable(session).all().values()));
    }

    @Override
    public List<Arm> arms(String campaignId) {
        return database.read(session -> new CatalogReader(session).arms(campaignId));
    }

    @Override
    public Map<String, String> armsByEntity(Account account, Level level) {
        return database.read(session -> new CatalogReader(session).armsByEntity(account, level));
    }

    @Override
    public void saveEntities(Account account, Collection<Entity> entities, Instant at) {
        List<Entity> given = List.copyOf(entities);
        long atUs = Times.micros(at);
        database.doWrite(session -> new ListingSave(session, account, given, atUs).run());
    }

    @Override
    public List<ListedEntity> entities(Account account) {
        return database.read(session -> {
            ListingTable table = new ListingTable(session, account);
            Long listedUs = table.listedUs();
            return listedUs == null
                    ? List.of()
                    : table.rows().stream().map(row -> row.toListed(listedUs)).toList();
        });
    }
}
