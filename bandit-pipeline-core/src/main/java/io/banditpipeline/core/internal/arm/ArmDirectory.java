package io.banditpipeline.core.internal.arm;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.ArmRule;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.store.CatalogStore;
import io.banditpipeline.store.CatalogStore.ListedEntity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The arms of a pipeline: those that the host names, and those that a rule makes of the entities that platforms listed
 * last. What a rule makes follows from what is stored, so that every process and every restart has the same arms.
 *
 * <p>An entity stays with its arm when it is renamed, since its rows count there. An entity that was removed leaves its
 * arm; an arm that all have left is no longer planned, and its history stays. Thread-safe.
 */
public final class ArmDirectory {
    private final CatalogStore catalog;
    private final List<Campaign> campaigns;
    private final List<Arm> named;
    private final Optional<ArmRule> rule;
    private final AtomicReference<@Nullable List<Arm>> arms = new AtomicReference<>();

    /**
     * @param campaigns the campaigns that arms belong to
     * @param named the arms that the host names; they have their entities whatever the rule says
     * @param rule makes arms of listed entities, if the host wants that
     */
    public ArmDirectory(CatalogStore catalog, List<Campaign> campaigns, List<Arm> named, Optional<ArmRule> rule) {
        this.catalog = catalog;
        this.campaigns = List.copyOf(campaigns);
        this.named = List.copyOf(named);
        this.rule = rule;
    }

    /**
     * An account whose entities may become arms.
     *
     * @param account the account
     * @param level the level of its rows
     */
    public record Listed(Account account, Level level) {}

    /** Whether arms are made by a rule, so that entities need to be listed. */
    public boolean discovers() {
        return rule.isPresent();
    }

    /** The arms as of the last {@link #refresh} of any process, those that the host names first. */
    public List<Arm> arms() {
        List<Arm> known = arms.get();
        if (known != null || rule.isEmpty()) {
            return known == null ? named : known;
        }
        List<Arm> all = new ArrayList<>(named);
        Set<String> namedIds = ids(named);
        stored().values().stream()
                .filter(arm -> !namedIds.contains(arm.id()) && !arm.entities().isEmpty())
                .sorted(Comparator.comparing(Arm::id))
                .forEach(all::add);
        arms.compareAndSet(null, List.copyOf(all));
        return Objects.requireNonNullElse(arms.get(), named);
    }

    /**
     * Saves campaigns and arms, and works out which arms there are.
     *
     * @param accounts accounts of sources
     * @return what a person should know
     * @throws PipelineException if the rule makes an arm that cannot be, or the storage fails
     */
    public List<String> refresh(Collection<Listed> accounts) {
        catalog.save(campaigns, named);
        if (rule.isEmpty()) {
            return List.of();
        }
        Map<String, Arm> stored = stored();
        Discovery discovery = new Discovery(stored, rule.get());
        Stream.concat(accounts.stream(), listedBefore(stored))
                .distinct()
                .forEach(listed -> discovery.add(
                        listed,
                        catalog.entities(listed.account()).stream()
                                .map(ListedEntity::entity)
                                .toList(),
                        catalog.armsByEntity(listed.account(), listed.level())));
        List<Arm> found = discovery.arms();
        List<Arm> saved = new ArrayList<>(found);
        saved.addAll(left(stored, found));
        catalog.save(List.of(), saved);
        List<Arm> all = new ArrayList<>(named);
        all.addAll(found);
        arms.set(List.copyOf(all));
        return discovery.messages();
    }

    /** Arms stay as they are while their account cannot be listed. */
    private static Stream<Listed> listedBefore(Map<String, Arm> stored) {
        return stored.values().stream()
                .filter(arm -> !arm.entities().isEmpty())
                .map(arm -> new Listed(arm.account(), arm.entities().get(0).level()));
    }

    /** The arms that all entities have left, without any. */
    private List<Arm> left(Map<String, Arm> stored, List<Arm> found) {
        Set<String> here = ids(named);
        here.addAll(ids(found));
        return stored.values().stream()
                .filter(arm -> !here.contains(arm.id()) && !arm.entities().isEmpty())
                .map(arm -> withEntities(arm, List.of()))
                .toList();
    }

    private static Set<String> ids(List<Arm> of) {
        return of.stream().map(Arm::id).collect(Collectors.toCollection(HashSet::new));
    }

    private static Arm withEntities(Arm arm, List<EntityRef> entities) {
        return new Arm(
                arm.id(),
                arm.campaignId(),
                arm.account(),
                arm.channel(),
                arm.creative(),
                arm.bid(),
                entities,
                arm.limits());
    }

    private Map<String, Arm> stored() {
        return campaigns.stream()
                .flatMap(campaign -> catalog.arms(campaign.id()).stream())
                .collect(Collectors.toMap(Arm::id, Function.identity()));
    }

    /** Arms in the making. */
    private final class Discovery {
        private static final int MAX_MESSAGES = 20;

        private final Map<String, Arm> stored;
        private final ArmRule asked;
        private final Set<String> namedIds = ids(named);
        private final Set<String> campaignIds =
                campaigns.stream().map(Campaign::id).collect(Collectors.toSet());
        private final Map<String, Arm> byId = new LinkedHashMap<>();
        private final List<String> messages = new ArrayList<>();

        private Discovery(Map<String, Arm> stored, ArmRule asked) {
            this.stored = stored;
            this.asked = asked;
        }

        private void add(Listed listed, List<Entity> entities, Map<String, String> armsByEntity) {
            EntityTree tree = new EntityTree(entities);
            entities.stream()
                    .filter(entity -> entity.ref().level() == listed.level())
                    .filter(entity -> entity.status() != Entity.Status.REMOVED)
                    .sorted(Comparator.comparing(entity -> entity.ref().id()))
                    .forEach(entity -> {
                        String known = armsByEntity.get(entity.ref().id());
                        if (known == null || !namedIds.contains(known)) {
                            asked.arm(listed.account(), entity, tree.above(entity))
                                    .ifPresent(arm -> add(entity, checked(arm, entity, listed.account()), known));
                        }
                    });
        }

        private void add(Entity entity, Arm arm, @Nullable String known) {
            Arm home = arm;
            if (known != null && !known.equals(arm.id())) {
                Arm before = stored.get(known);
                if (before == null) {
                    say(entity.ref() + " '" + entity.name() + "' belongs to arm '" + known
                            + "' of a campaign that is not planned here; its rows go on counting there");
                    return;
                }
                say(entity.ref() + " '" + entity.name() + "' is named like an entity of arm '" + arm.id()
                        + "' now, but stays in '" + known + "', where its rows count");
                home = before;
            }
            byId.merge(home.id(), withEntities(home, List.of(entity.ref())), Discovery::together);
        }

        private static Arm together(Arm a, Arm b) {
            if (!a.account().equals(b.account()) || !a.campaignId().equals(b.campaignId())) {
                throw invalid("The rule of arms puts entities of " + a.account().key() + ", campaign '" + a.campaignId()
                        + "', and of " + b.account().key() + ", campaign '" + b.campaignId() + "', into one arm '"
                        + a.id()
                        + "': an arm belongs to one account and one campaign; put {account} into its id");
            }
            List<EntityRef> entities = new ArrayList<>(a.entities());
            entities.addAll(b.entities());
            return withEntities(a, entities);
        }

        private Arm checked(Arm arm, Entity entity, Account account) {
            if (!arm.account().equals(account) || !arm.entities().equals(List.of(entity.ref()))) {
                throw invalid("The rule of arms made arm '" + arm.id() + "' of "
                        + arm.account().key() + " with "
                        + arm.entities() + " out of " + entity.ref() + " of " + account.key()
                        + ": it must have that account and that one entity");
            }
            if (namedIds.contains(arm.id())) {
                throw invalid("The rule of arms made arm '" + arm.id() + "' out of " + entity.ref() + " '"
                        + entity.name()
                        + "' of " + account.key() + ", which is the id of an arm that is named: name the entity there,"
                        + " or let the rule give other ids");
            }
            if (!campaignIds.contains(arm.campaignId())) {
                throw invalid("The rule of arms made arm '" + arm.id() + "' of campaign '" + arm.campaignId()
                        + "', which is not planned here; the campaigns are " + campaignIds);
            }
            return arm;
        }

        private void say(String message) {
            if (messages.size() < MAX_MESSAGES) {
                messages.add(message);
            }
        }

        private List<Arm> arms() {
            return byId.values().stream().sorted(Comparator.comparing(Arm::id)).toList();
        }

        private List<String> messages() {
            return List.copyOf(messages);
        }
    }

    private static PipelineException invalid(String message) {
        return new PipelineException(ErrorCode.CONFIGURATION, message);
    }
}
