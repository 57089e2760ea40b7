package io.banditpipeline.core.internal.plan;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import java.time.LocalDate;
import java.util.Currency;

/** A day whose amounts cannot be converted. */
final class MissingRateException extends PipelineException {
    private static final long serialVersionUID = 1L;

    MissingRateException(Currency from, Currency to, LocalDate day) {
        super(
                ErrorCode.INVALID_INPUT,
                "there is no exchange rate from " + from + " to " + to + " for " + day
                        + "; give the pipeline exchange rates that cover it");
    }
}
