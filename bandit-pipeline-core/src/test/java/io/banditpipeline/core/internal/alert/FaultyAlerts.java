package io.banditpipeline.core.internal.alert;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.AlertRecord;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.store.AlertStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store of alerts that can be away. */
final class FaultyAlerts implements AlertStore {
    private final AlertStore real;
    private volatile boolean away;

    FaultyAlerts(AlertStore real) {
        this.real = real;
    }

    void away(boolean value) {
        away = value;
    }

    @Override
    public boolean raise(Alert alert, Duration repeatAfter) {
        return here().raise(alert, repeatAfter);
    }

    @Override
    public Optional<AlertRecord> resolve(String code, String subject, Instant at) {
        return here().resolve(code, subject, at);
    }

    @Override
    public boolean acknowledge(String code, String subject, String by, Instant at) {
        return here().acknowledge(code, subject, by, at);
    }

    @Override
    public List<AlertRecord> open() {
        return here().open();
    }

    @Override
    public List<AlertRecord> latest(int limit) {
        return here().latest(limit);
    }

    @Override
    public long removeResolvedBefore(Instant moment) {
        return here().removeResolvedBefore(moment);
    }

    private AlertStore here() {
        if (away) {
            throw new PipelineException(ErrorCode.STORAGE, "the database is away");
        }
        return real;
    }
}
