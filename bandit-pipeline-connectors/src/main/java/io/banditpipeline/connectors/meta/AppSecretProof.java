package io.banditpipeline.connectors.meta;

import io.banditpipeline.security.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Proves to Meta that a token is used by its own app: the HMAC-SHA256 of the token under the app's secret, in hex. */
final class AppSecretProof {
    private static final String ALGORITHM = "HmacSHA256";

    private AppSecretProof() {}

    static Secret of(Secret appSecret, Secret accessToken) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(appSecret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] proof = mac.doFinal(accessToken.reveal().getBytes(StandardCharsets.UTF_8));
            return Secret.of(HexFormat.of().formatHex(proof));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
