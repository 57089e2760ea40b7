package io.banditpipeline.testkit.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Logins and tokens of The Trade Desk. This class is thread-safe. */
final class TradeDeskTokens {
    private static final int LONGEST_MINUTES = 1_440;

    private final InstantSource clock;
    private final Map<String, String> logins = new ConcurrentHashMap<>();
    private final Set<String> longLived = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> issued = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();

    TradeDeskTokens(InstantSource clock) {
        this.clock = clock;
    }

    void addLogin(String login, String password) {
        logins.put(login, password);
    }

    void addToken(String token) {
        longLived.add(token);
    }

    void expireAll() {
        issued.clear();
    }

    void revokeAll() {
        issued.clear();
        longLived.clear();
        logins.clear();
    }

    boolean isValid(String token) {
        Instant end = issued.get(token);
        return longLived.contains(token) || end != null && clock.instant().isBefore(end);
    }

    HttpReply authenticate(TradeDeskRequest request) {
        request.allow("Login", "Password", "TokenExpirationInMinutes").require("Login", "Password");
        JsonNode body = request.body();
        int minutes = body.path("TokenExpirationInMinutes").asInt(LONGEST_MINUTES);
        if (minutes < 1 || minutes > LONGEST_MINUTES) {
            throw TradeDeskRefusal.invalid("TokenExpirationInMinutes", "The value must be from 1 to 1440.");
        }
        String password = logins.get(body.path("Login").asText());
        if (password == null || !password.equals(body.path("Password").asText())) {
            throw new TradeDeskRefusal(401, "Login or password is not valid", List.of());
        }
        Instant now = clock.instant();
        issued.values().removeIf(end -> !now.isBefore(end));
        Instant end = now.plus(Duration.ofMinutes(minutes));
        String token = "ttd-simulated-" + number.incrementAndGet();
        issued.put(token, end);
        return HttpReply.json(
                200,
                Json.object()
                        .put("Token", token)
                        .put("ExpirationDateUtc", end.toString())
                        .toString());
    }
}
