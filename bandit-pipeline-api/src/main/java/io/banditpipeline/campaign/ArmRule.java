package io.banditpipeline.campaign;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Says which arm a platform entity belongs to, so that arms need not be named one by one. Entities whose arms have the
 * same id make up one arm together.
 *
 * <pre>{@code
 * ArmRule rule = ArmRule.byName(Pattern.compile("(?<geo>[A-Z]{2})_(?<audience>[^_]+)_.*"), "meta-{geo}-{audience}", "c1", "meta")
 *         .where(account -> account.platform().equals("meta"))
 *         .or(ArmRule.onePerEntity("c1", "other"));
 * }</pre>
 *
 * <p>A rule is a function of what it is given: the same entity has the same arm on every run. Implementations are
 * thread-safe.
 */
@FunctionalInterface
public interface ArmRule {
    /**
     * The arm of an entity.
     *
     * @param account the account that it belongs to
     * @param entity the entity, at the level of its source's rows
     * @param above what it belongs to, from its campaign down to its parent; empty for a campaign
     * @return an arm of that account with this one entity, or empty if the rule has nothing to say of it: its rows are
     *     then parked
     */
    Optional<Arm> arm(Account account, Entity entity, List<Entity> above);

    /**
     * One arm for each entity: {@code platform/account/entity}. Whether that is a campaign, an ad group or an ad is the
     * level of the source's rows.
     *
     * @param campaignId the host's campaign that the arms belong to
     * @param channel the media channel of the arms
     */
    static ArmRule onePerEntity(String campaignId, String channel) {
        Names.require("campaignId", campaignId);
        Names.require("channel", channel);
        return (account, entity, above) -> Optional.of(
                Arm.of(account.key() + "/" + entity.ref().id(), campaignId, account, channel, entity.ref()));
    }

    /**
     * Arms by a pattern of names: that of the entity, or of the nearest above it that matches as a whole.
     *
     * @param pattern with named groups, such as {@code (?<geo>[A-Z]{2})_(?<audience>[^_]+)_.*}
     * @param armId the arm's id with groups in braces, such as {@code meta-{geo}-{audience}}; since an arm belongs to
     *     one account, {@code {account}} stands for that of the entity
     * @param campaignId the host's campaign that the arms belong to
     * @param channel the media channel of the arms
     * @throws IllegalArgumentException if the id names a group that the pattern lacks
     */
    static ArmRule byName(Pattern pattern, String armId, String campaignId, String channel) {
        Names.require("campaignId", campaignId);
        Names.require("channel", channel);
        NamePattern names = new NamePattern(pattern, armId);
        return (account, entity, above) ->
                names.armId(account, entity, above).map(id -> Arm.of(id, campaignId, account, channel, entity.ref()));
    }

    /** The same rule for some accounts only. */
    default ArmRule where(Predicate<? super Account> accounts) {
        Objects.requireNonNull(accounts, "accounts");
        return (account, entity, above) -> accounts.test(account) ? arm(account, entity, above) : Optional.empty();
    }

    /** This rule, or another one for entities of which this one says nothing. */
    default ArmRule or(ArmRule other) {
        Objects.requireNonNull(other, "other");
        return (account, entity, above) -> arm(account, entity, above).or(() -> other.arm(account, entity, above));
    }
}
