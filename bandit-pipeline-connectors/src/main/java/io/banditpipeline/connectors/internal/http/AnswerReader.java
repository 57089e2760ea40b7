package io.banditpipeline.connectors.internal.http;

import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the body of an answer whose status is a success.
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
}
