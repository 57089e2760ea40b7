package io.banditpipeline.testkit.platform;

import java.time.Duration;

/** What goes wrong with an answer. Byte counts are of the body on the wire, after compression. */
public sealed interface HttpFault {

    /** Another answer instead of the right one; the request is not handled. */
    record Answer(HttpReply reply) implements HttpFault {}

    /** The connection ends after so many bytes of the body, and at its end at the latest. */
    record Cut(long bytes) implements HttpFault {
        /** @throws IllegalArgumentException if {@code bytes} is negative */
        public Cut {
            requireNotNegative(bytes);
        }
    }

    /** The rest of the answer never comes, and the connection stays; nothing at all comes if {@code bytes} is -1. */
    record Silence(long bytes) implements HttpFault {
        /** @throws IllegalArgumentException if {@code bytes} is below -1 */
        public Silence {
            requireNotNegative(bytes + 1);
        }
    }

    /** @param pause real time before the answer; positive */
    record Late(Duration pause) implements HttpFault {
        /** @throws IllegalArgumentException if the pause is not positive */
        public Late {
            if (pause.isNegative() || pause.isZero()) {
                throw new IllegalArgumentException("pause must be positive, but is " + pause);
            }
        }
    }

    /** The body comes in pieces of so many bytes, with a pause of real time after each. */
    record Slow(int bytes, Duration pause) implements HttpFault {
        /** @throws IllegalArgumentException if {@code bytes} is below 1 or {@code pause} is negative */
        public Slow {
            requireNotNegative(bytes - 1L);
            requireNotNegative(pause.toMillis());
        }
    }

    /** A whole answer that comes after a pause of real time, as from a platform that has to compute it. */
    static HttpFault late(Duration pause) {
        return new Late(pause);
    }

    /** The connection is reset before anything is answered; the request is not handled. */
    record Reset() implements HttpFault {}

    /** The answer is well-formed, but its gzip ends early. Like {@link Cut} for a client that does not take gzip. */
    record TruncatedGzip(long bytes) implements HttpFault {
        /** @throws IllegalArgumentException if {@code bytes} is negative */
        public TruncatedGzip {
            requireNotNegative(bytes);
        }
    }

    /** Another answer instead of the right one; the request is not handled. */
    static HttpFault answer(HttpReply reply) {
        return new Answer(reply);
    }

    /** The connection ends after so many bytes of the body, and at its end at the latest. */
    static HttpFault cutAfter(long bytes) {
        return new Cut(bytes);
    }

    /** No answer, not even its head; the connection stays until either side closes it. The request is not handled. */
    static HttpFault silence() {
        return new Silence(-1);
    }

    /** Head and so many bytes of the body, then nothing; the connection stays until either side closes it. */
    static HttpFault silenceAfter(long bytes) {
        return new Silence(bytes);
    }

    /** The body in pieces of so many bytes, with a pause of real time after each. */
    static HttpFault slow(int bytes, Duration pause) {
        return new Slow(bytes, pause);
    }

    /** The connection is reset before anything is answered; the request is not handled. */
    static HttpFault reset() {
        return new Reset();
    }

    /** A well-formed answer whose gzip ends after so many bytes. */
    static HttpFault truncatedGzip(long bytes) {
        return new TruncatedGzip(bytes);
    }

    private static void requireNotNegative(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("bytes or pause are too small by " + -value);
        }
    }
}
