package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.BudgetLimits;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.store.CatalogStore;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The promises of {@link CatalogStore}. */
abstract class CatalogContract extends StorageFixture {
    /**
     * If this fails, check that every field has a column of its own, optional ones are nullable, and text is Unicode.
     */
    @Test
    void required_campaigns_and_arms_come_back_as_they_were_saved() {
        Campaign bounded = new Campaign(
                "bounded",
                "Frühling \uD83C\uDF37 – 春",
                ZoneId.of("Australia/Lord_Howe"),
                Currency.getInstance("AUD"),
                OptionalLong.of(Long.MAX_VALUE),
                OptionalLong.of(1),
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 12, 31),
                Campaign.Status.PAUSED);
        List<EntityRef> ads = List.of(new EntityRef(Level.AD, "ad-1"), new EntityRef(Level.AD, "ad-2"));
        Arm full =
                new Arm("full", "bounded", META, "meta_social", "Größe \"L\"", "tCPA 5'", ads, new BudgetLimits(5, 10));
        Arm bare = new Arm("bare", "bounded", GOOGLE, "search", "", "", List.of(), BudgetLimits.none());
        catalog().save(List.of(bounded, CAMPAIGN), List.of(full, bare));

        assertThat(another().catalog().campaigns()).containsExactly(bounded, CAMPAIGN);
        assertThat(catalog().arms("bounded")).containsExactly(bare, full);
        assertThat(catalog().armsByEntity(META, Level.AD)).isEqualTo(Map.of("ad-1", "full", "ad-2", "full"));
        assertThat(catalog().armsByEntity(META, Level.CAMPAIGN)).isEmpty();
    }

    /** If this fails, check that a query without a match is an answer and not an error. */
    @Test
    void required_an_empty_storage_answers_with_nothing() {
        assertThat(catalog().campaigns()).isEmpty();
        assertThat(catalog().arms("nobody")).isEmpty();
        assertThat(catalog().armsByEntity(META, Level.CAMPAIGN)).isEmpty();
    }

    /**
     * If this fails, check the collation of ids: they are ordered by code point, whatever the language of the database.
     */
    @Test
    void required_ids_are_ordered_by_code_point() {
        catalog()
                .save(
                        List.of(CAMPAIGN),
                        List.of(
                                arm("b", META),
                                arm("ä", META),
                                arm("B", META),
                                arm("a", META),
                                arm("10", META),
                                arm("9", META),
                                arm("_", META),
                                arm("İ", META)));
        assertThat(catalog().arms(CAMPAIGN.id()))
                .extracting(Arm::id)
                .containsExactly("10", "9", "B", "_", "a", "b", "ä", "İ");
    }

    /** If this fails, check the collation of ids: case, accents and trailing blanks tell ids apart. */
    @Test
    void required_ids_that_look_alike_are_different() {
        catalog()
                .save(
                        List.of(CAMPAIGN),
                        List.of(
                                arm("id", META, "e"),
                                arm("ID", META, "E"),
                                arm("id ", META, "e "),
                                arm("ïd", META, "é")));
        assertThat(catalog().arms(CAMPAIGN.id())).hasSize(4);
        assertThat(catalog().armsByEntity(META, Level.CAMPAIGN))
                .isEqualTo(Map.of("e", "id", "E", "ID", "e ", "id ", "é", "ïd"));
    }

    /** If this fails, check the widths of id columns: 190 characters, each of up to four bytes. */
    @Test
    void required_the_longest_ids_are_kept() {
        String prefix = "\uD83C\uDF37".repeat(94);
        catalog()
                .save(
                        List.of(CAMPAIGN),
                        List.of(arm(prefix + "x1", META, prefix + "e1"), arm(prefix + "x2", META, prefix + "e2")));
        assertThat(catalog().armsByEntity(META, Level.CAMPAIGN))
                .isEqualTo(Map.of(prefix + "e1", prefix + "x1", prefix + "e2", prefix + "x2"));
    }

    /** If this fails, check that saving updates what is known and leaves alone what is not named (R1). */
    @Test
    void required_saving_again_changes_only_what_is_named_R1() {
        saveCatalog();
        List<Arm> before = catalog().arms(CAMPAIGN.id());
        catalog().save(List.of(CAMPAIGN), before);
        assertThat(catalog().arms(CAMPAIGN.id())).isEqualTo(before);

        Arm limited = before.get(0).withLimits(new BudgetLimits(1, 2));
        catalog().save(List.of(CAMPAIGN.withDailyBudget(7)), List.of(limited));
        assertThat(catalog().campaigns()).containsExactly(CAMPAIGN.withDailyBudget(7));
        assertThat(catalog().arms(CAMPAIGN.id())).hasSize(4).contains(limited);
    }

    /** If this fails, check that entities are unique within account and level only. */
    @Test
    void required_entities_of_other_accounts_and_levels_are_other_entities() {
        Arm adLevel = new Arm(
                "ad", CAMPAIGN.id(), META, "c", "", "", List.of(new EntityRef(Level.AD, "e")), BudgetLimits.none());
        catalog().save(List.of(CAMPAIGN), List.of(arm("m", META, "e"), arm("g", GOOGLE, "e"), adLevel));
        assertThat(catalog().armsByEntity(META, Level.CAMPAIGN)).isEqualTo(Map.of("e", "m"));
        assertThat(catalog().armsByEntity(META, Level.AD)).isEqualTo(Map.of("e", "ad"));
        assertThat(catalog().armsByEntity(GOOGLE, Level.CAMPAIGN)).isEqualTo(Map.of("e", "g"));
    }

    /** If this fails, check that an arm's entities are replaced, so that a free one can go to another arm. */
    @Test
    void required_an_entity_without_rows_moves_to_another_arm() {
        saveCatalog();
        catalog().save(List.of(), List.of(arm("arm-1", META), arm("arm-2", META, "e1", "e2")));
        assertThat(catalog().armsByEntity(META, Level.CAMPAIGN)).isEqualTo(Map.of("e1", "arm-2", "e2", "arm-2"));
        assertThat(catalog().arms(CAMPAIGN.id())).contains(arm("arm-1", META), arm("arm-2", META, "e1", "e2"));
    }

    /** If this fails, check that an entity with rows outlives its place in the arm's list, and so do its facts. */
    @Test
    void required_an_entity_with_rows_stays_known_and_with_its_arm() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T0, e1(T0, 1)));
        catalog().save(List.of(), List.of(arm("arm-1", META)));

        assertThat(catalog().armsByEntity(META, Level.CAMPAIGN)).containsEntry("e1", "arm-1");
        assertThat(catalog().arms(CAMPAIGN.id())).contains(arm("arm-1", META));
        assertThat(now("arm-1")).isEqualTo(metrics(1));
        assertThat(replace(Fetched.of(daySlice(), T1, e1(T1, 2)))).isEqualTo(receipt(0, 1, 0, 0));
        assertRefused(arm("arm-2", META, "e1"));
    }

    /** If this fails, check the reference from arm to campaign. */
    @Test
    void required_an_arm_of_an_unknown_campaign_is_refused() {
        assertRefused(arm("arm", META, "e"));
        assertThat(catalog().arms(CAMPAIGN.id())).isEmpty();
    }

    /** If this fails, check the uniqueness of entities, against stored arms and within one call. */
    @Test
    void required_an_entity_of_two_arms_is_refused() {
        saveCatalog();
        assertRefused(arm("other", META, "e1"));
        assertRefused(arm("one", META, "new"), arm("two", META, "new"));
        assertThat(catalog().arms(CAMPAIGN.id())).hasSize(4);
    }

    /**
     * If this fails, check that an account's zone and currency, and an arm's account, are compared with what is stored.
     */
    @Test
    void required_what_rows_depend_on_cannot_change() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T0, e1(T0, 1)));
        assertRefused(arm("arm-1", new Account("meta", "act_1", ZoneId.of("Asia/Tokyo"), USD), "e1"));
        assertRefused(arm("arm-1", new Account("meta", "act_1", NEW_YORK, Currency.getInstance("JPY")), "e1"));
        assertRefused(arm("arm-1", GOOGLE, "e1"));
        assertThat(now("arm-1")).isEqualTo(metrics(1));
    }

    /** If this fails, check that one save is one transaction (R14). */
    @Test
    void required_a_refused_save_leaves_nothing_behind_R14() {
        Arm orphan = new Arm("z", "nobody", META, "c", "", "", List.of(), BudgetLimits.none());
        assertThatThrownBy(() -> catalog().save(List.of(CAMPAIGN), List.of(arm("a", META, "e"), orphan)))
                .isInstanceOf(PipelineException.class);
        assertThat(catalog().campaigns()).isEmpty();
        assertThat(catalog().armsByEntity(META, Level.CAMPAIGN)).isEmpty();
    }

    private void assertRefused(Arm... arms) {
        assertThatThrownBy(() -> catalog().save(List.of(), List.of(arms))).isInstanceOf(PipelineException.class);
    }

    private CatalogStore catalog() {
        return storage().catalog();
    }
}
