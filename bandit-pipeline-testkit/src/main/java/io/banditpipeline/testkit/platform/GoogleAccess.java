package io.banditpipeline.testkit.platform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.testkit.platform.GoogleErrors.Failure;
import io.banditpipeline.testkit.platform.GoogleErrors.Refused;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The tree of managers and accounts, and who may reach whom. */
final class GoogleAccess {
    private final GoogleAdsSimulatorBuilder setup;

    GoogleAccess(GoogleAdsSimulatorBuilder setup) {
        this.setup = setup;
    }

    boolean isManager(String id) {
        return setup.managers.containsKey(id);
    }

    Optional<Account> account(String id) {
        return setup.settings.data.accounts().stream()
                .filter(account -> account.id().equals(id))
                .findFirst();
    }

    /** @throws Refused if a caller with this header may not reach the customer */
    void check(String id, Optional<String> login, boolean strict) {
        if (login.isPresent() && strict && !login.get().matches("[0-9]+")) {
            throw new Refused(Failure.of(
                    400,
                    "INVALID_ARGUMENT",
                    "headerError",
                    "INVALID_LOGIN_CUSTOMER_ID",
                    "The login customer ID could not be validated: '" + login.get() + "'."));
        }
        if (account(id).isEmpty() && !isManager(id)) {
            throw new Refused(denied());
        }
        String root = login.orElse(id);
        boolean reached = root.equals(id) ? !hasManager(id) : below(root).anyMatch(id::equals) && !hasManager(root);
        if (!reached) {
            throw new Refused(denied());
        }
        if (setup.disabled.contains(id)) {
            throw new Refused(Failure.denied(
                    "CUSTOMER_NOT_ENABLED",
                    "The customer account can't be accessed because it is not yet enabled or has been deactivated."));
        }
    }

    static Failure denied() {
        return Failure.denied(
                "USER_PERMISSION_DENIED",
                "User doesn't have permission to access customer. Note: If you're accessing a client customer, the"
                        + " manager's customer id must be set in the 'login-customer-id' header.");
    }

    /** Customers that the user reaches directly. */
    ObjectNode listAccessible() {
        ObjectNode answer = Json.object();
        ArrayNode names = answer.putArray("resourceNames");
        Stream.concat(
                        setup.managers.keySet().stream(),
                        setup.settings.data.accounts().stream().map(Account::id))
                .filter(id -> !hasManager(id))
                .forEach(id -> names.add("customers/" + id));
        return answer;
    }

    /** The customer itself and all below it, as rows. */
    List<Map<GoogleField, Object>> clients(String id) {
        return clientsFrom(id, id, 0).toList();
    }

    private Stream<Map<GoogleField, Object>> clientsFrom(String root, String id, int level) {
        Stream<Map<GoogleField, Object>> below = setup.managers.getOrDefault(id, List.of()).stream()
                .flatMap(child -> clientsFrom(root, child, level + 1));
        return Stream.concat(Stream.of(client(root, id, level)), below);
    }

    private Map<GoogleField, Object> client(String root, String id, int level) {
        Optional<Account> account = account(id);
        Map<GoogleField, Object> row = manager(root);
        row.put(GoogleField.CUSTOMER_CLIENT__RESOURCE_NAME, "customers/" + root + "/customerClients/" + id);
        row.put(GoogleField.CUSTOMER_CLIENT__CLIENT_CUSTOMER, "customers/" + id);
        row.put(GoogleField.CUSTOMER_CLIENT__LEVEL, level);
        row.put(GoogleField.CUSTOMER_CLIENT__ID, id);
        row.put(GoogleField.CUSTOMER_CLIENT__MANAGER, isManager(id));
        row.put(GoogleField.CUSTOMER_CLIENT__HIDDEN, false);
        row.put(GoogleField.CUSTOMER_CLIENT__TEST_ACCOUNT, false);
        row.put(
                GoogleField.CUSTOMER_CLIENT__TIME_ZONE,
                account.map(of -> of.zone().getId()).orElse("America/New_York"));
        row.put(
                GoogleField.CUSTOMER_CLIENT__CURRENCY_CODE,
                account.map(of -> of.currency().getCurrencyCode()).orElse("USD"));
        row.put(GoogleField.CUSTOMER_CLIENT__DESCRIPTIVE_NAME, "Account " + id);
        row.put(GoogleField.CUSTOMER_CLIENT__STATUS, setup.disabled.contains(id) ? "SUSPENDED" : "ENABLED");
        return row;
    }

    /** The attributes of a customer that may be a manager. */
    Map<GoogleField, Object> manager(String id) {
        Map<GoogleField, Object> row = new EnumMap<>(GoogleField.class);
        row.put(GoogleField.CUSTOMER__RESOURCE_NAME, "customers/" + id);
        row.put(GoogleField.CUSTOMER__ID, id);
        row.put(GoogleField.CUSTOMER__DESCRIPTIVE_NAME, "Account " + id);
        row.put(GoogleField.CUSTOMER__MANAGER, isManager(id));
        row.put(GoogleField.CUSTOMER__STATUS, "ENABLED");
        row.put(GoogleField.CUSTOMER__CURRENCY_CODE, "USD");
        row.put(GoogleField.CUSTOMER__TIME_ZONE, "America/New_York");
        return row;
    }

    private boolean hasManager(String id) {
        return setup.managers.values().stream().anyMatch(children -> children.contains(id));
    }

    private Stream<String> below(String id) {
        return setup.managers.getOrDefault(id, List.of()).stream()
                .flatMap(child -> Stream.concat(Stream.of(child), below(child)));
    }
}
