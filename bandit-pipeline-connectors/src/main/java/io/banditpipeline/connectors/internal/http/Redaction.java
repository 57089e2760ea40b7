package io.banditpipeline.connectors.internal.http;

import io.banditpipeline.internal.text.Printable;
import io.banditpipeline.security.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a platform's text what must not be seen: credentials that are known, what looks like one, and e-mail
 * addresses (R11). Thread-safe.
 */
final class Redaction {
    private static final String HIDDEN = "***";
    private static final int MAX_TEXT = 400;
    private static final int MAX_READ = 4 * MAX_TEXT;

    /** What names a credential, and the credential behind it, in a query, a form, a header or JSON. */
    private static final Pattern NAMED = Pattern.compile(
            "((?:access|refresh|id|fb_exchange|client|developer|ttd|api|app"
                    + "|auth|bearer)[ _-]?(?:token|secret|key|auth|assertion)|appsecret_proof|client_assertion|assertion"
                    + "|password|secret|authorization|signature|x-amz-credential|awsaccesskeyid|private[ _-]?key"
                    + "|(?:security|session)[ _-]?token)([\"'\\\\]*\\s*(?:[=:]|%3[aAdD])\\s*[\"'\\\\]*)"
                    + "((?:bearer|basic)\\s+)?([^\\s\"'&,;)}\\]\\\\]+)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SCHEME =
            Pattern.compile("\\b(bearer|basic)(\\s+|%20|\\+)[^\\s\"',;)}\\]]{6,}", Pattern.CASE_INSENSITIVE);
    /** A key as a file holds it, with line ends as they are or as JSON writes them; it may be cut off. */
    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,40}-----|$)", Pattern.DOTALL);

    private static final Pattern COLON = Pattern.compile("\\s*:\\s+");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]{1,20}[.!]?");
    private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]{5,}(?:\\.[A-Za-z0-9_-]*){0,4}");
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s\"'<>()\\[\\]{},;:=&]+(?:@|%40)[^\\s\"'<>()\\[\\]{},;:=&]+");
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9_+=~-]{24,}");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final int LONG_RUN = 32;
    private static final int LONGER_THAN_WORDS = 40;
    private static final int SHORTEST_SECRET = 4;

    private final List<String> known;

    private Redaction(Collection<String> known) {
        Set<String> forms = new HashSet<>();
        for (String secret : known) {
            forms.add(secret);
            forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
            forms.add(secret.replace("/", "\\/"));
        }
        this.known = forms.stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Knows these credentials. */
    static Redaction of(Collection<Secret> secrets) {
        return new Redaction(secrets.stream().map(Secret::reveal).toList());
    }

    /** Knows more: values of headers, with or without a scheme before them. */
    Redaction and(Collection<Secret> headers) {
        Set<String> all = new HashSet<>(known);
        for (Secret header : headers) {
            String value = header.reveal().strip();
            all.add(value);
            all.add(value.substring(value.lastIndexOf(' ') + 1));
        }
        return new Redaction(all);
    }

    /** The text on one line without what must not be seen, and not longer than is fit for a message. */
    String clean(String text) {
        String out = beginning(text);
        for (String secret : known) {
            out = out.replace(secret, HIDDEN);
        }
        out = PEM.matcher(out).replaceAll(HIDDEN);
        out = JWT.matcher(out).replaceAll(HIDDEN);
        out = NAMED.matcher(out).replaceAll(Redaction::named);
        out = SCHEME.matcher(out).replaceAll("$1 " + HIDDEN);
        out = EMAIL.matcher(out).replaceAll(HIDDEN);
        out = RUN.matcher(out).replaceAll(run -> Matcher.quoteReplacement(opaque(run.group()) ? HIDDEN : run.group()));
        return Printable.line(out, MAX_TEXT);
    }

    /** Hides the value behind a name, but for a word that goes on after "access token: ". */
    private static String named(MatchResult match) {
        boolean sentence = COLON.matcher(match.group(2)).matches()
                && match.group(3) == null
                && WORD.matcher(match.group(4)).matches();
        return Matcher.quoteReplacement(sentence ? match.group() : match.group(1) + match.group(2) + HIDDEN);
    }

    /** As much as can matter, so that a long text costs little. The last word may be a part of a secret: it goes. */
    private static String beginning(String text) {
        if (text.length() <= MAX_READ) {
            return text;
        }
        int end = MAX_READ;
        while (end > 0 && !Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + HIDDEN;
    }

    /** Whether it is no word that a person would write: many kinds of characters, or long without any gap. */
    private static boolean opaque(String run) {
        if (UUID.matcher(run).matches()) {
            return false;
        }
        long digits = run.chars().filter(c -> c >= '0' && c <= '9').count();
        long upper = run.chars().filter(c -> c >= 'A' && c <= 'Z').count();
        long lower = run.chars().filter(c -> c >= 'a' && c <= 'z').count();
        boolean mixed = digits >= 2 && upper >= 2 && lower >= 2;
        boolean withoutGap = digits + upper + lower == run.length();
        boolean hex = run.length() >= LONG_RUN && withoutGap && digits >= 4 && upper + lower > 0;
        return mixed || hex || withoutGap && run.length() >= LONGER_THAN_WORDS;
    }
}
