package io.banditpipeline.connectors.internal.failure;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.AccountListing;
import io.banditpipeline.metric.AccountListing.FailedAccount;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The accounts of a platform in the making, those that fail by themselves beside the others. An account that is found
 * more than once counts as read if it could be read once. Not thread-safe.
 */
public final class AccountsFound {
    private final String platform;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, FailedAccount> failed = new LinkedHashMap<>();

    /** @param platform the platform of all of them */
    public AccountsFound(String platform) {
        this.platform = platform;
    }

    /**
     * Adds an account, or why there is none: that it may not be read, or cannot be made out.
     *
     * @param id its id, as the account would have it
     * @throws SourceException if it is of another kind, which does not tell of this account alone
     */
    public void add(String id, Supplier<Account> account) {
        try {
            Account read = account.get();
            accounts.put(read.id(), read);
        } catch (SourceException failure) {
            if (failure.kind() != Kind.PERMISSION && failure.kind() != Kind.CONFIGURATION) {
                throw failure;
            }
            fail(id, failure);
        }
    }

    /** Adds an account that cannot be read. */
    public void fail(String id, SourceException failure) {
        failed.putIfAbsent(id, new FailedAccount(platform, id, failure));
    }

    /** All in the order in which they were added. */
    public AccountListing listing() {
        failed.keySet().removeAll(accounts.keySet());
        return new AccountListing(List.copyOf(accounts.values()), List.copyOf(failed.values()));
    }
}
