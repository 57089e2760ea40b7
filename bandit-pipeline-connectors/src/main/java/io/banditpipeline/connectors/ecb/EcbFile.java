package io.banditpipeline.connectors.ecb;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** A file of the bank, of whatever kind it is. */
final class EcbFile {
    /** The whole history as XML has some 9 million bytes; this is what is read at most, unpacked (R15). */
    static final long MAX_BYTES = 64L << 20;

    private static final int BYTE_ORDER_MARK = 0xEF;
    private static final int LOOK_AHEAD = 64;

    private EcbFile() {}

    static EcbRates read(Path file) {
        String name = String.valueOf(file.getFileName());
        try (InputStream in = Files.newInputStream(file)) {
            return parse(in, name);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    static EcbRates read(InputStream in, String name) {
        try {
            return parse(in, name);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static PipelineException unreadable(String name, IOException e) {
        return new PipelineException(
                ErrorCode.INVALID_INPUT, name + " cannot be read: " + e + ". Exchange rates were expected there.", e);
    }

    private static EcbRates parse(InputStream in, String name) throws IOException {
        Publications publications = new Publications(name);
        InputStream buffered = new BufferedInputStream(in);
        if (first(buffered) == 'P') {
            ZipInputStream zip = new ZipInputStream(buffered);
            @Nullable ZipEntry entry = zip.getNextEntry();
            if (entry == null) {
                throw publications.broken("it is an empty zip, or none", 0);
            }
            buffered = new BufferedInputStream(zip);
        }
        text(new BufferedInputStream(new CappedInput(buffered, MAX_BYTES, publications)), publications);
        return publications.end();
    }

    private static void text(InputStream in, Publications publications) throws IOException {
        switch (first(in)) {
            case '<' -> EcbXml.read(in, publications);
            case 'D' -> EcbCsv.read(in, publications);
            case -1 -> throw publications.broken("it is empty", 0);
            default -> throw publications.broken("it is neither XML nor CSV that begins with 'Date'", 0);
        }
    }

    /** The first byte, or -1 if there is none; a byte order mark and white space are skipped. */
    private static int first(InputStream in) throws IOException {
        for (int skipped = 0; skipped < LOOK_AHEAD; skipped++) {
            in.mark(1);
            int first = in.read();
            if (first == BYTE_ORDER_MARK) {
                in.skipNBytes(2);
            } else if (first < 0 || !Character.isWhitespace(first)) {
                in.reset();
                return first;
            }
        }
        return ' ';
    }
}
