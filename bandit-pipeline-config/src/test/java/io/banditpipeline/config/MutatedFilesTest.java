package io.banditpipeline.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.error.ConfigurationException;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is done to a file, it is either read or refused in words. */
class MutatedFilesTest {
    private static final String[] PIECES = {
        ":", " ", "\n", "\t", "-", "[", "]", "{", "}", "&a", "*a", "!", "|", ">", "'", "\"", "%", "@", "`", "#", ",",
        "?", "~", "null", "---\n", "...\n", "${", "}", "${X}", "$${", "\\", "\u0000", "\uFEFF", "\uD83D", "\u2028",
        "1e999", "-1", "0x10", "010", "02:00", "sqlite", "://", "@", "jobs:", "  ", "\r"
    };

    @Property(tries = 3_000)
    void a_mutated_file_is_read_or_refused_with_its_problems(@ForAll long seed) {
        String yaml = mutated(seed);
        try {
            assertThat(PipelineSettings.read(yaml, name -> "value")).isNotNull();
        } catch (ConfigurationException refused) {
            assertThat(refused.problems()).isNotEmpty().doesNotContain("");
        }
    }

    private static String mutated(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder(random.nextBoolean() ? Settings.FIRST_DESIGN : Settings.PLATFORMS);
        int changes = random.nextInt(1, 8);
        for (int i = 0; i < changes && text.length() > 0; i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(1, 30));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                case 3 -> text.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
                default -> text.setCharAt(at, (char) random.nextInt(Character.MAX_VALUE + 1));
            }
        }
        return text.toString();
    }
}
