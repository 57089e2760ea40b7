package io.banditpipeline.connectors.internal.failure;

/** Tells what a platform's error answers mean: by code and sub-code first, by HTTP status last. Stateless. */
@FunctionalInterface
public interface Classifier {
    /** Judges an answer that is an error, by its status or by its body. Never throws, whatever the answer holds. */
    Failure classify(ErrorAnswer answer);
}
