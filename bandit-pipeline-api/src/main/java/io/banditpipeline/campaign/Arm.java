package io.banditpipeline.campaign;

import java.util.List;
import java.util.Objects;

/**
 * What the bandit can give money to: campaign x platform x channel x creative x bid, mapped to platform entities.
 *
 * <p>All entities of an arm belong to its one account and to one level, so that its rows can be added.
 *
 * @param id unique among all arms
 * @param campaignId the campaign whose budget it shares
 * @param account the platform account that it spends in
 * @param channel the media channel that the mix model knows it by, such as {@code "google_paid_search"}
 * @param creative the creative, or {@code ""} if it does not matter
 * @param bid the bid or bid strategy, or {@code ""} if it does not matter
 * @param entities the platform entities whose rows make up this arm; may be empty for an arm that is not live yet
 * @param limits bounds of its daily budget
 */
public record Arm(
        String id,
        String campaignId,
        Account account,
        String channel,
        String creative,
        String bid,
        List<EntityRef> entities,
        BudgetLimits limits) {
    /** @throws IllegalArgumentException if an id or the channel is blank, or if the entities are of different levels */
    public Arm {
        Names.require("id", id);
        Names.require("campaignId", campaignId);
        Names.require("channel", channel);
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(creative, "creative");
        Objects.requireNonNull(bid, "bid");
        Objects.requireNonNull(limits, "limits");
        entities = List.copyOf(entities);
        if (entities.stream().map(EntityRef::level).distinct().count() > 1) {
            throw new IllegalArgumentException("entities of arm " + id
                    + " must be of one level, since rows of different levels overlap: " + entities);
        }
    }

    /** An arm that is one platform entity, without creative, bid or limits. */
    public static Arm of(String id, String campaignId, Account account, String channel, EntityRef entity) {
        return new Arm(id, campaignId, account, channel, "", "", List.of(entity), BudgetLimits.none());
    }

    /** The same arm with other limits. */
    public Arm withLimits(BudgetLimits other) {
        return new Arm(id, campaignId, account, channel, creative, bid, entities, other);
    }
}
