package io.banditpipeline.core.alert;

import io.banditpipeline.security.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what is sent: HMAC-SHA256 over the moment in epoch seconds, a dot, and the bytes of the body. */
final class WebhookSignature {
    static final String TIMESTAMP_HEADER = "X-BanditPipeline-Timestamp";
    static final String SIGNATURE_HEADER = "X-BanditPipeline-Signature";
    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    /** The value of the header: {@code v1=} and 64 hexadecimal digits. */
    static String of(Secret key, Instant at, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((at.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII));
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, missing);
        }
    }
}
