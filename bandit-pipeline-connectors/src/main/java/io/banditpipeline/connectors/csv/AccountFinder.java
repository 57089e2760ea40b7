package io.banditpipeline.connectors.csv;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the account of a row: by its account column, else by its entity's arm, else the only one. Immutable. */
final class AccountFinder {
    private static final String RULE = "csv.account";

    private final List<Account> accounts;
    private final Map<String, Account> byName = new HashMap<>();
    private final Map<String, Account> byEntity = new HashMap<>();

    AccountFinder(CsvMapping mapping, List<Account> accounts) {
        this.accounts = accounts;
        mapping.accountsByName().forEach(this::name);
        accounts.forEach(account -> name(account.id(), account));
        accounts.forEach(account -> name(account.key(), account));
        Set<String> ambiguous = new HashSet<>();
        for (Arm arm : mapping.arms()) {
            for (EntityRef entity : arm.entities()) {
                if (accounts.contains(arm.account()) && byEntity.put(entity.id(), arm.account()) != null) {
                    ambiguous.add(entity.id());
                }
            }
        }
        ambiguous.forEach(byEntity::remove);
    }

    private void name(String name, Account account) {
        if (accounts.contains(account)) {
            byName.putIfAbsent(name, account);
        }
    }

    List<Account> all() {
        return accounts;
    }

    /** The account, or null with a reason added. */
    @Nullable Account find(CsvRow row, @Nullable NamedColumn column, String entity, List<Reason> reasons) {
        if (column != null) {
            String name = row.cell(column.index());
            Account named = byName.get(name);
            if (named == null) {
                reasons.add(new Reason(
                        RULE,
                        column.name(),
                        name,
                        Cells.quote(name) + " is no account of the mapping; its accounts are: " + names()));
            }
            return named;
        }
        Account known = accounts.size() == 1 ? accounts.get(0) : byEntity.get(entity);
        if (known == null) {
            reasons.add(new Reason(
                    RULE,
                    "",
                    entity,
                    "the account of " + Cells.quote(entity)
                            + " is not known; name it among the arms, or name an account column"));
        }
        return known;
    }

    private String names() {
        return String.join(", ", accounts.stream().map(Account::key).toList());
    }
}
