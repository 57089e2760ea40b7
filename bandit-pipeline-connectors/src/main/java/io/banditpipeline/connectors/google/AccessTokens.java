package io.banditpipeline.connectors.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.banditpipeline.connectors.internal.failure.PlatformFailure;
import io.banditpipeline.connectors.internal.http.ApiClient;
import io.banditpipeline.connectors.internal.http.ApiRequest;
import io.banditpipeline.connectors.internal.http.Authorization;
import io.banditpipeline.connectors.internal.http.TokenCache;
import io.banditpipeline.connectors.internal.rate.BucketSpec;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.metric.SourceNotice;
import io.banditpipeline.security.Secret;
import io.banditpipeline.workflow.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Authorises calls with access tokens, which last about an hour. One thread gets a new one for all. Thread-safe.
 *
 * <p>A token is only given to the host of the API, and what tokens are given for only to that of the token endpoint.
 */
final class AccessTokens implements Authorization {
    private static final String AUTHORIZATION = "Authorization";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration USUAL_LIFE = Duration.ofHours(1);
    private static final int MOST_BYTES = 1 << 16;

    private final ApiClient client;
    private final Grant grant;
    private final URI tokenUri;
    private final URI baseUri;
    private final @Nullable Secret developerToken;
    private final InstantSource clock;
    private final TokenCache tokens;
    private volatile @Nullable Instant grantEnds;

    /** @param client calls the token endpoint, without authorisation */
    AccessTokens(
            ApiClient client,
            Grant grant,
            URI tokenUri,
            URI baseUri,
            @Nullable Secret developerToken,
            InstantSource clock) {
        this.client = client;
        this.grant = grant;
        this.tokenUri = tokenUri;
        this.baseUri = baseUri;
        this.developerToken = developerToken;
        this.clock = clock;
        this.tokens = new TokenCache(this::fetched, clock);
    }

    @Override
    public Map<String, Secret> headers(URI address) {
        if (!Objects.equals(address.getHost(), baseUri.getHost()) || address.getPort() != baseUri.getPort()) {
            throw new SourceException(
                    Kind.CONFIGURATION,
                    "An access token of Google Ads is not given to " + address.getHost() + ", only to "
                            + baseUri.getHost(),
                    null);
        }
        Map<String, Secret> headers = new HashMap<>();
        headers.put(AUTHORIZATION, tokens.token());
        if (developerToken != null) {
            headers.put("developer-token", developerToken);
        }
        return headers;
    }

    private TokenCache.Token fetched() {
        Instant now = clock.instant();
        ApiRequest request = new ApiRequest(
                "POST",
                tokenUri,
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                grant.body(now),
                "POST oauth2/token",
                "",
                List.of(new BucketSpec("token", 60, Duration.ofMinutes(1), 2)),
                true);
        JsonNode answer = client.call(request, (body, head) -> json(body), Cancellation.never());
        Duration life = answer.path("expires_in").canConvertToLong()
                ? Duration.ofSeconds(answer.path("expires_in").asLong())
                : USUAL_LIFE;
        JsonNode grantLife = answer.path("refresh_token_expires_in");
        grantEnds = grantLife.canConvertToLong() && grantLife.asLong() > 0 ? now.plusSeconds(grantLife.asLong()) : null;
        return new TokenCache.Token(
                Secret.of("Bearer " + answer.path("access_token").asText()), now.plus(life));
    }

    private static JsonNode json(InputStream body) throws IOException {
        JsonNode answer;
        try {
            answer = JSON.readTree(body.readNBytes(MOST_BYTES));
        } catch (JsonProcessingException noJson) {
            throw noToken(); // without the cause, whose message may show a token
        }
        if (answer.path("access_token").asText().isEmpty()) {
            throw noToken();
        }
        return answer;
    }

    private static PlatformFailure noToken() {
        return new PlatformFailure(Failure.of(
                FailureClass.CONFIG,
                "answer.shape",
                "The answer of the token endpoint holds no access_token. What to do: check tokenUri."));
    }

    @Override
    public boolean renew(Map<String, Secret> refused) {
        Secret bearer = refused.get(AUTHORIZATION);
        return bearer == null || tokens.giveUp(bearer);
    }

    /** When the credentials end, if Google said so. */
    List<SourceNotice> notices() {
        Instant end = grantEnds;
        return end == null
                ? List.of()
                : List.of(new SourceNotice(
                        SourceNotice.Kind.CREDENTIALS_EXPIRE,
                        "refresh token",
                        end,
                        "The refresh token for Google Ads ends, as those of OAuth clients that are being tested do."
                                + " What to do: publish the OAuth client, authorise again, and give the source the new"
                                + " refresh token."));
    }
}
