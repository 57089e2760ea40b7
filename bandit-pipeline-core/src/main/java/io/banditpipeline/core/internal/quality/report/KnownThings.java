package io.banditpipeline.core.internal.quality.report;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.store.CatalogStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which arm belongs to which account, and which account to which platform and campaigns. */
final class KnownThings {
    private final Map<String, Account> accounts = new TreeMap<>();
    private final Map<String, String> accountByArm = new HashMap<>();
    private final Map<String, Set<String>> accountsByCampaign = new TreeMap<>();
    private final Map<String, Set<String>> campaignsByAccount = new HashMap<>();

    KnownThings(CatalogStore catalog) {
        for (Campaign campaign : catalog.campaigns()) {
            accountsByCampaign.put(campaign.id(), new TreeSet<>());
            catalog.arms(campaign.id()).forEach(this::add);
        }
    }

    private void add(Arm arm) {
        String key = arm.account().key();
        accounts.put(key, arm.account());
        accountByArm.put(arm.id(), key);
        accountsByCampaign
                .computeIfAbsent(arm.campaignId(), id -> new TreeSet<>())
                .add(key);
        campaignsByAccount.computeIfAbsent(key, id -> new TreeSet<>()).add(arm.campaignId());
    }

    /** The accounts, by key. */
    Map<String, Account> accounts() {
        return accounts;
    }

    /** The keys of the accounts of each campaign, by its id. */
    Map<String, Set<String>> accountsByCampaign() {
        return accountsByCampaign;
    }

    /** The keys of the accounts that a score or gate of a subject rests on. */
    Stream<String> accountsOf(Subject subject) {
        return switch (subject.kind()) {
            case ARM -> Stream.ofNullable(accountByArm.get(subject.id()));
            case ACCOUNT -> Stream.of(subject.id());
            case PLATFORM ->
                accounts.values().stream()
                        .filter(account -> account.platform().equals(subject.id()))
                        .map(Account::key);
            case CAMPAIGN -> accountsByCampaign.getOrDefault(subject.id(), Set.of()).stream();
        };
    }

    /** What the score of a subject on a day counts for over all days: itself, and what it is a part of. */
    Stream<Subject> parents(Subject subject) {
        return switch (subject.kind()) {
            case ARM, CAMPAIGN -> Stream.of(new Subject(subject.kind(), subject.id(), null));
            case ACCOUNT -> {
                Account account = accounts.get(subject.id());
                yield account == null
                        ? Stream.empty()
                        : Stream.concat(
                                Stream.of(Subject.account(account, null), Subject.platform(account.platform(), null)),
                                campaignsByAccount.getOrDefault(account.key(), Set.of()).stream()
                                        .map(campaign -> Subject.campaign(campaign, null)));
            }
            case PLATFORM -> Stream.empty();
        };
    }

    /** The last local day that is over in every zone; that of UTC without an account. */
    LocalDate lastDay(Instant now) {
        return accounts.values().stream()
                .map(account -> lastDay(account, now))
                .max(LocalDate::compareTo)
                .orElseGet(
                        () -> now.atZone(java.time.ZoneOffset.UTC).toLocalDate().minusDays(1));
    }

    static LocalDate lastDay(Account account, Instant now) {
        return now.atZone(account.zone()).toLocalDate().minusDays(1);
    }
}
