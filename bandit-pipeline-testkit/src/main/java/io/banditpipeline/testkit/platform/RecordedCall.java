package io.banditpipeline.testkit.platform;

/**
 * A request and what became of it.
 *
 * @param call the request; its body is cut to the bound of the recorder
 * @param status the status that was answered; 0 if none was, or not yet
 */
public record RecordedCall(HttpCall call, int status) {}
