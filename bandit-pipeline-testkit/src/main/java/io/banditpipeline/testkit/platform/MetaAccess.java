package io.banditpipeline.testkit.platform;

import io.banditpipeline.security.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Who may ask, and for what. This class is thread-safe. */
final class MetaAccess {
    private final Secret token;
    private final Secret appSecret;
    private final boolean strict;
    private final Map<String, Integer> forbidden = new ConcurrentHashMap<>();
    private volatile TokenState state = TokenState.ALIVE;

    MetaAccess(Secret token, Secret appSecret, boolean strict) {
        this.token = token;
        this.appSecret = appSecret;
        this.strict = strict;
    }

    /** What became of the token. */
    enum TokenState {
        ALIVE,
        EXPIRED,
        DEAUTHORISED
    }

    void state(TokenState next) {
        state = next;
    }

    void forbid(String digits, int code) {
        forbidden.put(digits, code);
    }

    void permit(String digits) {
        forbidden.remove(digits);
    }

    /** The token of a call, whether in the header or in the query. */
    String token(HttpCall call, MetaParameters parameters) {
        String inHeader = call.header("Authorization")
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> value.substring("Bearer ".length()))
                .orElse("");
        return inHeader.isEmpty() ? parameters.get("access_token").orElse("") : inHeader;
    }

    /** Refuses a caller that it does not know. */
    void check(HttpCall call, MetaParameters parameters) {
        String theirs = token(call, parameters);
        if (theirs.isEmpty()) {
            throw MetaError.violation(
                    2500, "An active access token must be used to query information about the current user.");
        }
        if (!Secret.of(theirs).equals(token)) {
            throw new MetaError(401, 190, 467, false, "Invalid OAuth access token - Cannot parse access token");
        }
        switch (state) {
            case EXPIRED ->
                throw new MetaError(
                        400,
                        190,
                        463,
                        false,
                        "Error validating access token: Session has expired on Friday, 20-Nov-26");
            case DEAUTHORISED ->
                throw new MetaError(
                        400,
                        190,
                        458,
                        false,
                        "Error validating access token: The user has not authorized application 1.");
            case ALIVE -> checkProof(theirs, parameters.get("appsecret_proof").orElse(null));
        }
    }

    /** Refuses an account for which permission is missing. */
    void check(@Nullable String digits) {
        Integer code = digits == null ? null : forbidden.get(digits);
        if (code != null) {
            String message = code == 10
                    ? "(#10) Application does not have permission for this action"
                    : "(#" + code + ") Ad account owner has NOT grant ads_management or ads_read permission";
            throw new MetaError(403, code, 0, false, message);
        }
    }

    private void checkProof(String theirs, @Nullable String proof) {
        if (proof == null && strict) {
            throw MetaError.violation(100, "API calls from the server require an appsecret_proof argument");
        }
        if (proof != null && !proof.equals(proof(theirs))) {
            throw MetaError.violation(100, "Invalid appsecret_proof provided in the API argument");
        }
    }

    private String proof(String theirs) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(appSecret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(theirs.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is in every JDK", e);
        }
    }
}
