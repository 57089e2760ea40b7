package io.banditpipeline.workflow;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;

/** Work stopped half-way because it was told to: by a person, a time-out, or because the pipeline closes. */
public final class CancelledException extends PipelineException {
    private static final long serialVersionUID = 1L;

    /** @param message who or what stopped it */
    public CancelledException(String message) {
        super(ErrorCode.CANCELLED, message);
    }
}
