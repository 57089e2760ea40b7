package io.banditpipeline.connectors.google;

import io.banditpipeline.security.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The refresh token that a user gave to an OAuth client. */
record RefreshTokenGrant(String clientId, Secret clientSecret, Secret refreshToken) implements Grant {
    @Override
    public Map<String, String> form(Instant now) {
        return Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                clientId,
                "client_secret",
                clientSecret.reveal(),
                "refresh_token",
                refreshToken.reveal());
    }

    @Override
    public String owner() {
        return clientId;
    }

    @Override
    public Set<Secret> secrets() {
        return Set.copyOf(List.of(clientSecret, refreshToken)); // they may be alike
    }
}
