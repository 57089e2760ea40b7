package io.banditpipeline.connectors.internal.yaml;

import io.banditpipeline.error.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the text of a small file: UTF-8, with or without a byte order mark. */
public final class YamlText {
    /** The longest file that is read, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    private YamlText() {}

    /**
     * Reads a file.
     *
     * @param file the file
     * @param what what it is, for messages
     * @throws ConfigurationException if it is missing, no file, not readable, too long or not UTF-8
     */
    public static String read(Path file, String what) {
        return decode(bytes(file, what), what);
    }

    private static byte[] bytes(Path file, String what) {
        if (Files.notExists(file)) {
            throw unusable(what, "there is no file " + file.toAbsolutePath() + ": name one that exists");
        }
        if (Files.isDirectory(file)) {
            throw unusable(what, file.toAbsolutePath() + " is a directory: name a file in it");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw unusable(what, "the file is longer than " + MAX_BYTES + " bytes: is it the right one?");
            }
            return bytes;
        } catch (IOException unreadable) {
            throw unusable(what, "the file cannot be read: " + unreadable);
        }
    }

    private static String decode(byte[] bytes, String what) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(in)
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException malformed) {
            int line = 1;
            for (int at = 0; at < in.position(); at++) {
                line += bytes[at] == '\n' ? 1 : 0;
            }
            throw unusable(
                    what,
                    "line " + line + ": byte " + (in.position() + 1)
                            + " of the file is not UTF-8: save the file in that encoding");
        }
    }

    private static ConfigurationException unusable(String what, String problem) {
        return new ConfigurationException(what, List.of(problem));
    }
}
