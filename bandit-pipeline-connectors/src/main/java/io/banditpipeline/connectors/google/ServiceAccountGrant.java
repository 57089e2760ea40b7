package io.banditpipeline.connectors.google;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banditpipeline.security.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A service account, which vouches for itself with a signature (RFC 7523).
 *
 * @param key its e-mail address and private key
 * @param subject the user that it speaks for, or null if for itself
 * @param audience the token endpoint that the signed text is meant for
 */
record ServiceAccountGrant(ServiceAccountKey key, @Nullable String subject, String audience) implements Grant {
    static final String SCOPE = "https://www.googleapis.com/auth/adwords";
    private static final Duration LIFE = Duration.ofHours(1);
    private static final String TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    @Override
    public Map<String, String> form(Instant now) {
        return Map.of("grant_type", TYPE, "assertion", assertion(now));
    }

    private String assertion(Instant now) {
        ObjectNode head =
                JsonNodeFactory.instance.objectNode().put("alg", "RS256").put("typ", "JWT");
        if (!key.keyId().isEmpty()) {
            head.put("kid", key.keyId());
        }
        ObjectNode claims = JsonNodeFactory.instance
                .objectNode()
                .put("iss", key.email())
                .put("scope", SCOPE)
                .put("aud", audience)
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(LIFE).getEpochSecond());
        if (subject != null) {
            claims.put("sub", subject);
        }
        String content = base64(head.toString()) + "." + base64(claims.toString());
        return content + "." + signature(key.privateKey(), content);
    }

    private static String signature(PrivateKey key, String content) {
        try {
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(key);
            signer.update(content.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the private key of the service account cannot sign with RS256", e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String owner() {
        return key.email();
    }

    @Override
    public Set<Secret> secrets() {
        return Set.of();
    }
}
