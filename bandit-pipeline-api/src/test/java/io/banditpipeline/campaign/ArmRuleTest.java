package io.banditpipeline.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ArmRuleTest {
    private static final Account META = new Account("meta", "act_1", ZoneOffset.UTC, Currency.getInstance("USD"));
    private static final Account GOOGLE = new Account("google_ads", "1", ZoneOffset.UTC, Currency.getInstance("USD"));

    @Test
    void the_groups_of_a_name_fill_the_id() {
        ArmRule rule = ArmRule.byName(
                Pattern.compile("(?<geo>[A-Z]{2})_(?<audience>[^_]+)(_(?<more>.*))?"),
                "{account}/{geo}-{audience}{more}",
                "c",
                "social");
        assertThat(rule.arm(META, named("DE_$1\\x"), List.of())).map(Arm::id).contains("act_1/DE-$1\\x");
        assertThat(rule.arm(META, named("de_x"), List.of())).isEmpty();
    }

    @Test
    void a_group_that_is_missing_is_told_of_at_once() {
        assertThatThrownBy(() -> ArmRule.byName(Pattern.compile("(?<geo>..).*"), "{goe}", "c", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("goe")
                .hasMessageContaining("geo");
    }

    @Test
    void rules_are_limited_and_joined() {
        ArmRule rule = ArmRule.onePerEntity("a", "x")
                .where(account -> account.platform().equals("meta"))
                .or(ArmRule.onePerEntity("b", "y"));
        assertThat(rule.arm(META, named("n"), List.of())).map(Arm::campaignId).contains("a");
        assertThat(rule.arm(GOOGLE, named("n"), List.of())).map(Arm::campaignId).contains("b");
    }

    @Test
    void a_parent_stands_above() {
        EntityRef group = new EntityRef(Level.AD_GROUP, "1");
        assertThatThrownBy(() -> new Entity(group, "x", new EntityRef(Level.AD, "2"), Entity.Status.ACTIVE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("above");
    }

    private static Entity named(String name) {
        return new Entity(new EntityRef(Level.CAMPAIGN, "7"), name, null, Entity.Status.ACTIVE);
    }
}
