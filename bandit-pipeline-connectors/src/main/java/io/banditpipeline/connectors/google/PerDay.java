package io.banditpipeline.connectors.google;

import io.banditpipeline.campaign.Account;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Something of an account that is asked for once on each of its days. Thread-safe. */
final class PerDay<T> {
    private final InstantSource clock;
    private final Function<Account, T> ask;
    private final Map<String, Known<T>> known = new ConcurrentHashMap<>();

    PerDay(InstantSource clock, Function<Account, T> ask) {
        this.clock = clock;
        this.ask = ask;
    }

    private record Known<T>(LocalDate day, T value) {}

    T of(Account account) {
        Known<T> latest = known.get(account.id());
        if (latest != null && latest.day().equals(today(account))) {
            return latest.value();
        }
        T value = ask.apply(account);
        put(account, value);
        return value;
    }

    /** Takes what was learnt otherwise. */
    void put(Account account, T value) {
        known.put(account.id(), new Known<>(today(account), value));
    }

    private LocalDate today(Account account) {
        return clock.instant().atZone(account.zone()).toLocalDate();
    }
}
