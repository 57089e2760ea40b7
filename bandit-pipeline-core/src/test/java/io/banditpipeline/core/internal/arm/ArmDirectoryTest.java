package io.banditpipeline.core.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.ArmRule;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArmDirectoryTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Account ACCOUNT = new Account("meta", "act_1", ZoneOffset.UTC, USD);
    private static final Account OTHER = new Account("meta", "act_2", ZoneOffset.UTC, USD);
    private static final Campaign CAMPAIGN = Campaign.of("c", ZoneOffset.UTC, USD);
    private static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");
    private static final ArmRule BY_GEO =
            ArmRule.byName(Pattern.compile("(?<geo>[A-Z]{2})_.*"), "{account}-{geo}", "c", "social");

    private final InMemoryStorage storage = new InMemoryStorage();

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void each_entity_of_the_level_becomes_an_arm() {
        list(campaign("1", "Spring"), campaign("2", "Brand"), group("7", "x", "1"));
        ArmDirectory directory = directory(ArmRule.onePerEntity("c", "social"));
        assertThat(directory.refresh(listed(Level.CAMPAIGN))).isEmpty();
        assertThat(ids(directory)).containsExactly("meta/act_1/1", "meta/act_1/2");
        assertThat(storage.catalog().arms("c")).isEqualTo(directory.arms());
    }

    @Test
    void entities_whose_names_say_the_same_make_up_one_arm() {
        list(campaign("1", "DE_a"), campaign("2", "FR_a"), campaign("3", "DE_b"), campaign("4", "none"));
        ArmDirectory directory = directory(BY_GEO);
        directory.refresh(listed(Level.CAMPAIGN));
        assertThat(ids(directory)).containsExactly("act_1-DE", "act_1-FR");
        assertThat(entities(directory, "act_1-DE")).containsExactly("1", "3");
    }

    @Test
    void a_name_above_counts_where_the_own_does_not_match() {
        list(campaign("1", "DE_a"), group("7", "broad", "1"), group("8", "FR_x", "1"));
        ArmDirectory directory = directory(BY_GEO);
        directory.refresh(listed(Level.AD_GROUP));
        assertThat(entities(directory, "act_1-DE")).containsExactly("7");
        assertThat(entities(directory, "act_1-FR")).containsExactly("8");
    }

    @Test
    void an_entity_that_is_renamed_stays_in_its_arm_and_a_person_is_told() {
        list(campaign("1", "DE_a"), campaign("2", "DE_b"));
        ArmDirectory directory = directory(BY_GEO);
        directory.refresh(listed(Level.CAMPAIGN));
        list(campaign("1", "FR_a"), campaign("2", "DE_b"));
        assertThat(directory.refresh(listed(Level.CAMPAIGN)))
                .singleElement()
                .asString()
                .contains("FR_a", "act_1-FR", "stays in 'act_1-DE'");
        assertThat(ids(directory)).containsExactly("act_1-DE");
        assertThat(entities(directory, "act_1-DE")).containsExactly("1", "2");
    }

    @Test
    void an_arm_that_all_entities_have_left_is_planned_no_more_but_its_rows_still_count() {
        list(campaign("1", "DE_a"), campaign("2", "FR_b"));
        ArmDirectory directory = directory(BY_GEO);
        directory.refresh(listed(Level.CAMPAIGN));
        store("1");
        list(campaign("2", "FR_b"));
        directory.refresh(listed(Level.CAMPAIGN));
        assertThat(ids(directory)).containsExactly("act_1-FR");
        assertThat(storage.catalog().armsByEntity(ACCOUNT, Level.CAMPAIGN)).containsEntry("1", "act_1-DE");
        list(campaign("1", "DE_a"), campaign("2", "FR_b"));
        directory.refresh(listed(Level.CAMPAIGN));
        assertThat(ids(directory)).containsExactly("act_1-DE", "act_1-FR");
    }

    @Test
    void arms_that_are_named_keep_their_entities() {
        Arm named = Arm.of("mine", "c", ACCOUNT, "social", new EntityRef(Level.CAMPAIGN, "1"));
        list(campaign("1", "DE_a"), campaign("2", "DE_b"));
        ArmDirectory directory = new ArmDirectory(
                storage.catalog(), List.of(CAMPAIGN), List.of(named), Optional.of(ArmRule.onePerEntity("c", "x")));
        directory.refresh(listed(Level.CAMPAIGN));
        assertThat(ids(directory)).containsExactly("mine", "meta/act_1/2");
    }

    @Test
    void another_process_knows_the_same_arms_before_it_has_listed_anything_R14() {
        list(campaign("1", "DE_a"), campaign("2", "FR_b"));
        directory(BY_GEO).refresh(listed(Level.CAMPAIGN));
        list(campaign("2", "FR_b"));
        directory(BY_GEO).refresh(listed(Level.CAMPAIGN));
        assertThat(ids(directory(BY_GEO))).containsExactly("act_1-FR");
    }

    @Test
    void arms_stay_while_their_account_cannot_be_listed() {
        list(campaign("1", "DE_a"));
        directory(BY_GEO).refresh(listed(Level.CAMPAIGN));
        ArmDirectory directory = directory(BY_GEO);
        directory.refresh(List.of());
        assertThat(ids(directory)).containsExactly("act_1-DE");
    }

    @Test
    void without_a_rule_nothing_is_made() {
        list(campaign("1", "DE_a"));
        ArmDirectory directory = new ArmDirectory(storage.catalog(), List.of(CAMPAIGN), List.of(), Optional.empty());
        directory.refresh(listed(Level.CAMPAIGN));
        assertThat(directory.arms()).isEmpty();
        assertThat(directory.discovers()).isFalse();
    }

    @Test
    void a_rule_that_makes_what_cannot_be_is_told_of() {
        list(campaign("1", "DE_a"));
        storage.catalog().saveEntities(OTHER, List.of(campaign("5", "DE_z")), NOW);
        ArmRule oneArm = ArmRule.byName(Pattern.compile("(?<geo>[A-Z]{2})_.*"), "{geo}", "c", "social");
        List<ArmDirectory.Listed> both = List.of(
                new ArmDirectory.Listed(ACCOUNT, Level.CAMPAIGN), new ArmDirectory.Listed(OTHER, Level.CAMPAIGN));
        assertThatThrownBy(() -> directory(oneArm).refresh(both))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("{account}");
        assertThatThrownBy(() -> directory(ArmRule.onePerEntity("nowhere", "x")).refresh(listed(Level.CAMPAIGN)))
                .hasMessageContaining("nowhere")
                .hasMessageContaining("[c]");
        ArmRule foreign = (account, entity, above) -> Optional.of(Arm.of("f", "c", OTHER, "x", entity.ref()));
        assertThatThrownBy(() -> directory(foreign).refresh(listed(Level.CAMPAIGN)))
                .hasMessageContaining("must have that account");
    }

    private ArmDirectory directory(ArmRule rule) {
        return new ArmDirectory(storage.catalog(), List.of(CAMPAIGN), List.of(), Optional.of(rule));
    }

    private void list(Entity... entities) {
        storage.catalog().saveEntities(ACCOUNT, List.of(entities), NOW);
    }

    private void store(String campaign) {
        LocalDate day = LocalDate.of(2026, 2, 1);
        EntityRef entity = new EntityRef(Level.CAMPAIGN, campaign);
        storage.metrics()
                .append(
                        ACCOUNT,
                        List.of(Observation.pulled(
                                entity, Interval.ofDay(day, ZoneOffset.UTC), NOW, new Metrics(1, 1, 1, 1, 1), USD)));
    }

    private static List<ArmDirectory.Listed> listed(Level level) {
        return List.of(new ArmDirectory.Listed(ACCOUNT, level));
    }

    private static List<String> ids(ArmDirectory directory) {
        return directory.arms().stream().map(Arm::id).toList();
    }

    private static List<String> entities(ArmDirectory directory, String arm) {
        return directory.arms().stream()
                .filter(each -> each.id().equals(arm))
                .flatMap(each -> each.entities().stream())
                .map(EntityRef::id)
                .toList();
    }

    private static Entity campaign(String id, String name) {
        return new Entity(new EntityRef(Level.CAMPAIGN, id), name, null, Entity.Status.ACTIVE);
    }

    private static Entity group(String id, String name, String campaign) {
        return new Entity(
                new EntityRef(Level.AD_GROUP, id), name, new EntityRef(Level.CAMPAIGN, campaign), Entity.Status.ACTIVE);
    }
}
