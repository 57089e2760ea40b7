package io.banditpipeline.connectors.internal.http;

import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the body of an answer, of those whose status is a success unless it {@linkplain #takes says otherwise}.
 *
 * @param <T> what it makes of it
 */
@FunctionalInterface
public interface AnswerReader<T> {
    /**
     * Reads the body as it comes in.
     *
     * @param body decompressed; ends with an exception if the connection breaks, stalls or is cancelled
     * @param head status and headers, with an empty body
     * @throws IOException if it breaks off, or {@link io.banditpipeline.connectors.internal.failure.PlatformFailure} if
     *     it tells an error
     */
    T read(InputStream body, ErrorAnswer head) throws IOException;

    /**
     * Whether it reads an answer; any other is an error. A redirect is never followed by itself: who reads it decides
     * where to go on, and with which credentials.
     */
    default boolean takes(ErrorAnswer head) {
        return head.status() >= 200 && head.status() < 300;
    }
}
