package io.banditpipeline.core.internal.quality;

import io.banditpipeline.quality.Scope;
import io.banditpipeline.quality.Waiver;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** Tells whether rows that were held would be judged as they were. */
final class RuleFingerprint {
    private RuleFingerprint() {}

    /** The SHA-256 of all that the rules of rows and slices say, whatever their order, as 64 hex digits. */
    static String of(List<EffectiveRule<?>> rules) {
        MessageDigest sha256 = sha256();
        rules.stream()
                .filter(rule -> rule.validator().scope() == Scope.ROW
                        || rule.validator().scope() == Scope.BATCH)
                .sorted(Comparator.comparing(EffectiveRule::id))
                .map(RuleFingerprint::words)
                .flatMap(List::stream)
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .forEach(bytes -> {
                    sha256.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8)); // no two lists look alike
                    sha256.update(bytes);
                });
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static List<String> words(EffectiveRule<?> rule) {
        Waiver waiver = rule.waiver();
        return List.of(
                rule.id(),
                String.valueOf(rule.forced()),
                rule.validator().severity().name(),
                new TreeMap<>(rule.validator().parameters()).toString(),
                waiver == null ? "counts" : "waived: " + waiver.reason());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
