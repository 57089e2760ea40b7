package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import org.jspecify.annotations.Nullable;

/**
 * What rows are made of: an ad with all that it belongs to, or a campaign that has no ad groups.
 *
 * @param campaign the campaign
 * @param adGroup the ad group, or null
 * @param ad the ad, or null
 */
record Leaf(
        EntityRef campaign,
        @Nullable EntityRef adGroup,
        @Nullable EntityRef ad) {
    /** The entity of a level that its numbers count for; null if there is none. */
    @Nullable
    EntityRef at(Level level, Account account) {
        return switch (level) {
            case ACCOUNT -> new EntityRef(Level.ACCOUNT, account.id());
            case CAMPAIGN -> campaign;
            case AD_GROUP -> adGroup;
            case AD -> ad;
        };
    }
}
