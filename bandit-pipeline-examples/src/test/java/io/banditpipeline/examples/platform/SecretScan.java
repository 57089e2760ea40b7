package io.banditpipeline.examples.platform;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Looks for secrets, in all the forms in which they may be written, in texts and files. */
final class SecretScan {
    /** Shorter ones would be found by chance. */
    private static final int SHORTEST = 8;

    private static final int SHOWN = 60;

    private final Map<String, String> forms = new LinkedHashMap<>();

    SecretScan(Collection<String> secrets) {
        for (String secret : secrets) {
            if (secret.length() < SHORTEST) {
                throw new IllegalArgumentException("a secret to look for must have at least " + SHORTEST
                        + " characters, but one has " + secret.length());
            }
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
            add(secret, "plain", secret);
            add(secret, "URL-encoded", URLEncoder.encode(secret, StandardCharsets.UTF_8));
            add(secret, "JSON", secret.replace("/", "\\/"));
            add(secret, "Base64", base64);
            add(secret, "Base64 for URLs", base64.replace('+', '-').replace('/', '_'));
            add(secret, "hex", HexFormat.of().formatHex(bytes));
            add(secret, "HEX", HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT));
        }
    }

    private void add(String secret, String form, String text) {
        forms.putIfAbsent(text, secret + " (" + form + ")");
    }

    /** What of them is in a text, with the beginning of the line that it is in. */
    List<String> in(String where, String text) {
        List<String> found = new ArrayList<>();
        forms.forEach((form, name) -> {
            int at = text.indexOf(form);
            if (at >= 0) {
                String before = text.substring(Math.max(0, at - SHOWN), at).replaceAll("[^ -~]", ".");
                found.add(where + ": " + name + " after \"" + before + "\"");
            }
        });
        return found;
    }

    /** What of them is in the files of a directory, byte by byte. */
    List<String> inFilesOf(Path directory) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                found.addAll(in(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)));
            }
        }
        return found;
    }
}
