package io.banditpipeline.jooq;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps secrets out of messages (R11): drivers and pools put whole URLs into theirs.
 *
 * @param secrets texts that must not show
 */
record Masking(List<String> secrets) {
    private static final String MASK = "***";
    private static final Pattern PARAMETER = Pattern.compile(
            "(?i)[?&;(,][^=?&;(,]*(?:password|pwd|secret|token|keystorepass)[^=?&;(,]*=(([^&;),]*)[^&]*)");
    private static final Pattern SERVER =
            Pattern.compile("(jdbc:[a-z]+://)(?:[^/?;]*@)?([A-Za-z0-9.:,_\\[\\]-]*)(/[A-Za-z0-9_$.-]*)?(?:[?;].*)?");
    private static final Pattern ENGINE = Pattern.compile("(jdbc:[a-z]+:).*");
    private static final Pattern URL = Pattern.compile("jdbc:\\S*[^\\s:,.;)'\"]");
    private static final Pattern USER_INFO = Pattern.compile("//[^/@:]*:(([^/@]*)[^/]*)@");

    Masking {
        secrets = List.copyOf(secrets);
    }

    /** Masks the password of the settings and those in a URL. */
    static Masking of(Settings settings, String jdbcUrl) {
        Stream<String> given = settings.password() == null
                ? Stream.of()
                : Stream.of(settings.password().reveal());
        Stream<String> inUrl = Stream.of(PARAMETER, USER_INFO)
                .flatMap(pattern ->
                        pattern.matcher(jdbcUrl).results().flatMap(match -> Stream.of(match.group(1), match.group(2))));
        return new Masking(Stream.concat(given, inUrl)
                .filter(secret -> !secret.isEmpty())
                .distinct()
                .toList());
    }

    /** Engine, host and database of a URL, and nothing else that is in it. */
    static String url(String jdbcUrl) {
        Matcher server = SERVER.matcher(jdbcUrl);
        if (server.matches()) {
            return server.group(1) + server.group(2) + (server.group(3) == null ? "" : server.group(3));
        }
        return ENGINE.matcher(jdbcUrl).matches() ? ENGINE.matcher(jdbcUrl).replaceFirst("$1" + MASK) : MASK;
    }

    /** A text without the secrets, also without those of URLs in it. */
    String mask(String text) {
        String masked = URL.matcher(text).replaceAll(found -> Matcher.quoteReplacement(url(found.group())));
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }

    /** A failure without the secrets: its cause is left out if that tells one. */
    PipelineException failure(ErrorCode code, String message, Throwable cause) {
        return new PipelineException(code, mask(message), tells(cause) ? null : cause);
    }

    @Override
    public String toString() {
        return "Masking";
    }

    private boolean tells(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            if (!mask(text).equals(text)) {
                return true;
            }
        }
        return false;
    }
}
