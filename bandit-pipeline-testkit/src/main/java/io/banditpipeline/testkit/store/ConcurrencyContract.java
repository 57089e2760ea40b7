package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.banditpipeline.alert.AlertRecord;
import io.banditpipeline.bandit.BudgetChange;
import io.banditpipeline.call.ApiCall;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.AlertStore;
import io.banditpipeline.store.ApiCallStore;
import io.banditpipeline.store.BudgetChangeStore;
import io.banditpipeline.store.CatalogStore;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.NewRun;
import io.banditpipeline.store.QuarantineStore;
import io.banditpipeline.store.Resolution;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.store.RunStore.Claim;
import io.banditpipeline.store.RunStore.Lease;
import io.banditpipeline.store.SliceReceipt;
import io.banditpipeline.store.Storage;
import io.banditpipeline.store.StoredRun;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many rows, several users of one database at once, and the end of a storage. */
abstract class ConcurrencyContract extends EntityContract {
    private static final long SECONDS = 60;
    private static final int ROUNDS = 5;
    private static final int CALLERS = 8;

    /** The first of 25 days that are over at {@link #T0}. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 10);

    /** If this fails, check the borders of statement chunks: first and last row of each, the remainder, the order. */
    @Test
    void required_a_large_slice_is_stored_whole_R15() {
        storage().catalog().save(List.of(CAMPAIGN), largeCatalog());
        List<Observation> rows = largeSlice(T0);
        Fetched content = Fetched.of(slice(META, Granularity.HOUR, FIRST_DAY, FIRST_DAY.plusDays(24)), T0)
                .withRows(rows);
        assertThat(replace(content)).isEqualTo(receipt(rows.size(), 0, 0, 0));
        assertThat(replace(content)).isEqualTo(receipt(0, 0, rows.size(), 0));

        List<DailyFact> facts = facts(Instant.MAX);
        assertThat(facts).hasSize(42 * 25).isEqualTo(facts(T0));
        assertThat(sum(facts)).isEqualTo(rows.stream().map(Observation::metrics).reduce(Metrics.NONE, Metrics::plus));
    }

    /** If this fails, check that comparing and removing work across chunks too. */
    @Test
    void required_a_large_slice_is_restated_whole_R2() {
        storage().catalog().save(List.of(CAMPAIGN), largeCatalog());
        List<Observation> rows = largeSlice(T0);
        Slice slice = slice(META, Granularity.HOUR, FIRST_DAY, FIRST_DAY.plusDays(24));
        replace(Fetched.of(slice, T0).withRows(rows));
        List<Observation> restated = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Observation row = rows.get(i);
            long more = i % 7 == 0 ? 1 : 0;
            if (i % 10 != 3) {
                restated.add(Observation.pulled(
                        row.entity(),
                        row.interval(),
                        T1,
                        row.metrics().plus(new Metrics(more, 0, 0, 0, 0)),
                        row.currency()));
            }
        }
        SliceReceipt receipt = replace(Fetched.of(slice, T1).withRows(restated));
        assertThat(receipt.added()).isZero();
        assertThat(receipt.removed()).isEqualTo(rows.size() - restated.size());
        assertThat(receipt.changed() + receipt.unchanged()).isEqualTo(restated.size());
        assertThat(receipt.changed()).isBetween(restated.size() / 7L - 2_000, restated.size() / 7L + 2_000);
        assertThat(sum(facts(Instant.MAX)))
                .isEqualTo(restated.stream().map(Observation::metrics).reduce(Metrics.NONE, Metrics::plus));
        assertThat(sum(facts(T0)))
                .isEqualTo(rows.stream().map(Observation::metrics).reduce(Metrics.NONE, Metrics::plus));
    }

    /** If this fails, check that rows of several accounts in one campaign keep apart, each with its own zone. */
    @Test
    void required_accounts_keep_apart() {
        saveCatalog();
        List<Account> accounts = List.of(META, GOOGLE, TRADE_DESK);
        List<String> entities = List.of("e1", "g1", "t1");
        for (int i = 0; i < accounts.size(); i++) {
            Account account = accounts.get(i);
            replace(Fetched.of(
                    slice(account, Granularity.DAY, DAY, DAY), T0, row(account, entities.get(i), DAY, T0, metrics(i))));
        }
        replace(Fetched.of(slice(GOOGLE, Granularity.DAY, DAY, DAY), T1));
        assertThat(facts(Instant.MAX)).extracting(DailyFact::armId).containsExactly("arm-1", "arm-t");
        assertThat(facts(T0)).extracting(DailyFact::armId).containsExactly("arm-1", "arm-g", "arm-t");
    }

    /**
     * If this fails, check locks or retries: the same slice written twice at once ends as if written one after the
     * other.
     */
    @Test
    void required_the_same_slice_may_be_replaced_at_once_R14() throws Exception {
        saveCatalog();
        Storage one = storage();
        Storage two = another();
        for (int round = 0; round < ROUNDS; round++) {
            Instant at = T0.plus(Duration.ofHours(round));
            Fetched content = Fetched.of(daySlice(), at, e1(at, round), row(META, "e2", DAY, at, metrics(100 + round)));
            List<SliceReceipt> receipts = atOnce(
                    () -> one.metrics().replace(content), () -> two.metrics().replace(content));
            assertThat(receipts.stream()
                            .mapToLong(receipt -> receipt.added() + receipt.changed())
                            .sum())
                    .isEqualTo(2);
            assertThat(receipts.stream().mapToLong(SliceReceipt::unchanged).sum())
                    .isEqualTo(2);
        }
        assertThat(revisions("arm-1")).hasSize(ROUNDS);
        assertThat(now("arm-1")).isEqualTo(metrics(ROUNDS - 1));
    }

    /** If this fails, check that slices of different observation times may be written in either order. */
    @Test
    void required_two_fetches_of_one_slice_may_be_stored_at_once_R3() throws Exception {
        saveCatalog();
        Storage one = storage();
        Storage two = another();
        for (int round = 0; round < ROUNDS; round++) {
            Instant earlier = T0.plus(Duration.ofHours(2L * round));
            Instant later = earlier.plus(Duration.ofHours(1));
            long number = round;
            atOnce(
                    () -> one.metrics().replace(Fetched.of(daySlice(), earlier, e1(earlier, 2 * number))),
                    () -> two.metrics().replace(Fetched.of(daySlice(), later, e1(later, 2 * number + 1))));
            assertKnown(earlier, metrics(2 * number));
            assertKnown(later, metrics(2 * number + 1));
            assertThat(now("arm-1")).isEqualTo(metrics(2 * number + 1));
        }
    }

    /** If this fails, check that slices of one account do not lock each other out, and no row is lost. */
    @Test
    void required_different_slices_may_be_replaced_at_once_R14() throws Exception {
        saveCatalog();
        Storage one = storage();
        Storage two = another();
        for (int round = 0; round < ROUNDS; round++) {
            LocalDate day = DAY.plusDays(2L * round);
            atOnce(() -> one.metrics().replace(wholeDay(day)), () -> two.metrics()
                    .replace(wholeDay(day.plusDays(1))));
        }
        assertThat(facts(Instant.MAX)).hasSize(2 * 2 * ROUNDS);
        assertThat(revisions("arm-2")).hasSize(2 * 2 * ROUNDS);
    }

    /** If this fails, check that the catalogue, pushes and fetches can be written at the same time. */
    @Test
    void required_everything_may_be_written_at_once_R14() throws Exception {
        saveCatalog();
        Storage one = storage();
        Storage two = another();
        Interval interval = Interval.ofDay(DAY, META.zone());
        List<Arm> arms = one.catalog().arms(CAMPAIGN.id());
        for (int round = 0; round < ROUNDS; round++) {
            Instant at = T0.plus(Duration.ofHours(round));
            long number = round;
            atOnce(
                    () -> one.metrics().replace(Fetched.of(daySlice(), at, e1(at, number))),
                    () -> two.metrics().append(META, List.of(pushed(META, "e1", interval, at, metrics(50 + number)))),
                    () -> {
                        two.catalog().save(List.of(CAMPAIGN), arms);
                        return receipt(0, 0, 0, 0);
                    });
        }
        assertThat(now("arm-1")).isEqualTo(metrics(ROUNDS - 1));
        assertThat(revisions("arm-1")).hasSize(2 * ROUNDS);
    }

    /** If this fails, check that close is idempotent and leaves the other users of the database alone (R13). */
    @Test
    void required_closing_twice_is_the_same_as_once_R13() {
        saveCatalog();
        Storage other = another();
        other.close();
        other.close();
        replace(Fetched.of(daySlice(), T0, e1(T0, 1)));
        storage().close();
        storage().close();
        List<Arm> arms = another().catalog().arms(CAMPAIGN.id());
        assertThat(arms).hasSize(4);
    }

    /** If this fails, check that a decision locks the account, or the row, before it looks at the row's state. */
    @Test
    void required_of_two_decisions_at_once_one_stands_R14() throws Exception {
        saveCatalog();
        QuarantineStore one = storage().quarantine();
        QuarantineStore two = another().quarantine();
        for (int round = 0; round < ROUNDS; round++) {
            Instant at = T0.plus(Duration.ofHours(round));
            String raw = "row " + round;
            one.hold(daySlice(), at, List.of(readable(raw, e1(at, round))));
            String id = HeldRow.id("source", META.key(), raw);
            Resolution first = released(e1(at, round), at.plusSeconds(60));
            Resolution second = released(e1(at, 100 + round), at.plusSeconds(60));
            List<Boolean> done = atOnce(() -> decides(one, id, first), () -> decides(two, id, second));

            assertThat(done).containsExactlyInAnyOrder(true, false);
            Metrics stands = metrics(done.get(0) ? round : 100 + round);
            assertThat(one.held(id).map(HeldRow::resolved).map(Observation::metrics))
                    .contains(stands);
            assertThat(one.events(id)).hasSize(2);
            assertKnown(Instant.MAX, stands);

            Resolution same = new Resolution(HeldRow.State.CORRECTED, e1(at, 7), "both", "", at.plusSeconds(90));
            assertThat(atOnce(() -> decides(one, id, same), () -> decides(two, id, same)))
                    .containsExactly(true, true);
            assertThat(one.events(id)).hasSize(3);
        }
    }

    /**
     * If this fails, check that a claim locks the run's row, and that one of two that add it finds that of the other.
     */
    @Test
    void required_of_many_that_claim_a_run_at_once_one_gets_it_R14() throws Exception {
        RunStore one = storage().runs();
        RunStore two = another().runs();
        for (int round = 0; round < ROUNDS; round++) {
            NewRun run = run("run-" + round, "a");
            for (Instant now : List.of(T0, T1)) {
                List<Claim> claims = atOnce(claims(one, two, run, now));
                assertThat(claims).filteredOn(Claim.Granted.class::isInstance).hasSize(1);
                assertThat(claims).filteredOn(Claim.Held.class::isInstance).hasSize(CALLERS - 1);
            }
            assertThat(one.find(run.runId())).map(StoredRun::attempts).contains(2);
        }
        assertThat(one.latest(RunStore.RunQuery.latest(99))).hasSize(ROUNDS);
    }

    private static List<Callable<Claim>> claims(RunStore one, RunStore two, NewRun run, Instant now) {
        return IntStream.range(0, CALLERS)
                .<Callable<Claim>>mapToObj(i -> () -> (i % 2 == 0 ? one : two).claim(run, now, LEASE, false))
                .toList();
    }

    /** If this fails, check that steps that are saved at once do not take each other's place. */
    @Test
    void required_steps_of_a_run_may_be_saved_at_once_R14() throws Exception {
        Lease lease = granted(run("run-1", "a"), T0).lease();
        List<Callable<Boolean>> saves = IntStream.range(0, CALLERS)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    RunStore runs = storage().runs();
                    return runs.save(lease, List.of(step("step " + i, StepState.RUNNING)))
                            && runs.extend(lease, T0, LEASE).isPresent()
                            && runs.save(lease, List.of(step("step " + i, StepState.SUCCEEDED)));
                })
                .toList();
        assertThat(atOnce(saves)).containsOnly(true).hasSize(CALLERS);
        assertThat(find("run-1").steps())
                .hasSize(CALLERS)
                .allSatisfy(step -> assertThat(step.report().state()).isEqualTo(StepState.SUCCEEDED));
    }

    /** If this fails, check that raising locks the open alert, and that two cannot both open it. */
    @Test
    void required_of_many_that_raise_an_alert_at_once_one_delivers_it_R14() throws Exception {
        AlertStore one = storage().alerts();
        AlertStore two = another().alerts();
        for (int round = 0; round < ROUNDS; round++) {
            for (Instant at : List.of(T0, T1)) {
                List<Callable<Boolean>> raises = IntStream.range(0, CALLERS)
                        .<Callable<Boolean>>mapToObj(
                                i -> () -> (i % 2 == 0 ? one : two).raise(warning("late", at), Duration.ofHours(1)))
                        .toList();
                assertThat(atOnce(raises)).filteredOn(deliver -> deliver).hasSize(1);
            }
            assertThat(one.open()).extracting(AlertRecord::occurrences).containsExactly(2L * CALLERS);
            assertThat(two.resolve("late", "meta", T2)).isPresent();
        }
    }

    /** If this fails, check that of two that are appended with one number the later is refused and done again. */
    @Test
    void required_calls_that_are_appended_at_once_are_all_kept_R8() throws Exception {
        ApiCallStore one = storage().apiCalls();
        ApiCallStore two = another().apiCalls();
        List<Callable<Integer>> appends = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            ApiCallStore store = caller % 2 == 0 ? one : two;
            List<ApiCall> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(call("call " + caller + "/" + i, T0));
                expected.add("call " + caller + "/" + i);
            }
            appends.add(() -> {
                calls.forEach(call -> store.append(List.of(call)));
                return calls.size();
            });
        }
        atOnce(appends);
        assertThat(ids(one.latest("", false, 1_000))).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** If this fails, check that of two that are added with one number the later is refused and done again. */
    @Test
    void required_budget_changes_that_are_added_at_once_are_all_kept_R8() throws Exception {
        BudgetChangeStore one = storage().budgetChanges();
        BudgetChangeStore two = another().budgetChanges();
        List<Callable<Integer>> adds = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            BudgetChangeStore store = caller % 2 == 0 ? one : two;
            BudgetChange change = change(META.key(), entity("e" + caller), T0, BudgetChange.State.SENT, "of " + caller);
            adds.add(() -> {
                for (int i = 0; i < 10; i++) {
                    store.add(change);
                }
                return store.since(META.key(), change.entity(), T0).size();
            });
        }
        assertThat(atOnce(adds)).containsOnly(10).hasSize(CALLERS);
        assertThat(two.latest(1_000)).hasSize(10 * CALLERS);
    }

    /** If this fails, check that a listing is compared and written while no other one of the account can be. */
    @Test
    void required_of_listings_that_are_saved_at_once_the_latest_stands_whole() throws Exception {
        CatalogStore one = storage().catalog();
        CatalogStore two = another().catalog();
        for (int round = 0; round < ROUNDS; round++) {
            Instant at = T0.plus(Duration.ofMinutes(round));
            List<Callable<Boolean>> saves = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                CatalogStore store = caller % 2 == 0 ? one : two;
                List<Entity> listing = List.of(
                        campaign("shared", "of " + caller, Entity.Status.ACTIVE),
                        campaign("own " + caller, "", Entity.Status.ACTIVE));
                Instant listedAt = at.plusSeconds(caller);
                saves.add(() -> {
                    store.saveEntities(META, listing, listedAt);
                    return true;
                });
            }
            atOnce(saves);
            assertThat(one.entities(META))
                    .filteredOn(row -> row.entity().status() == Entity.Status.ACTIVE)
                    .extracting(
                            row -> row.entity().ref().id(), row -> row.entity().name())
                    .containsExactly(tuple("own " + (CALLERS - 1), ""), tuple("shared", "of " + (CALLERS - 1)));
        }
    }

    private static boolean decides(QuarantineStore quarantine, String id, Resolution resolution) {
        try {
            quarantine.resolve(id, resolution);
            return true;
        } catch (PipelineException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_INPUT);
            return false;
        }
    }

    private static Fetched wholeDay(LocalDate day) {
        return Fetched.of(
                slice(META, Granularity.DAY, day, day),
                T0,
                row(META, "e1", day, T0, metrics(1)),
                row(META, "e2", day, T0, metrics(2)),
                row(META, "e3", day, T0, metrics(3)));
    }

    @SafeVarargs
    private static <T> List<T> atOnce(Callable<T>... calls) throws Exception {
        List<Callable<T>> all = new ArrayList<>();
        for (Callable<T> call : calls) {
            all.add(call);
        }
        return atOnce(all);
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        CyclicBarrier together = new CyclicBarrier(calls.size());
        ExecutorService executor = Executors.newFixedThreadPool(calls.size());
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> call : calls) {
                futures.add(executor.submit(() -> {
                    together.await(SECONDS, TimeUnit.SECONDS);
                    return call.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    /** 42 arms, of which the last has two entities. */
    private static List<Arm> largeCatalog() {
        List<Arm> arms = new ArrayList<>();
        for (int i = 0; i < 41; i++) {
            arms.add(arm("arm-" + (100 + i), META, "entity-" + i));
        }
        arms.add(arm("arm-141", META, "entity-41", "entity-42"));
        return arms;
    }

    /** Some 25,000 hours of 43 entities over 25 days, in no order; many rows have the same values. */
    private static List<Observation> largeSlice(Instant observedAt) {
        List<Observation> rows = new ArrayList<>();
        for (int day = 0; day < 25; day++) {
            Instant start = Interval.ofDay(FIRST_DAY.plusDays(day), META.zone()).start();
            for (int hour = 0; hour < 24; hour++) {
                Interval interval = Interval.ofHour(start.plus(Duration.ofHours(hour)), META.zone());
                for (int entity = 0; entity < 43; entity++) {
                    rows.add(
                            pulled(META, "entity-" + entity, interval, observedAt, metrics((day + hour + entity) % 9)));
                }
            }
        }
        Collections.shuffle(rows, new Random(42));
        return rows;
    }

    private static Metrics sum(List<DailyFact> facts) {
        return facts.stream().map(DailyFact::metrics).reduce(Metrics.NONE, Metrics::plus);
    }
}
