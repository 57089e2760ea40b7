package io.banditpipeline.testkit.secret;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for secrets, or for marks that secrets of tests have in common, in all the forms in which they may be written:
 * plain, encoded for URLs, escaped in JSON, in Base64 wherever they begin in it, and in hexadecimal. What is read is
 * read in blocks, so that files may be of any size. This class is immutable.
 */
public final class SecretScan {
    /**
     * What every credential of this project's own tests holds: it is in no word and no name, so that it can be looked
     * for without knowing the credentials.
     */
    public static final String MARK = "pl4nted";

    /** Shorter ones would be found by chance. */
    private static final int SHORTEST = 5;

    private static final int SHOWN = 60;
    private static final int BLOCK = 1 << 20;

    private final Map<String, String> forms = new LinkedHashMap<>();
    private final int longest;

    private SecretScan(Collection<String> secrets) {
        for (String secret : secrets) {
            if (secret.length() < SHORTEST) {
                throw new IllegalArgumentException("a secret to look for must have at least " + SHORTEST
                        + " characters, but one has " + secret.length());
            }
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            add(secret, "plain", secret);
            add(secret, "URL-encoded", URLEncoder.encode(secret, StandardCharsets.UTF_8));
            add(secret, "JSON", secret.replace("/", "\\/"));
            add(secret, "hex", HexFormat.of().formatHex(bytes));
            add(secret, "HEX", HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT));
            for (int before = 0; before < 3; before++) {
                String base64 = base64(bytes, before);
                add(secret, "Base64", base64);
                add(secret, "Base64 for URLs", base64.replace('+', '-').replace('/', '_'));
            }
        }
        longest = forms.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /**
     * Looks for these.
     *
     * @param secrets secrets or parts of them, each of at least 5 characters; at least one
     * @throws IllegalArgumentException if one is shorter, or there is none
     */
    public static SecretScan of(Collection<String> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("secrets must not be empty: nothing would be looked for");
        }
        return new SecretScan(secrets);
    }

    /** What does not depend on what stands before and after, if there are so many bytes before. */
    private static String base64(byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int from = (8 * before + 5) / 6;
        int to = 8 * shifted.length / 6;
        return text.substring(from, to);
    }

    private void add(String secret, String form, String text) {
        forms.putIfAbsent(text, secret + " (" + form + ")");
    }

    /**
     * What of them is in a text, each form once, with the beginning of the line that it is in.
     *
     * @param where what the text is, for the answer
     */
    public List<String> in(String where, String text) {
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

    /**
     * What of them is in a file or in the files below a directory, byte by byte.
     *
     * @throws IOException if a file cannot be read, or does not exist
     */
    public List<String> inFilesOf(Path place) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(place)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        Set<String> found = new LinkedHashSet<>();
        for (Path file : files) {
            read(file, found);
        }
        return List.copyOf(found);
    }

    private void read(Path file, Set<String> found) throws IOException {
        String name = String.valueOf(file.getFileName());
        String kept = "";
        try (InputStream in = Files.newInputStream(file)) {
            for (byte[] block = in.readNBytes(BLOCK); block.length > 0; block = in.readNBytes(BLOCK)) {
                String text = kept + new String(block, StandardCharsets.ISO_8859_1);
                found.addAll(in(name, text));
                kept = text.substring(Math.max(0, text.length() - longest + 1));
            }
        }
    }
}
