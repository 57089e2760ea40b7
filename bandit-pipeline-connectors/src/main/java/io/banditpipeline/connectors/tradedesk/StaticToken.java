package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.connectors.internal.http.Authorization;
import io.banditpipeline.security.Secret;
import java.net.URI;
import java.util.Map;

/**
 * A token of long life, as people make them in the platform's pages. There is no other once it is over.
 *
 * @param hosts where it may be sent
 * @param token the token
 */
record StaticToken(Hosts hosts, Secret token) implements Authorization {
    /** The header that the token is sent in. */
    static final String HEADER = "TTD-Auth";

    @Override
    public Map<String, Secret> headers(URI address) {
        return hosts.isTrusted(address) ? Map.of(HEADER, token) : Map.of();
    }
}
