package io.banditpipeline.connectors.google;

import io.banditpipeline.security.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What access tokens are given for. Immutable. */
sealed interface Grant permits RefreshTokenGrant, ServiceAccountGrant {
    /** The fields of the form that asks for an access token. */
    Map<String, String> form(Instant now);

    /** By what Google counts the calls that are made with it. */
    String owner();

    /** What must never be seen. */
    Set<Secret> secrets();

    /** The form as it is sent. */
    default byte[] body(Instant now) {
        return form(now).entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
