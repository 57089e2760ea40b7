package io.banditpipeline.connectors.meta;

import io.banditpipeline.connectors.internal.http.Authorization;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.security.Secret;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/** Sends the access token in a header, to Meta's own host only. */
final class BearerToken implements Authorization {
    private final URI base;
    private final Map<String, Secret> headers;

    BearerToken(URI base, Secret token) {
        this.base = base;
        this.headers = Map.of("Authorization", Secret.of("Bearer " + token.reveal()));
    }

    @Override
    public Map<String, Secret> headers(URI address) {
        if (!origin(address).equals(origin(base))) {
            throw new SourceException(
                    SourceException.Kind.CONFIGURATION,
                    "the access token of Meta is only for " + origin(base) + ", not for " + origin(address),
                    null);
        }
        return headers;
    }

    private static String origin(URI address) {
        return (address.getScheme() + "://" + address.getAuthority()).toLowerCase(Locale.ROOT);
    }
}
