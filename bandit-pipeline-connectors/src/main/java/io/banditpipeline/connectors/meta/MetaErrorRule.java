package io.banditpipeline.connectors.meta;

import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.banditpipeline.metric.SourceException.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What some errors of Meta mean.
 *
 * @param firstCode the first code that it is about
 * @param lastCode the last code that it is about
 * @param subcode the sub-code that it is about, or {@link #ANY}
 * @param words words of the message that it is about, in lower case, or {@code ""} for any message
 * @param failureClass what such an error asks of us
 * @param kind what the pipeline is told
 * @param delay the least delay before the next call; null if none is known
 * @param meaning what it means, for a person
 * @param advice what to do about it, for a person
 */
record MetaErrorRule(
        int firstCode,
        int lastCode,
        int subcode,
        String words,
        FailureClass failureClass,
        Kind kind,
        @Nullable Duration delay,
        String meaning,
        String advice) {
    /** Any sub-code, or none. */
    static final int ANY = -1;

    static MetaErrorRule of(int code, int subcode, FailureClass failureClass, String meaning, String advice) {
        return range(code, code, failureClass, meaning, advice).subcode(subcode);
    }

    static MetaErrorRule of(int code, FailureClass failureClass, String meaning, String advice) {
        return range(code, code, failureClass, meaning, advice);
    }

    static MetaErrorRule range(int first, int last, FailureClass failureClass, String meaning, String advice) {
        return new MetaErrorRule(first, last, ANY, "", failureClass, failureClass.usualKind(), null, meaning, advice);
    }

    private MetaErrorRule subcode(int value) {
        return new MetaErrorRule(firstCode, lastCode, value, words, failureClass, kind, delay, meaning, advice);
    }

    /** The same, only for messages that hold some words. */
    MetaErrorRule saying(String lowerCase) {
        return new MetaErrorRule(firstCode, lastCode, subcode, lowerCase, failureClass, kind, delay, meaning, advice);
    }

    /** The same, told as another kind than is usual for its class. */
    MetaErrorRule as(Kind other) {
        return new MetaErrorRule(firstCode, lastCode, subcode, words, failureClass, other, delay, meaning, advice);
    }

    /** The same, with a least delay. */
    MetaErrorRule after(Duration least) {
        return new MetaErrorRule(firstCode, lastCode, subcode, words, failureClass, kind, least, meaning, advice);
    }

    boolean matches(MetaError error, String message) {
        return error.code() >= firstCode
                && error.code() <= lastCode
                && (subcode == ANY || subcode == error.subcode())
                && message.contains(words);
    }

    /** Whether a sub-code or words make it more than a rule of a code. */
    boolean isSpecific() {
        return subcode != ANY || !words.isEmpty();
    }

    /** Whether it is about a limit of calls: such a code means the same whether or not it is called transient. */
    boolean isThrottle() {
        return kind == Kind.THROTTLED;
    }

    /** The codes as documents show them, such as {@code "100/1487534"} or {@code "200-299"}. */
    String codes() {
        String range = firstCode == lastCode ? Integer.toString(firstCode) : firstCode + "-" + lastCode;
        return subcode == ANY ? range : range + "/" + subcode;
    }
}
