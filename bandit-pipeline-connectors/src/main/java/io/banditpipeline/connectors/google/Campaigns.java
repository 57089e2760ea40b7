package io.banditpipeline.connectors.google;

import io.banditpipeline.campaign.Account;
import java.time.InstantSource;

/** The campaigns of accounts, asked for once a day. Thread-safe. */
final class Campaigns {
    private final SearchCalls calls;
    private final AccountDirectory directory;
    private final PerDay<CampaignList> lists;

    Campaigns(SearchCalls calls, AccountDirectory directory, InstantSource clock) {
        this.calls = calls;
        this.directory = directory;
        this.lists = new PerDay<>(clock, this::ask);
    }

    /** As they were at some moment of the day. */
    CampaignList today(Account account) {
        return lists.of(account);
    }

    /** As they are now. */
    CampaignList now(Account account) {
        CampaignList list = ask(account);
        lists.put(account, list);
        return list;
    }

    /** Takes a list that was asked for otherwise. */
    void learn(Account account, CampaignList list) {
        lists.put(account, list);
    }

    private CampaignList ask(Account account) {
        CampaignList.Collector collector = new CampaignList.Collector();
        calls.rows(account.id(), directory.login(account), Gaql.CAMPAIGNS, row -> collector.add(row.path("campaign")));
        return collector.list();
    }
}
