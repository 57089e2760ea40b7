package io.banditpipeline.core.internal.quality;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.store.QualityStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When each account was checked: the last moment of each of its latest days with a check. A check compares with what
 * the one of an earlier day saw, at about the same age of every day, whatever was collected in between.
 */
final class CheckMoments {
    /** Under this name the moments are kept, among the states of detectors. */
    private static final String KEPT_UNDER = "checks";

    /** A run that goes on after days still finds what it is to compare with. */
    private static final int KEPT_DAYS = 8;

    private final QualityStore store;

    CheckMoments(QualityStore store) {
        this.store = store;
    }

    /** The last check of each account before the account-local day of a moment; accounts without one are missing. */
    Map<Account, Instant> before(Collection<Account> accounts, Instant now) {
        Map<String, byte[]> kept = load(accounts);
        Map<Account, Instant> before = new HashMap<>();
        accounts.forEach(account -> moments(kept, account).stream()
                .filter(moment -> moment.isBefore(dayStart(account, now)))
                .max(Comparator.naturalOrder())
                .ifPresent(moment -> before.put(account, moment)));
        return before;
    }

    /** Notes that accounts were checked at a moment. */
    void note(Collection<Account> accounts, Instant now) {
        Map<String, byte[]> kept = load(accounts);
        Map<String, byte[]> next = new HashMap<>();
        accounts.forEach(account -> next.put(account.key(), write(with(moments(kept, account), account, now))));
        store.saveDetectorStates(KEPT_UNDER, next);
    }

    /** One moment a day: the latest. */
    private static List<Instant> with(List<Instant> moments, Account account, Instant now) {
        Instant dayStart = dayStart(account, now);
        List<Instant> next = new ArrayList<>(
                moments.stream().filter(moment -> moment.isBefore(dayStart)).toList());
        next.add(Stream.concat(moments.stream(), Stream.of(now))
                .max(Comparator.naturalOrder())
                .orElse(now));
        return next.subList(Math.max(0, next.size() - KEPT_DAYS), next.size());
    }

    private Map<String, byte[]> load(Collection<Account> accounts) {
        return store.detectorStates(
                KEPT_UNDER, accounts.stream().map(Account::key).distinct().toList());
    }

    private static List<Instant> moments(Map<String, byte[]> kept, Account account) {
        return Optional.ofNullable(kept.get(account.key()))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .map(text -> Stream.of(text.split(" ")).map(Instant::parse).toList())
                .orElse(List.of());
    }

    private static byte[] write(List<Instant> moments) {
        return moments.stream()
                .map(Instant::toString)
                .collect(Collectors.joining(" "))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Instant dayStart(Account account, Instant now) {
        return now.atZone(account.zone())
                .toLocalDate()
                .atStartOfDay(account.zone())
                .toInstant();
    }
}
