package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.Entity.Status;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.store.CatalogStore;
import io.banditpipeline.store.CatalogStore.ListedEntity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The promises of {@link CatalogStore} of what platforms list. */
abstract class EntityContract extends BudgetChangeContract {
    private static final Entity SHOP = campaign("c1", "Shop", Status.ACTIVE);
    private static final Entity BRAND = campaign("c2", "Brand", Status.PAUSED);
    private static final Entity GROUP = below(SHOP, Level.AD_GROUP, "g1");
    private static final Comparator<ListedEntity> ORDER = Comparator.comparing(
                    (ListedEntity row) -> row.entity().ref().level())
            .thenComparing(row -> row.entity().ref().id());
    private static final Entity AD = below(GROUP, Level.AD, "a1");

    /** If this fails, check that every field has a column of its own, and that a parent may be absent or far above. */
    @Test
    void required_entities_come_back_as_they_were_listed() {
        String prefix = "\uD83C\uDF37".repeat(94);
        Entity odd = new Entity(
                new EntityRef(Level.AD, prefix + "a1"),
                "ığİ 🎯 \u0000 \ud83c \u241b 'quoted'\n" + "n".repeat(70_000),
                new EntityRef(Level.CAMPAIGN, prefix + "c1"),
                Status.REMOVED);
        Entity whole = new Entity(new EntityRef(Level.ACCOUNT, "act_1"), "", null, Status.ACTIVE);
        save(T0.plusNanos(1_999), AD, odd, SHOP, GROUP, whole, BRAND);
        Instant seen = T0.plusNanos(1_000);
        assertThat(another().catalog().entities(META))
                .extracting(ListedEntity::entity)
                .containsExactly(whole, SHOP, BRAND, GROUP, AD, odd);
        assertThat(listed()).allSatisfy(entity -> assertThat(List.of(entity.firstSeenAt(), entity.lastSeenAt()))
                .containsOnly(seen));
    }

    /** If this fails, check the order of ids, by code point, and that those that look alike are different. */
    @Test
    void required_entities_are_ordered_by_level_and_id() {
        List<Entity> entities = new ArrayList<>();
        for (String id : List.of("b", "ä", "B", "a", "10", "9", "_", "İ", "b ")) {
            entities.add(campaign(id, "", Status.ACTIVE));
        }
        entities.add(below(entities.get(0), Level.AD_GROUP, "0"));
        catalog().saveEntities(META, entities, T0);
        assertThat(listed())
                .extracting(row -> row.entity().ref().id())
                .containsExactly("10", "9", "B", "_", "a", "b", "b ", "ä", "İ", "0");
    }

    /** If this fails, check that a listing seen again moves the moment of all that it has, and nothing else (R1). */
    @Test
    void required_a_listing_that_is_saved_again_changes_nothing_but_when_it_was_seen_R1() {
        save(T0, SHOP, BRAND);
        save(T0, SHOP, BRAND);
        assertThat(listed()).containsExactly(seen(SHOP, T0, T0), seen(BRAND, T0, T0));
        save(T1, BRAND, SHOP);
        assertThat(listed()).containsExactly(seen(SHOP, T0, T1), seen(BRAND, T0, T1));
    }

    /** If this fails, check that name, status and parent are compared with what is stored. */
    @Test
    void required_a_changed_entity_is_as_it_was_listed_last() {
        save(T0, SHOP, BRAND, GROUP);
        Entity renamed = campaign("c1", "Shop 2", Status.ACTIVE);
        Entity paused = BRAND.withStatus(Status.ACTIVE);
        Entity moved = below(BRAND, Level.AD_GROUP, "g1");
        save(T1, renamed, paused, moved);
        assertThat(listed()).containsExactly(seen(renamed, T0, T1), seen(paused, T0, T1), seen(moved, T0, T1));
        Entity orphan = entity(Level.AD_GROUP, "g1", GROUP.name(), null, Status.ACTIVE);
        save(T2, renamed, paused, orphan);
        assertThat(listed()).contains(seen(orphan, T0, T2));
    }

    /** If this fails, check that what is missing stays as removed, and says when it was listed last. */
    @Test
    void required_an_entity_that_is_not_listed_any_more_is_removed_and_stays() {
        save(T0, SHOP, BRAND);
        save(T1, SHOP, BRAND);
        save(T2, SHOP);
        save(T3, SHOP);
        Entity removed = BRAND.withStatus(Status.REMOVED);
        assertThat(listed()).containsExactly(seen(SHOP, T0, T3), seen(removed, T0, T1));
        save(T4, SHOP, removed);
        assertThat(listed()).as("listed as removed").containsExactly(seen(SHOP, T0, T4), seen(removed, T0, T4));
    }

    /** If this fails, check that an entity that comes back is not seen for the first time then. */
    @Test
    void required_an_entity_comes_back() {
        save(T0, SHOP, BRAND);
        save(T1, SHOP);
        save(T2, SHOP, BRAND);
        assertThat(listed()).containsExactly(seen(SHOP, T0, T2), seen(BRAND, T0, T2));
        save(T3, BRAND);
        assertThat(listed()).containsExactly(seen(SHOP.withStatus(Status.REMOVED), T0, T2), seen(BRAND, T0, T3));
    }

    /** If this fails, check that an empty listing is a listing. */
    @Test
    void required_an_empty_listing_removes_all() {
        save(T0);
        assertThat(listed()).isEmpty();
        save(T1, SHOP, GROUP);
        save(T2);
        save(T3);
        assertThat(listed())
                .containsExactly(
                        seen(SHOP.withStatus(Status.REMOVED), T1, T1), seen(GROUP.withStatus(Status.REMOVED), T1, T1));
    }

    /** If this fails, check that moments of listings are compared: two instances may list at once. */
    @Test
    void required_an_older_listing_changes_nothing() {
        save(T2, SHOP);
        save(T1, campaign("c1", "Old name", Status.PAUSED), BRAND);
        save(T1);
        assertThat(listed()).containsExactly(seen(SHOP, T2, T2));
        save(T2, BRAND);
        assertThat(listed())
                .as("of one moment the last stands")
                .containsExactly(seen(SHOP.withStatus(Status.REMOVED), T2, T2), seen(BRAND, T2, T2));
    }

    /** If this fails, check that nothing of a refused listing is kept, and that what is given twice alike is one. */
    @Test
    void required_an_entity_that_is_listed_in_two_ways_is_refused_R14() {
        save(T0, SHOP, SHOP);
        assertThat(listed()).containsExactly(seen(SHOP, T0, T0));
        assertThatThrownBy(() -> save(T1, BRAND, SHOP, SHOP.withStatus(Status.PAUSED)))
                .isInstanceOfSatisfying(PipelineException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.INVALID_INPUT))
                .hasMessageContaining("c1");
        assertThat(listed()).containsExactly(seen(SHOP, T0, T0));
    }

    /** If this fails, check that listings are kept by platform and account, and tie neither zone nor currency. */
    @Test
    void required_listings_of_accounts_keep_apart() {
        Account otherPlatform = new Account("trade_desk", META.id(), NEW_YORK, USD);
        save(T0, SHOP);
        catalog().saveEntities(GOOGLE, List.of(BRAND), T1);
        catalog().saveEntities(otherPlatform, List.of(), T2);
        assertThat(listed()).containsExactly(seen(SHOP, T0, T0));
        assertThat(catalog().entities(GOOGLE)).containsExactly(seen(BRAND, T1, T1));
        assertThat(catalog().entities(otherPlatform)).isEmpty();

        Account moved = new Account(META.platform(), META.id(), ZoneId.of("Asia/Tokyo"), Currency.getInstance("JPY"));
        assertThat(catalog().entities(moved)).isEqualTo(listed());
        catalog().save(List.of(CAMPAIGN), List.of(arm("arm", moved, "c1")));
        assertThat(catalog().arms(CAMPAIGN.id())).containsExactly(arm("arm", moved, "c1"));
        assertThat(catalog().armsByEntity(META, Level.CAMPAIGN)).containsOnlyKeys("c1");
    }

    /** If this fails, check the borders of statement chunks, and that comparing and removing work across them. */
    @Test
    void required_a_large_listing_is_kept_whole_R15() {
        List<Entity> entities = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            entities.add(
                    i < 200
                            ? campaign("c" + i, "name", Status.ACTIVE)
                            : below(entities.get(i % 200), Level.AD, "a" + i));
        }
        Collections.shuffle(entities, new Random(42));
        catalog().saveEntities(META, entities, T0);
        assertThat(listed()).isEqualTo(inOrder(entities, T0));

        List<ListedEntity> expected = new ArrayList<>();
        List<Entity> later = new ArrayList<>();
        for (int i = 0; i < entities.size(); i++) {
            Entity entity = entities.get(i);
            if (i % 10 == 3) {
                expected.add(seen(entity.withStatus(Status.REMOVED), T0, T0));
            } else {
                later.add(i % 7 == 0 ? entity.withStatus(Status.PAUSED) : entity);
            }
        }
        catalog().saveEntities(META, later, T1);
        later.forEach(entity -> expected.add(seen(entity, T0, T1)));
        expected.sort(ORDER);
        assertThat(listed()).isEqualTo(expected);
    }

    private static List<ListedEntity> inOrder(List<Entity> entities, Instant at) {
        return entities.stream()
                .map(entity -> seen(entity, at, at))
                .sorted(ORDER)
                .toList();
    }

    static Entity campaign(String id, String name, Status status) {
        return entity(Level.CAMPAIGN, id, name, null, status);
    }

    private static Entity below(Entity parent, Level level, String id) {
        return entity(level, id, "name of " + id, parent.ref(), Status.ACTIVE);
    }

    private static Entity entity(Level level, String id, String name, @Nullable EntityRef parent, Status status) {
        return new Entity(new EntityRef(level, id), name, parent, status);
    }

    private static ListedEntity seen(Entity entity, Instant first, Instant last) {
        return new ListedEntity(entity, first, last);
    }

    private void save(Instant at, Entity... entities) {
        catalog().saveEntities(META, List.of(entities), at);
    }

    private List<ListedEntity> listed() {
        return catalog().entities(META);
    }

    private CatalogStore catalog() {
        return storage().catalog();
    }
}
