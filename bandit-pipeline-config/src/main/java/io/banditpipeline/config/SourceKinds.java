package io.banditpipeline.config;

import io.banditpipeline.security.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Kinds of values that say where data comes from, and whose it is. */
final class SourceKinds {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern MONEY = Pattern.compile("\\d{1,12}(?:\\.\\d{1,6})?");
    private static final int MICRO_DIGITS = 6;

    private SourceKinds() {}

    /** A credential that is not empty. */
    static Kind<Secret> credential() {
        return Kind.secret(
                Secret.class,
                "a text that is not blank",
                text -> {
                    if (text.isBlank()) {
                        throw new BadValue("is the variable empty?");
                    }
                    return Secret.of(text);
                },
                Secret::toString);
    }

    /** Who somebody is on a platform, often by a mail address, which is not told either. */
    static Kind<String> person() {
        Kind<String> words = Kinds.words(300);
        return Kind.secret(String.class, words.allowed(), words.parser(), value -> "***");
    }

    /** Where credentials are sent to: in the clear only within this machine. */
    static Kind<URI> address() {
        return Kind.open(
                URI.class,
                "an https address without user and query, or an http one of this machine",
                SourceKinds::address,
                URI::toString);
    }

    private static URI address(String text) throws BadValue {
        try {
            URI uri = new URI(text);
            boolean secure = "https".equals(uri.getScheme())
                    || "http".equals(uri.getScheme()) && THIS_MACHINE.contains(String.valueOf(uri.getHost()));
            if (!secure || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
                throw new BadValue();
            }
            return uri;
        } catch (URISyntaxException wrong) {
            throw new BadValue();
        }
    }

    static Kind<Path> file() {
        return Kind.open(
                Path.class,
                "the path of a file",
                text -> {
                    try {
                        if (text.isBlank()) {
                            throw new BadValue();
                        }
                        return Path.of(text);
                    } catch (InvalidPathException wrong) {
                        throw new BadValue();
                    }
                },
                Path::toString);
    }

    static Kind<Instant> instant() {
        return dated(Instant.class, "an instant of UTC such as 2027-06-30T00:00:00Z", Instant::parse);
    }

    static Kind<LocalDate> day() {
        return dated(LocalDate.class, "a day such as 2026-11-23", LocalDate::parse);
    }

    private static <T> Kind<T> dated(Class<T> type, String allowed, Function<String, T> parser) {
        return Kind.open(
                type,
                allowed,
                text -> {
                    try {
                        return parser.apply(text);
                    } catch (DateTimeException wrong) {
                        throw new BadValue();
                    }
                },
                String::valueOf);
    }

    static Kind<Currency> currency() {
        return Kind.open(
                Currency.class,
                "the code of a currency such as EUR",
                text -> {
                    try {
                        return Currency.getInstance(text);
                    } catch (IllegalArgumentException wrong) {
                        throw new BadValue();
                    }
                },
                Currency::getCurrencyCode);
    }

    /** An amount in units of its currency, as micros. */
    static Kind<Long> money() {
        return Kind.open(
                Long.class,
                "an amount above 0 such as 1500 or 1500.50, with at most " + MICRO_DIGITS + " decimals",
                text -> {
                    if (!MONEY.matcher(text).matches()) {
                        throw new BadValue();
                    }
                    long micros =
                            new BigDecimal(text).movePointRight(MICRO_DIGITS).longValueExact();
                    if (micros == 0) {
                        throw new BadValue();
                    }
                    return micros;
                },
                micros -> BigDecimal.valueOf(micros, MICRO_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString());
    }

    static Kind<Pattern> pattern() {
        return Kind.open(
                Pattern.class,
                "a regular expression with named groups such as (?<geo>[A-Z]{2})_.*",
                text -> {
                    try {
                        return Pattern.compile(text);
                    } catch (PatternSyntaxException wrong) {
                        throw new BadValue(wrong.getDescription());
                    }
                },
                Pattern::pattern);
    }
}
