package io.banditpipeline.testkit.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Google's token endpoint: grants of users and of service accounts, and access tokens that expire by the clock. */
final class GoogleTokens {
    private static final Duration LIFE = Duration.ofSeconds(3_599);
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final long LONGEST_ASSERTION_SECONDS = 3_600;
    private static final String JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String SCOPE = "https://www.googleapis.com/auth/adwords";

    private final InstantSource clock;
    private final Map<String, String> clients = new HashMap<>();
    private final Set<String> refreshTokens = ConcurrentHashMap.newKeySet();
    private final Map<String, PublicKey> serviceAccounts = new ConcurrentHashMap<>();
    private final Map<String, Instant> issued = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();

    GoogleTokens(InstantSource clock) {
        this.clock = clock;
    }

    void addClient(String id, String secret) {
        clients.put(id, secret);
    }

    void addRefreshToken(String token) {
        refreshTokens.add(token);
    }

    void addServiceAccount(String email, PublicKey key) {
        serviceAccounts.put(email, key);
    }

    boolean isValid(String accessToken) {
        Instant end = issued.get(accessToken);
        return end != null && clock.instant().isBefore(end);
    }

    void expireAll() {
        issued.clear();
    }

    void revokeGrants() {
        refreshTokens.clear();
        serviceAccounts.clear();
        issued.clear();
    }

    HttpReply answer(HttpCall call, Set<String> audiences) {
        Map<String, List<String>> form = call.form();
        if (!call.method().equals("POST") || !call.query().isEmpty()) {
            return error(400, "invalid_request", "Parameters belong in the body of a POST request.");
        }
        String grant = first(form, "grant_type");
        if (grant.equals("refresh_token")) {
            return refresh(form);
        }
        return grant.equals(JWT_GRANT)
                ? assertion(first(form, "assertion"), audiences)
                : error(400, "unsupported_grant_type", "Invalid grant_type: " + grant);
    }

    private HttpReply refresh(Map<String, List<String>> form) {
        String client = first(form, "client_id");
        if (!clients.containsKey(client)) {
            return error(401, "invalid_client", "The OAuth client was not found.");
        }
        if (!first(form, "client_secret").equals(clients.get(client))) {
            return error(401, "invalid_client", "Unauthorized");
        }
        return refreshTokens.contains(first(form, "refresh_token"))
                ? token()
                : error(400, "invalid_grant", "Token has been expired or revoked.");
    }

    private HttpReply assertion(String assertion, Set<String> audiences) {
        String[] parts = assertion.split("\\.", -1);
        if (parts.length != 3) {
            return error(400, "invalid_grant", "Invalid JWT: it must have three parts.");
        }
        JsonNode head = decoded(parts[0]);
        JsonNode claims = decoded(parts[1]);
        String issuer = claims.path("iss").asText();
        if (!serviceAccounts.containsKey(issuer)) {
            return error(400, "invalid_grant", "Invalid grant: account not found");
        }
        if (!head.path("alg").asText().equals("RS256")
                || !isSigned(parts[0] + "." + parts[1], parts[2], serviceAccounts.get(issuer))) {
            return error(400, "invalid_grant", "Invalid JWT Signature.");
        }
        if (!audiences.contains(claims.path("aud").asText())) {
            return error(400, "invalid_grant", "Invalid JWT: Failed audience check.");
        }
        if (!List.of(claims.path("scope").asText().split(" ", -1)).contains(SCOPE)) {
            return error(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided.");
        }
        return isOfNow(claims.path("iat").asLong(), claims.path("exp").asLong())
                ? token()
                : error(
                        400,
                        "invalid_grant",
                        "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."
                                + " Check your iat and exp values in the JWT claim.");
    }

    private boolean isOfNow(long issuedAt, long expires) {
        Instant now = clock.instant();
        return expires - issuedAt <= LONGEST_ASSERTION_SECONDS
                && Instant.ofEpochSecond(issuedAt).isBefore(now.plus(SKEW))
                && Instant.ofEpochSecond(expires).isAfter(now);
    }

    private static boolean isSigned(String content, String signature, PublicKey key) {
        try {
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(key);
            verifier.update(content.getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(Base64.getUrlDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false; // malformed, so not signed: the platform tells its caller no more either
        }
    }

    private static JsonNode decoded(String part) {
        try {
            return Json.objectOf(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Json.object(); // no Base64: nothing that it claims
        }
    }

    private HttpReply token() {
        Instant now = clock.instant();
        issued.values().removeIf(end -> !now.isBefore(end));
        String token = "ya29.simulated-" + number.incrementAndGet();
        issued.put(token, now.plus(LIFE));
        return HttpReply.json(
                200,
                Json.object()
                        .put("access_token", token)
                        .put("expires_in", LIFE.toSeconds())
                        .put("scope", SCOPE)
                        .put("token_type", "Bearer")
                        .toString());
    }

    private static HttpReply error(int status, String error, String description) {
        return HttpReply.json(
                status,
                Json.object()
                        .put("error", error)
                        .put("error_description", description)
                        .toString());
    }

    private static String first(Map<String, List<String>> form, String name) {
        return form.getOrDefault(name, List.of("")).get(0);
    }
}
