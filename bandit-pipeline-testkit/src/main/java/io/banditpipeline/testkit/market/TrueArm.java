package io.banditpipeline.testkit.market;

import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.EntityRef;

/**
 * An arm as it really is.
 *
 * @param arm the arm
 * @param channel its channel
 * @param share its share of the channel's spend on an ordinary day
 * @param efficiency effect of its money relative to that of the channel; the mean over shares is 1
 * @param orderValue what one order through it is worth, in units of the campaign's currency
 * @param key keys its random numbers
 */
record TrueArm(Arm arm, TrueChannel channel, double share, double efficiency, double orderValue, long key) {
    /** The one platform entity of the arm. */
    EntityRef entity() {
        return arm.entities().get(0);
    }
}
