package io.banditpipeline.connectors.internal.http;

import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** What failures of connections are: all may pass. */
final class ConnectionFailures {
    private ConnectionFailures() {}

    /** What it means that there was no answer, or that it broke off. */
    static Failure of(IOException cause) {
        return Failure.of(FailureClass.RETRYABLE, code(cause), text(code(cause)));
    }

    /** Whether the platform cannot have seen the request, so that asking again asks for the first time. */
    static boolean beforeTheRequest(IOException cause) {
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || has(cause, UnresolvedAddressException.class)
                || has(cause, SSLHandshakeException.class);
    }

    /** What it means that an answer broke off after a part of it was read. */
    static Failure halfWay(IOException cause, boolean ofConnection) {
        String code = ofConnection || cause instanceof EOFException || cause instanceof ZipException
                ? code(cause)
                : "malformed";
        String text = "malformed".equals(code)
                ? "the answer cannot be read (" + cause.getClass().getSimpleName() + ") after a part of it was"
                : text(code) + ", after a part of the answer was read";
        return Failure.of(FailureClass.RESTART_SLICE, code, text);
    }

    private static String code(IOException cause) {
        if (cause instanceof HttpConnectTimeoutException) {
            return "timeout";
        }
        if (cause instanceof HttpTimeoutException || cause instanceof BodyStream.StallException) {
            return "stall";
        }
        if (has(cause, UnresolvedAddressException.class) || has(cause, UnknownHostException.class)) {
            return "dns";
        }
        if (has(cause, SSLException.class)) {
            return "tls";
        }
        return cause instanceof ConnectException ? "connect" : "broken";
    }

    private static boolean has(Throwable cause, Class<? extends Throwable> type) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    private static String text(String code) {
        return switch (code) {
            case "timeout" -> "no connection came about in time: is the address reachable from here?";
            case "stall" -> "the connection was silent for too long";
            case "dns" -> "the name of the host is not known: is the address right, and is there a network?";
            case "tls" -> "no secure connection came about: is a proxy in between, or a certificate missing?";
            case "connect" -> "the connection was refused: is the address right, and reachable from here?";
            default -> "the connection broke";
        };
    }
}
