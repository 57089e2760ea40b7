package io.banditpipeline.jooq.internal.catalog;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.store.CatalogStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Keeps campaigns, arms and their entities. This class is thread-safe. */
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
}
