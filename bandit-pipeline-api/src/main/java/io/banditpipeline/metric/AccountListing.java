package io.banditpipeline.metric;

import io.banditpipeline.campaign.Account;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The accounts of a source, and those that it has but could not make out: one whose permission was revoked, or whose
 * time zone is unknown. Such an account fails by itself, and the others are collected. Immutable.
 *
 * @param accounts the accounts that can be read
 * @param failed the accounts that cannot, each with the reason; none of them is among {@code accounts}
 */
public record AccountListing(List<Account> accounts, List<FailedAccount> failed) {
    /**
     * Copies the lists.
     *
     * @throws NullPointerException if a list or an element is null
     * @throws IllegalArgumentException if an account is in both lists
     */
    public AccountListing {
        accounts = List.copyOf(accounts);
        failed = List.copyOf(failed);
        Set<String> read = accounts.stream().map(Account::key).collect(Collectors.toSet());
        failed.stream()
                .map(FailedAccount::key)
                .filter(read::contains)
                .findFirst()
                .ifPresent(both -> {
                    throw new IllegalArgumentException("account " + both
                            + " is listed both as one that can be read and as one" + " that failed: list it once");
                });
    }

    /**
     * An account that a source has and cannot read.
     *
     * @param platform the platform, as in {@link Account#platform()}
     * @param id its id, as in {@link Account#id()}: by it, what is known of the account is not taken to be fresh
     * @param failure why it cannot be read; its message names the account and says what to do
     */
    public record FailedAccount(String platform, String id, SourceException failure) {
        /** Checks that nothing is null. */
        public FailedAccount {
            Objects.requireNonNull(platform, "platform");
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(failure, "failure");
        }

        /** Platform and id, as {@link Account#key()}. */
        public String key() {
            return platform + "/" + id;
        }
    }

    /** A listing in which nothing failed. */
    public static AccountListing of(List<Account> accounts) {
        return new AccountListing(accounts, List.of());
    }

    /**
     * All accounts, for those who need them all.
     *
     * @throws SourceException why the first of those that failed did
     */
    public List<Account> orThrow() {
        if (!failed.isEmpty()) {
            throw failed.get(0).failure();
        }
        return accounts;
    }
}
