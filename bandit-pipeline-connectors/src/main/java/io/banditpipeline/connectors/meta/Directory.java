package io.banditpipeline.connectors.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.internal.failure.AccountsFound;
import io.banditpipeline.connectors.internal.meta.AccountIds;
import io.banditpipeline.connectors.internal.meta.MetaBuckets;
import io.banditpipeline.metric.AccountListing;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.workflow.Cancellation;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists accounts, campaigns, ad sets and ads. */
final class Directory {
    private static final Logger LOG = LoggerFactory.getLogger(Directory.class);
    private static final String ACCOUNT_FIELDS = "account_id,currency,timezone_name,account_status";
    private static final int ACTIVE = 1;
    private static final int IN_GRACE_PERIOD = 9;

    private final Graph graph;
    private final String platform;
    private final Paging paging;
    private final Cancellation cancellation;

    Directory(Graph graph, String platform, Sizes sizes, Cancellation cancellation) {
        this.graph = graph;
        this.platform = platform;
        this.paging = new Paging(graph, sizes, cancellation);
        this.cancellation = cancellation;
    }

    /** All ad accounts that the token's user may read. */
    AccountListing accounts() {
        AccountsFound found = new AccountsFound(platform);
        Graph.Call call = new Graph.Call(
                "me/adaccounts", "me/adaccounts", "", Map.of("fields", ACCOUNT_FIELDS), MetaBuckets.ofApp());
        paging.all(
                call,
                GraphPage.ElementReader.trees(),
                node -> found.add(AccountIds.withPrefix(node.path("account_id").asText("")), () -> account(node)));
        return found.listing();
    }

    /** One ad account. */
    Account account(String id) {
        Graph.Call call =
                new Graph.Call(id, "act_{id}", id, Map.of("fields", ACCOUNT_FIELDS), MetaBuckets.ofManagement(id));
        return account(graph.object(call, cancellation));
    }

    private Account account(JsonNode node) {
        String id = node.path("account_id").asText("");
        String zone = node.path("timezone_name").asText("");
        String currency = node.path("currency").asText("");
        if (!AccountIds.isDigits(id)) {
            throw new SourceException(Kind.TRANSIENT, "Meta lists an ad account without its id", null);
        }
        Account account;
        try {
            account = new Account(platform, AccountIds.withPrefix(id), ZoneId.of(zone), Currency.getInstance(currency));
        } catch (DateTimeException | IllegalArgumentException unknown) {
            throw new SourceException(
                    Kind.CONFIGURATION,
                    "ad account " + id + " of Meta has the time zone '" + zone + "' and the currency '" + currency
                            + "', of which this Java knows one not: update its time zones, or leave the account out",
                    unknown);
        }
        warnIfDisabled(account, node.path("account_status").asInt(ACTIVE));
        return account;
    }

    private static void warnIfDisabled(Account account, int status) {
        if (status != ACTIVE && status != IN_GRACE_PERIOD) {
            LOG.warn(
                    "account={} is not active on Meta: {}; its history is read, but its ads do not run",
                    account.key(),
                    AccountStatus.text(status));
        }
    }

    /** All campaigns, ad sets and ads of an account down to a level. */
    List<Entity> entities(String accountId, Level deepest) {
        List<Entity> entities = new ArrayList<>();
        @Nullable MetaLevel above = null;
        for (MetaLevel level : MetaLevel.values()) {
            if (level.level().compareTo(deepest) <= 0) {
                MetaLevel parent = above;
                String fields = "id,name,effective_status" + (parent == null ? "" : "," + parent.idField());
                list(
                        accountId,
                        accountId,
                        "act_{id}",
                        level,
                        fields,
                        node -> entities.add(entity(node, level, parent)));
            }
            above = level;
        }
        return List.copyOf(entities);
    }

    private static Entity entity(JsonNode node, MetaLevel level, @Nullable MetaLevel above) {
        @Nullable
        EntityRef parent = above == null ? null : new EntityRef(above.level(), id(node.path(above.idField()), above));
        return new Entity(
                new EntityRef(level.level(), id(node.path("id"), level)),
                node.path("name").asText(""),
                parent,
                status(node.path("effective_status").asText("")));
    }

    /** What Meta's effective status means; a status that is not known cannot spend as far as we know. */
    private static Entity.Status status(String effective) {
        return switch (effective) {
            case "ACTIVE", "WITH_ISSUES", "IN_PROCESS" -> Entity.Status.ACTIVE;
            case "DELETED", "ARCHIVED" -> Entity.Status.REMOVED;
            default -> Entity.Status.PAUSED;
        };
    }

    /** The ids of all campaigns, ad sets or ads of an account. */
    List<String> ids(String accountId, MetaLevel level) {
        return ids(accountId, accountId, "act_{id}", level);
    }

    /** The ids of the ad sets of a campaign, or of the ads of an ad set. */
    List<String> idsBelow(String accountId, MetaLevel level, String id) {
        return ids(accountId, id, "{" + level.idField() + "}", level.below().orElseThrow());
    }

    private List<String> ids(String accountId, String parent, String template, MetaLevel level) {
        List<String> ids = new ArrayList<>();
        list(accountId, parent, template, level, "id", node -> ids.add(id(node.path("id"), level)));
        return List.copyOf(ids);
    }

    private void list(
            String accountId,
            String parent,
            String template,
            MetaLevel level,
            String fields,
            Consumer<JsonNode> taker) {
        Graph.Call call = new Graph.Call(
                parent + "/" + level.edge(),
                template + "/" + level.edge(),
                accountId,
                Map.of("fields", fields, "effective_status", InsightsQuery.list(level.statuses())),
                MetaBuckets.ofManagement(accountId));
        paging.all(call, GraphPage.ElementReader.trees(), taker);
    }

    private static String id(JsonNode node, MetaLevel level) {
        String id = node.asText("");
        if (!AccountIds.isDigits(id)) {
            throw new SourceException(Kind.TRANSIENT, "Meta lists a " + level.word() + " without its id", null);
        }
        return id;
    }
}
