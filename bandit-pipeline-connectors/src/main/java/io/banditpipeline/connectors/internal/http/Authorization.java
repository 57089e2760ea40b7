package io.banditpipeline.connectors.internal.http;

import io.banditpipeline.security.Secret;
import java.net.URI;
import java.util.Map;

/** What makes a call ours. Thread-safe: many calls ask at once, and one of them gets a new token for all. */
public interface Authorization {
    /** No authorisation. */
    Authorization NONE = address -> Map.of();

    /**
     * The headers that authorise a call; may call the platform for a token.
     *
     * @param address the address of the call: a credential is never given to a host that is not its own
     * @throws io.banditpipeline.metric.SourceException if there is no valid token
     */
    Map<String, Secret> headers(URI address);

    /**
     * Gives a token up, since the platform refused it: the next call gets another one.
     *
     * @param refused the headers that were refused; nothing happens if they are not in use any more
     * @return whether there can be another one
     */
    default boolean renew(Map<String, Secret> refused) {
        return false;
    }
}
