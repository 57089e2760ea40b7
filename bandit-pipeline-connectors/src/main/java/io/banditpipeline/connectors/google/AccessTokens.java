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
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Authorises calls with access tokens, which last about an hour. One thread gets a new one for all. Thread-safe.
 *
 * <p>A token is only given to the host of the API, and what tokens are given for only to that of the token endpoint.
 */
final class AccessTokens implements Authorization {
    private static final String AUTHORIZATION = "Authorization";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SPARE = Duration.ofSeconds(90);
    private static final Duration USUAL_LIFE = Duration.ofHours(1);
    private static final int MOST_BYTES = 1 << 16;

    private final ApiClient client;
    private final Grant grant;
    private final URI tokenUri;
    private final URI baseUri;
    private final @Nullable Secret developerToken;
    private final InstantSource clock;
    private final Lock fetching = new ReentrantLock();
    private volatile @Nullable Token token;
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
    }

    private record Token(Secret bearer, Instant renewAt) {}

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
        headers.put(AUTHORIZATION, valid().bearer());
        if (developerToken != null) {
            headers.put("developer-token", developerToken);
        }
        return headers;
    }

    private Token valid() {
        Token known = fresh();
        if (known != null) {
            return known;
        }
        fetching.lock();
        try {
            Token meanwhile = fresh();
            Token valid = meanwhile == null ? fetched() : meanwhile;
            token = valid;
            return valid;
        } finally {
            fetching.unlock();
        }
    }

    private @Nullable Token fresh() {
        Token known = token;
        return known != null && clock.instant().isBefore(known.renewAt()) ? known : null;
    }

    private Token fetched() {
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
        Duration spare = life.compareTo(SPARE.multipliedBy(2)) < 0 ? life.dividedBy(2) : SPARE;
        JsonNode grantLife = answer.path("refresh_token_expires_in");
        grantEnds = grantLife.canConvertToLong() && grantLife.asLong() > 0 ? now.plusSeconds(grantLife.asLong()) : null;
        return new Token(
                Secret.of("Bearer " + answer.path("access_token").asText()),
                now.plus(life).minus(spare));
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
        fetching.lock();
        try {
            Token known = token;
            if (known != null && bearer != null && known.bearer().equals(bearer)) {
                token = null;
            }
            return true;
        } finally {
            fetching.unlock();
        }
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
