package io.banditpipeline;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.core.internal.quality.RuleBook;
import io.banditpipeline.core.internal.quality.StandardRules;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.RowContext;
import io.banditpipeline.store.HeldEvent;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.QuarantineStore;
import io.banditpipeline.store.Resolution;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Rows that a rule holds back, and what a person decides on them.
 *
 * <p>A decision counts from its moment on: plans made before it are replayed without it (R6). When a source delivers
 * the same row again, the decision stands. Deciding the same twice changes nothing (R1). This class is thread-safe.
 */
public final class Quarantine {
    private final QuarantineStore store;
    private final Supplier<List<Arm>> arms;
    private final RuleBook rules;
    private final InstantSource clock;

    /**
     * @param arms gives the pipeline's arms as they are now
     * @param rules the rules that corrections must keep
     */
    Quarantine(QuarantineStore store, Supplier<List<Arm>> arms, RuleBook rules, InstantSource clock) {
        this.store = store;
        this.arms = arms;
        this.rules = rules;
        this.clock = clock;
    }

    /** Hands the rows that wait for a decision to the consumer, those held first first. */
    public void held(Consumer<? super HeldRow> consumer) {
        store.held(Set.of(HeldRow.State.HELD), consumer);
    }

    /** A row by its id, whatever its state; empty if there is none. */
    public Optional<HeldRow> find(String id) {
        return store.held(id);
    }

    /** What was done with a row, oldest first. */
    public List<HeldEvent> events(String id) {
        return store.events(id);
    }

    /**
     * Lets a row count as it came.
     *
     * @param id the row's id
     * @param actor who decides
     * @param note why
     * @return the row as it is then
     * @throws PipelineException with INVALID_INPUT if there is no such row, if it could not be read, or if its state
     *     does not allow it
     */
    public HeldRow release(String id, String actor, String note) {
        HeldRow held = row(id);
        Observation row = held.row().observation();
        if (row == null) {
            throw new PipelineException(
                    ErrorCode.INVALID_INPUT,
                    "Held row " + id + " (" + held.row().where()
                            + ") could not be read, so it cannot be released as it is: correct it, or mend the source");
        }
        strayed(held).ifPresent(why -> {
            throw new PipelineException(
                    ErrorCode.INVALID_INPUT,
                    "Held row " + id + " cannot be released, since nobody asked for it (" + why.rule() + ": "
                            + why.text() + "): correct it, or reject it and mend the source");
        });
        return resolve(id, HeldRow.State.RELEASED, row, actor, note);
    }

    /**
     * Lets another row count in a row's place.
     *
     * @param id the row's id
     * @param row what is right; its observation time is that of the decision
     * @param actor who decides
     * @param note why
     * @return the row as it is then
     * @throws PipelineException with INVALID_INPUT if there is no such row, if its state does not allow it, if the row
     *     breaks a rule of rows, or if it is of another entity or day than the one that came (which may be wrong by a
     *     day)
     */
    public HeldRow correct(String id, Observation row, String actor, String note) {
        HeldRow held = row(id);
        Observation came = held.row().observation();
        if (came != null && strayed(held).isEmpty() && !isOfSamePlace(came, row)) {
            throw new PipelineException(
                    ErrorCode.INVALID_INPUT,
                    "Held row " + id + " is of " + came.entity() + " on "
                            + came.interval().day() + ", but its correction is of " + row.entity() + " on "
                            + row.interval().day()
                            + ": correct what the row says of its own entity and day, or reject it");
        }
        return resolve(id, HeldRow.State.CORRECTED, row, actor, note);
    }

    /**
     * Lets a row never count.
     *
     * @param id the row's id
     * @param actor who decides
     * @param note why
     * @return the row as it is then
     * @throws PipelineException with INVALID_INPUT if there is no such row, or if its numbers are in use already
     */
    public HeldRow reject(String id, String actor, String note) {
        return store.resolve(id, new Resolution(HeldRow.State.REJECTED, null, actor, note, now()));
    }

    /**
     * Releases every waiting row that is chosen, could be read, and is of a slice that was asked for.
     *
     * @return how many were released
     */
    public int releaseAll(Predicate<? super HeldRow> chosen, String actor, String note) {
        List<String> ids =
                choose(held -> held.row().observation() != null && strayed(held).isEmpty() && chosen.test(held));
        ids.forEach(id -> release(id, actor, note));
        return ids.size();
    }

    /**
     * Corrects every waiting row that is chosen and could be read, each in the same way.
     *
     * @param correction gives what is right for what came
     * @return how many were corrected
     */
    public int correctAll(
            Predicate<? super HeldRow> chosen, UnaryOperator<Observation> correction, String actor, String note) {
        List<String> ids = choose(held -> held.row().observation() != null && chosen.test(held));
        for (String id : ids) {
            Observation came = row(id).row().observation();
            if (came != null) {
                correct(id, correction.apply(came), actor, note);
            }
        }
        return ids.size();
    }

    /**
     * Rejects every waiting row that is chosen.
     *
     * @return how many were rejected
     */
    public int rejectAll(Predicate<? super HeldRow> chosen, String actor, String note) {
        List<String> ids = choose(chosen);
        ids.forEach(id -> reject(id, actor, note));
        return ids.size();
    }

    /** Rules that somebody has let the row break already. */
    private static Set<String> decidedRules(HeldRow held) {
        boolean decided = held.state() == HeldRow.State.RELEASED || held.state() == HeldRow.State.CORRECTED;
        return decided
                ? held.row().reasons().stream().map(RejectedRow.Reason::rule).collect(Collectors.toSet())
                : Set.of();
    }

    /** An interval that was not on the account's clock may belong to the day beside the one that it names. */
    private static boolean isOfSamePlace(Observation came, Observation right) {
        long days = Math.abs(
                ChronoUnit.DAYS.between(came.interval().day(), right.interval().day()));
        return came.entity().equals(right.entity())
                && came.interval().granularity() == right.interval().granularity()
                && days <= 1;
    }

    /** Why a row is not of the slice that it came with; empty if it is. */
    private static Optional<RejectedRow.Reason> strayed(HeldRow held) {
        return held.row().reasons().stream()
                .filter(why -> StandardRules.isOfSlice(why.rule()))
                .findFirst();
    }

    private List<String> choose(Predicate<? super HeldRow> chosen) {
        List<String> ids = new ArrayList<>();
        held(held -> {
            if (chosen.test(held)) {
                ids.add(held.id());
            }
        });
        return ids;
    }

    private HeldRow row(String id) {
        return store.held(id)
                .orElseThrow(() -> new PipelineException(
                        ErrorCode.INVALID_INPUT, "There is no row " + id + " in quarantine: list the held rows"));
    }

    private HeldRow resolve(String id, HeldRow.State state, Observation row, String actor, String note) {
        Instant now = now();
        HeldRow held = row(id);
        Account account = arms.get().stream()
                .map(Arm::account)
                .filter(known -> known.key().equals(held.subject()))
                .findFirst()
                .orElseThrow(() -> new PipelineException(
                        ErrorCode.INVALID_INPUT,
                        "Held row " + id + " was delivered for " + held.subject()
                                + ", which is no account of this pipeline's arms: mend the source, or reject the row"));
        Slice slice = new Slice(
                held.source(),
                account,
                row.entity().level(),
                row.interval().granularity(),
                DateRange.of(row.interval().day()));
        RowContext context = new RowContext(slice, now);
        Optional<String> obstacle = StandardRules.obstacle(row, context);
        if (state == HeldRow.State.CORRECTED && obstacle.isEmpty()) {
            obstacle = rules.rules(account, now).obstacle(row, context, decidedRules(held));
        }
        obstacle.ifPresent(why -> {
            throw new PipelineException(
                    ErrorCode.INVALID_INPUT,
                    "Held row " + id + " cannot be " + state.name().toLowerCase(Locale.ROOT)
                            + " so, since it breaks rule " + why
                            + ": correct it otherwise, or reject it");
        });
        return store.resolve(id, new Resolution(state, row.observedAt(now), actor, note, now));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
