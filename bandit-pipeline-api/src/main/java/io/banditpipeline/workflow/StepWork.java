package io.banditpipeline.workflow;

/**
 * What a step does.
 *
 * @param <T> what it gives to the steps that need it
 */
@FunctionalInterface
public interface StepWork<T> {
    /**
     * Does it. Running it again, whole or after it was broken off anywhere, must change nothing more (R1).
     *
     * @return how it ended
     * @throws Exception if it failed; it is tried again if the failure can pass ({@link Failures#mayPass})
     */
    StepResult<T> run(StepContext context) throws Exception;
}
