package io.banditpipeline.connectors.tradedesk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The characters of a report behind its byte order mark, UTF-8 unless that says otherwise. Not thread-safe. */
final class ReportText {
    /** How much of the start is looked at for the header. */
    static final int PREFIX_CHARS = 1 << 16;

    private static final int BUFFER = 1 << 16;
    private static final int MARK_BYTES = 3;

    private final BufferedReader text;

    private ReportText(BufferedReader text) {
        this.text = text;
    }

    /** @throws IOException if not even the beginning can be read */
    static ReportText of(InputStream body) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(body, MARK_BYTES);
        Charset charset = charset(bytes);
        return new ReportText(new BufferedReader(new InputStreamReader(bytes, charset), BUFFER));
    }

    private static Charset charset(PushbackInputStream bytes) throws IOException {
        byte[] start = bytes.readNBytes(MARK_BYTES);
        if (start.length == MARK_BYTES && at(start, 0) == 0xEF && at(start, 1) == 0xBB && at(start, 2) == 0xBF) {
            return StandardCharsets.UTF_8;
        }
        boolean wide = start.length >= 2;
        boolean littleEndian = wide && at(start, 0) == 0xFF && at(start, 1) == 0xFE;
        boolean bigEndian = wide && at(start, 0) == 0xFE && at(start, 1) == 0xFF;
        int skipped = littleEndian || bigEndian ? 2 : 0;
        bytes.unread(start, skipped, start.length - skipped);
        if (littleEndian) {
            return StandardCharsets.UTF_16LE;
        }
        return bigEndian ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    private static int at(byte[] bytes, int index) {
        return bytes[index] & 0xFF;
    }

    /** The first characters, which are read again later. */
    String prefix() throws IOException {
        text.mark(PREFIX_CHARS);
        char[] start = new char[PREFIX_CHARS];
        int length = 0;
        for (int read; length < PREFIX_CHARS && (read = text.read(start, length, PREFIX_CHARS - length)) >= 0; ) {
            length += read;
        }
        text.reset();
        return new String(start, 0, length);
    }

    /** All of it, the first characters included. To be left open: the body belongs to who asked for it. */
    Reader all() {
        return text;
    }
}
