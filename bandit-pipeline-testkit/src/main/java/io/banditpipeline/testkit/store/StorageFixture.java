package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.BudgetLimits;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Origin;
import io.banditpipeline.metric.Revision;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.store.SliceReceipt;
import io.banditpipeline.store.Storage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A small catalogue and the words that the contract's tests are written in. */
abstract class StorageFixture {
    static final Currency USD = Currency.getInstance("USD");
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    static final Account META = new Account("meta", "act_1", NEW_YORK, USD);
    static final Account GOOGLE =
            new Account("google_ads", "123", ZoneId.of("Europe/Berlin"), Currency.getInstance("EUR"));
    static final Account TRADE_DESK =
            new Account("trade_desk", "adv", ZoneId.of("Australia/Lord_Howe"), Currency.getInstance("AUD"));
    static final Campaign CAMPAIGN = Campaign.of("campaign", NEW_YORK, USD);

    /** An ordinary day, and one that is settled long before {@link #T0}. */
    static final LocalDate DAY = LocalDate.of(2026, 2, 10);

    static final DateRange ALL_DAYS = new DateRange(LocalDate.of(1900, 1, 1), LocalDate.of(9999, 12, 31));
    static final Instant T0 = Instant.parse("2026-02-20T09:00:00Z");
    static final Instant T1 = T0.plus(Duration.ofHours(1));
    static final Instant T2 = T0.plus(Duration.ofHours(2));
    static final Instant T3 = T0.plus(Duration.ofHours(3));
    static final Instant T4 = T0.plus(Duration.ofHours(4));

    private final List<Storage> opened = new ArrayList<>();
    private @Nullable Storage first;

    abstract Storage openStorage();

    @AfterEach
    final void closeStorages() {
        opened.forEach(Storage::close);
    }

    /** The storage of the test: opened when first asked for, so that subclasses can prepare it before. */
    final Storage storage() {
        if (first == null) {
            first = another();
        }
        return first;
    }

    final Storage another() {
        Storage storage = openStorage();
        opened.add(storage);
        return storage;
    }

    /** One arm with entity e1 in META, one with e2 and e3 in META, one each with g1 in GOOGLE and t1 in TRADE_DESK. */
    final void saveCatalog() {
        storage()
                .catalog()
                .save(
                        List.of(CAMPAIGN),
                        List.of(
                                arm("arm-1", META, "e1"),
                                arm("arm-2", META, "e2", "e3"),
                                arm("arm-g", GOOGLE, "g1"),
                                arm("arm-t", TRADE_DESK, "t1")));
    }

    static Arm arm(String id, Account account, String... entities) {
        List<EntityRef> refs = Stream.of(entities).map(StorageFixture::entity).toList();
        return new Arm(id, CAMPAIGN.id(), account, "channel", "creative", "bid", refs, BudgetLimits.none());
    }

    static Arm adLevelArm(String id, Account account, String adId) {
        List<EntityRef> ads = List.of(new EntityRef(Level.AD, adId));
        return new Arm(id, CAMPAIGN.id(), account, "channel", "creative", "bid", ads, BudgetLimits.none());
    }

    /** The same row, of the ad with the campaign's id. */
    static Observation adLevel(Observation row) {
        EntityRef ad = new EntityRef(Level.AD, row.entity().id());
        return new Observation(
                ad, row.interval(), row.observedAt(), row.origin(), row.metrics(), row.currency(), row.attribution());
    }

    static EntityRef entity(String id) {
        return new EntityRef(Level.CAMPAIGN, id);
    }

    static Metrics metrics(long number) {
        return new Metrics(1_000 + number, 100 + number, 2_500_000 + number, 7_000_000 + number, 9_000_000 + number);
    }

    static Observation row(Account account, String entity, LocalDate day, Instant observedAt, Metrics metrics) {
        return pulled(account, entity, Interval.ofDay(day, account.zone()), observedAt, metrics);
    }

    static Observation pulled(Account account, String entity, Interval interval, Instant observedAt, Metrics metrics) {
        return Observation.pulled(entity(entity), interval, observedAt, metrics, account.currency());
    }

    static Observation pushed(Account account, String entity, Interval interval, Instant observedAt, Metrics metrics) {
        Observation row = pulled(account, entity, interval, observedAt, metrics);
        return new Observation(
                row.entity(), interval, observedAt, Origin.PUSHED, metrics, row.currency(), row.attribution());
    }

    /** A row of arm-1 on {@link #DAY}. */
    static Observation e1(Instant observedAt, long number) {
        return row(META, "e1", DAY, observedAt, metrics(number));
    }

    static Slice slice(Account account, Granularity granularity, LocalDate firstDay, LocalDate lastDay) {
        return new Slice("source", account, Level.CAMPAIGN, granularity, new DateRange(firstDay, lastDay));
    }

    static Slice daySlice() {
        return slice(META, Granularity.DAY, DAY, DAY);
    }

    static Slice hourSlice(Account account) {
        return slice(account, Granularity.HOUR, DAY, DAY);
    }

    final SliceReceipt replace(Fetched content) {
        return storage().metrics().replace(content);
    }

    final List<DailyFact> facts(Instant asOf) {
        List<DailyFact> facts = new ArrayList<>();
        storage()
                .metrics()
                .dailyFacts(new FactQuery(CAMPAIGN.id(), ALL_DAYS, asOf))
                .forEach(facts::add);
        return facts;
    }

    /** The metrics of an arm on {@link #DAY} as of a moment, or null if it has no fact. */
    final @Nullable Metrics known(String armId, Instant asOf) {
        return facts(asOf).stream()
                .filter(fact -> fact.armId().equals(armId) && fact.day().equals(DAY))
                .map(DailyFact::metrics)
                .findFirst()
                .orElse(null);
    }

    final @Nullable Metrics now(String armId) {
        return known(armId, Instant.MAX);
    }

    final List<Revision> revisions(String armId) {
        List<Revision> revisions = new ArrayList<>();
        storage().metrics().revisions(armId, ALL_DAYS, revisions::add);
        return revisions;
    }

    static SliceReceipt receipt(long added, long changed, long unchanged, long removed) {
        return new SliceReceipt(added, changed, unchanged, removed);
    }

    /** The metric test's strongest statement: the given state is all there is, whatever moment is asked about. */
    final void assertKnown(Instant asOf, @Nullable Metrics expected) {
        assertThat(known("arm-1", asOf)).as("arm-1 as of %s", asOf).isEqualTo(expected);
    }
}
