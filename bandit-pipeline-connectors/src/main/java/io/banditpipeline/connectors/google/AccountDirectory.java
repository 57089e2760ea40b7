package io.banditpipeline.connectors.google;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.connectors.internal.failure.AccountsFound;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.banditpipeline.connectors.internal.http.ApiFailure;
import io.banditpipeline.metric.AccountListing;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts that are read, and through which manager each is reached. Thread-safe.
 *
 * <p>Accounts that were named are all there, whatever their status, so that a fetch tells what is wrong with one;
 * managers and accounts that are not enabled are left out only where accounts are looked for, and it is logged.
 */
final class AccountDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(AccountDirectory.class);

    private final SearchCalls calls;
    private final @Nullable String login;
    private final List<String> named;
    private final Map<String, Customer> known = new ConcurrentHashMap<>();
    private final Lock looking = new ReentrantLock();

    /**
     * @param login the manager that is logged in to, or null if none was set
     * @param named the accounts that were named; all that can be reached if empty
     */
    AccountDirectory(SearchCalls calls, @Nullable String login, List<String> named) {
        this.calls = calls;
        this.login = login;
        this.named = List.copyOf(named);
    }

    /** The accounts by id, and those that were named and cannot be reached, or cannot be made out. */
    AccountListing accounts() {
        AccountsFound found = new AccountsFound(GoogleAds.PLATFORM);
        Map<String, Customer> customers = named.isEmpty() ? all() : namedOnes(found);
        known.putAll(customers);
        customers.values().forEach(customer -> found.add(customer.id(), customer::account));
        return found.listing();
    }

    /** The manager through which an account is reached, or null if directly. */
    @Nullable
    String login(Account account) {
        if (login != null || !named.isEmpty()) {
            return login;
        }
        Customer customer = known.get(account.id());
        if (customer == null) {
            customer = lookedFor(account.id());
        }
        if (customer == null) {
            throw new SourceException(
                    Kind.PERMISSION,
                    "Google Ads account " + account.id() + " is not enabled, or not among those that the credentials"
                            + " reach. What to do: give their user access to it",
                    null);
        }
        return customer.login();
    }

    /** One thread looks for accounts, for all that wait for it. */
    private @Nullable Customer lookedFor(String id) {
        looking.lock();
        try {
            if (!known.containsKey(id)) {
                known.putAll(all());
            }
            return known.get(id);
        } finally {
            looking.unlock();
        }
    }

    /** All accounts below the manager, or below and among all that the credentials reach. */
    private Map<String, Customer> all() {
        Map<String, Customer> found = new TreeMap<>();
        List<String> roots = login == null ? calls.accessibleCustomers() : List.of(login);
        for (String root : roots.stream().sorted().toList()) {
            for (Customer customer : below(root)) {
                if (customer.manager()) {
                    continue;
                }
                if (!customer.isEnabled()) {
                    LOG.warn(
                            "An account is left out because it is not enabled. source=google_ads account={} status={}",
                            customer.id(),
                            customer.status());
                } else if (customer.id().equals(root)) {
                    found.put(customer.id(), customer);
                } else {
                    found.putIfAbsent(customer.id(), customer);
                }
            }
        }
        return found;
    }

    /** A customer and all below it; none if it is not enabled itself and was not named. */
    private List<Customer> below(String root) {
        List<Customer> customers = new ArrayList<>();
        try {
            calls.rows(root, root, Gaql.CLIENTS, row -> customers.add(Customer.of(row.path("customerClient"), root)));
        } catch (SourceException e) {
            boolean skipped = ApiFailure.of(e)
                    .filter(failure -> failure.failureClass() == FailureClass.SKIP_ACCOUNT)
                    .isPresent();
            if (!skipped || login != null) {
                throw e;
            }
            LOG.warn("A customer is left out. source=google_ads account={} reason={}", root, e.getMessage());
            return List.of();
        }
        return customers;
    }

    private Map<String, Customer> namedOnes(AccountsFound accounts) {
        Map<String, Customer> found = new TreeMap<>();
        if (login == null) {
            named.forEach(id -> askForItself(id, found, accounts));
        } else {
            String chosen = " WHERE customer_client.id IN (" + String.join(", ", named) + ")";
            calls.rows(login, login, Gaql.CLIENTS + chosen, row -> {
                Customer customer = Customer.of(row.path("customerClient"), login);
                found.put(customer.id(), customer);
            });
        }
        for (String id : named) {
            if (!found.containsKey(id)) {
                accounts.fail(
                        id,
                        new SourceException(
                                Kind.PERMISSION,
                                "Google Ads account " + id + " is not "
                                        + (login == null ? "to be reached" : "below the manager account " + login)
                                        + ". What to do: check its id in accounts(...), and loginCustomerId",
                                null));
            }
        }
        return found;
    }

    /** Google refuses one that is not enabled as one that the credentials may not read: both fail by themselves. */
    private void askForItself(String id, Map<String, Customer> found, AccountsFound accounts) {
        try {
            calls.rows(id, null, Gaql.CUSTOMER, row -> found.put(id, Customer.of(row.path("customer"), id)));
        } catch (SourceException e) {
            if (e.kind() != Kind.PERMISSION) {
                throw e;
            }
            accounts.fail(id, e);
        }
    }
}
