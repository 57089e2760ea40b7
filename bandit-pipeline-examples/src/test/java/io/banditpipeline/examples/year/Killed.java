package io.banditpipeline.examples.year;

/** The process is dead: nothing that it still does reaches anybody. */
final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
        super("the process was killed", null, false, false);
    }
}
