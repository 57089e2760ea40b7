package io.banditpipeline.connectors.csv;

import io.banditpipeline.metric.SourceException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A file of text, packed or not, in the encoding that its first bytes tell. Immutable and thread-safe. */
final class TextFile {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    /** Opens the bytes of a file. */
    interface Opener {
        InputStream open(Path file) throws IOException;
    }

    private final Path path;
    private final Charset fallback;
    private final Opener opener;

    /**
     * @param path the file
     * @param fallback the encoding if the file does not begin with a byte order mark
     * @param opener opens it
     */
    TextFile(Path path, Charset fallback, Opener opener) {
        this.path = path;
        this.fallback = fallback;
        this.opener = opener;
    }

    /** The name without its folder. */
    String name() {
        return String.valueOf(path.getFileName());
    }

    Path path() {
        return path;
    }

    boolean isGzip() {
        try (InputStream in = opener.open(path)) {
            return in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /** What tells that the file is another one than before: its size and the time of its last change. */
    String fingerprint() {
        try {
            return Files.size(path) + "/" + Files.getLastModifiedTime(path).toMillis();
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /** A reader at the first character after any byte order mark. Bytes that are no text are read as U+FFFD. */
    BufferedReader open() throws IOException {
        InputStream raw = opener.open(path);
        try {
            InputStream bytes = unpacked(new BufferedInputStream(raw, BUFFER_BYTES));
            Reader decoded = new InputStreamReader(bytes, charset(bytes));
            return new BufferedReader(decoded, BUFFER_BYTES);
        } catch (IOException broken) {
            raw.close();
            throw broken;
        }
    }

    private static InputStream unpacked(InputStream in) throws IOException {
        byte[] start = peek(in, 2);
        boolean gzip = start.length == 2 && (start[0] & 0xff) == GZIP_FIRST && (start[1] & 0xff) == GZIP_SECOND;
        return gzip ? new BufferedInputStream(new GZIPInputStream(in, BUFFER_BYTES), BUFFER_BYTES) : in;
    }

    private Charset charset(InputStream in) throws IOException {
        byte[] start = peek(in, 3);
        if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
            in.skipNBytes(3);
            return StandardCharsets.UTF_8;
        }
        if (startsWith(start, 0xFF, 0xFE)) {
            in.skipNBytes(2);
            return StandardCharsets.UTF_16LE;
        }
        if (startsWith(start, 0xFE, 0xFF)) {
            in.skipNBytes(2);
            return StandardCharsets.UTF_16BE;
        }
        return fallback;
    }

    private static byte[] peek(InputStream in, int count) throws IOException {
        in.mark(count);
        byte[] start = in.readNBytes(count);
        in.reset();
        return start;
    }

    private static boolean startsWith(byte[] bytes, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /** The failure to read it, told for a person. */
    SourceException unreadable(IOException cause) {
        return problem(reason(cause), cause);
    }

    /** A fault of the file as a whole. */
    SourceException problem(String text, Throwable cause) {
        return new SourceException(SourceException.Kind.CONFIGURATION, path + ": " + text, cause);
    }

    /** A fault of the file as a whole. */
    SourceException problem(String text) {
        return new SourceException(SourceException.Kind.CONFIGURATION, path + ": " + text, null);
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "there is no such file; check the path";
        }
        if (cause instanceof AccessDeniedException) {
            return "the file may not be read; check its permissions";
        }
        if (cause instanceof EOFException) {
            return "the gzip data is cut off; copy the file again";
        }
        if (cause instanceof ZipException) {
            return "the gzip data is damaged (" + cause.getMessage() + "); copy the file again";
        }
        return "the file cannot be read (" + cause + ")";
    }
}
