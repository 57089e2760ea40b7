package io.banditpipeline.connectors.internal.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.security.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Hands out governors. All pipelines of a JVM that use a credential of a platform share its limits, as the platform
 * counts their calls together: this is the one thing that pipelines share. It lasts while somebody uses it, and no
 * credential is kept, only its fingerprint. Thread-safe.
 */
public final class Governors {
    private static final Cache<Key, SharedLimits> SHARED =
            Caffeine.newBuilder().weakValues().executor(Runnable::run).build();

    private Governors() {}

    /** What limits are shared by: {@code host} with its port, and the credential's SHA-256. */
    private record Key(String platform, String host, String fingerprint, InstantSource clock) {}

    /**
     * The governor of a credential.
     *
     * @param platform the platform, such as {@code "meta"}
     * @param base the address of its API, of which host and port count
     * @param credential what the platform counts calls by, such as the app or the refresh token
     * @param clock the time; those who go by another clock share nothing
     * @param waiter how this user waits
     */
    public static Governor of(String platform, URI base, Secret credential, InstantSource clock, Waiter waiter) {
        String host = (base.getHost() + ":" + base.getPort()).toLowerCase(Locale.ROOT);
        SharedLimits limits = SHARED.get(
                new Key(platform, host, fingerprint(credential), clock), key -> SharedLimits.fresh(platform, clock));
        return new BucketGovernor(limits, waiter);
    }

    private static String fingerprint(Secret credential) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(credential.reveal().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
