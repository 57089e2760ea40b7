package io.banditpipeline.examples;

/** Tells a command that runs on and on to end. Thread-safe. */
interface StopSignal {
    /** Waits until the command is to end. */
    void await() throws InterruptedException;

    /** Says that the command has tidied up: the process may end. */
    void tidied();
}
