package io.banditpipeline.core.internal.collect;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.core.internal.quality.AccountRules;
import io.banditpipeline.core.internal.quality.EffectiveRule;
import io.banditpipeline.core.internal.quality.StandardRules;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.RowContext;
import io.banditpipeline.quality.RowValidator;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Validator;
import io.banditpipeline.quality.Verdict;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.Resolution;
import io.banditpipeline.store.Storage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at an account's held rows again when its rules have changed: a row that no rule would hold any more is
 * released. A rule about a whole slice cannot be asked again about one row: its rows wait until it is turned off,
 * lowered or waived, or until somebody decides.
 */
final class Reexamination {
    /** Under this name the fingerprint of the rules is kept that held rows were judged by last. */
    private static final String FINGERPRINTS = "rules";

    private final Storage storage;
    private final String source;
    private final Account account;
    private final Level level;
    private final AccountRules rules;
    private final Instant now;
    private final Map<String, EffectiveRule<?>> byId = new HashMap<>();

    Reexamination(Storage storage, String source, Account account, Level level, AccountRules rules, Instant now) {
        this.storage = storage;
        this.source = source;
        this.account = account;
        this.level = level;
        this.rules = rules;
        this.now = now;
        rules.row().forEach(rule -> byId.put(rule.id(), rule));
        rules.batch().forEach(rule -> byId.put(rule.id(), rule));
    }

    /** Releases what no rule would hold, and tells how many rows. */
    long run() {
        String key = source + "/" + account.key() + "/" + level;
        if (rules.fingerprint().equals(known(key))) {
            return 0;
        }
        Map<String, Observation> freed = new HashMap<>();
        storage.quarantine().held(Set.of(HeldRow.State.HELD), held -> {
            Observation row = held.row().observation();
            if (row != null
                    && isOurs(held, row)
                    && held.row().reasons().stream().noneMatch(why -> stillHolds(why, row))) {
                freed.put(held.id(), row);
            }
        });
        int released = 0;
        for (Map.Entry<String, Observation> entry : freed.entrySet()) {
            released += release(entry.getKey(), entry.getValue()) ? 1 : 0;
        }
        storage.quality()
                .saveDetectorStates(
                        FINGERPRINTS, Map.of(key, rules.fingerprint().getBytes(StandardCharsets.UTF_8)));
        return released;
    }

    /** Another process may have decided on the row, or fetched it away, since it was looked at: that stands. */
    private boolean release(String id, Observation row) {
        try {
            storage.quarantine()
                    .resolve(
                            id,
                            new Resolution(
                                    HeldRow.State.RELEASED,
                                    row.observedAt(now),
                                    Resolution.PIPELINE,
                                    "the rules that it broke have changed",
                                    now));
            return true;
        } catch (PipelineException e) {
            boolean waits = storage.quarantine()
                    .held(id)
                    .filter(held -> held.state() == HeldRow.State.HELD)
                    .isPresent();
            if (waits || e.code() != ErrorCode.INVALID_INPUT) {
                throw e;
            }
            return false;
        }
    }

    private @Nullable String known(String key) {
        byte[] kept =
                storage.quality().detectorStates(FINGERPRINTS, List.of(key)).get(key);
        return kept == null ? null : new String(kept, StandardCharsets.UTF_8);
    }

    private boolean isOurs(HeldRow held, Observation row) {
        return held.source().equals(source)
                && held.subject().equals(account.key())
                && row.entity().level() == level;
    }

    private boolean stillHolds(RejectedRow.Reason why, Observation row) {
        EffectiveRule<? extends Validator> rule = byId.get(why.rule());
        if (StandardRules.isOfSlice(why.rule())) {
            return true;
        }
        if (rule == null) {
            return false;
        }
        if (rule.validator() instanceof RowValidator check) {
            Slice slice = new Slice(
                    source,
                    account,
                    level,
                    row.interval().granularity(),
                    new DateRange(row.interval().day(), row.interval().day()));
            return check.validate(row, new RowContext(slice, now)) instanceof Verdict.Violation violation
                    && holds(rule.severity(violation));
        }
        return rule.validator() instanceof BatchValidator && holds(rule.severity((Severity) null));
    }

    private static boolean holds(Severity severity) {
        return severity == Severity.ERROR || severity == Severity.FATAL;
    }
}
