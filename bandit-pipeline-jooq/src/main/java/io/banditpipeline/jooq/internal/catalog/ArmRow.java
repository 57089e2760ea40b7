package io.banditpipeline.jooq.internal.catalog;

import io.banditpipeline.campaign.Arm;

/**
 * An arm as its row has it, without entities.
 *
 * @param armNo its number
 * @param armId its id
 * @param campaignId its campaign
 * @param accountNo its account's number
 * @param channel its channel
 * @param creative its creative
 * @param bid its bid
 * @param floorMicros its floor
 * @param capMicros its cap
 */
record ArmRow(
        long armNo,
        String armId,
        String campaignId,
        int accountNo,
        String channel,
        String creative,
        String bid,
        long floorMicros,
        long capMicros) {
    static ArmRow of(long armNo, int accountNo, Arm arm) {
        return new ArmRow(
                armNo,
                arm.id(),
                arm.campaignId(),
                accountNo,
                arm.channel(),
                arm.creative(),
                arm.bid(),
                arm.limits().floorMicros(),
                arm.limits().capMicros());
    }
}
