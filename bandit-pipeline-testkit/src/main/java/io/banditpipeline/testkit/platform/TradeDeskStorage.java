package io.banditpipeline.testkit.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Storage of reports on a host of its own: links are signed, and credentials of the API have no business here. */
final class TradeDeskStorage {
    private final InstantSource clock;
    private final TradeDeskReports reports;
    private final Duration life;
    private final List<HttpCall> violations = new CopyOnWriteArrayList<>();
    private final LoopbackServer server;

    TradeDeskStorage(InstantSource clock, TradeDeskReports reports, Duration life) {
        this.clock = clock;
        this.reports = reports;
        this.life = life;
        this.server = LoopbackServer.start(clock, this::answer);
    }

    LoopbackServer server() {
        return server;
    }

    List<HttpCall> violations() {
        return List.copyOf(violations);
    }

    String link(long execution) {
        Instant end = clock.instant().plus(life);
        return server.uri() + "/reports/" + execution + "/report.csv?X-Amz-Expires=" + end.toEpochMilli()
                + "&X-Amz-Signature=" + signature(execution, end.toEpochMilli());
    }

    private HttpReply answer(HttpCall call) {
        if (call.header("TTD-Auth").isPresent() || call.header("Authorization").isPresent()) {
            violations.add(call);
            return xml(400, "InvalidArgument", "Only one auth mechanism allowed");
        }
        String[] path = call.path().split("/", -1);
        if (path.length != 4 || !path[2].matches("[0-9]{1,18}")) {
            return xml(404, "NoSuchKey", "The specified key does not exist.");
        }
        long execution = Long.parseLong(path[2]);
        long end = Long.parseLong(call.parameter("X-Amz-Expires")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .orElse("0"));
        if (!call.parameter("X-Amz-Signature").orElse("").equals(signature(execution, end))) {
            return xml(403, "SignatureDoesNotMatch", "The request signature does not match.");
        }
        if (clock.instant().isAfter(Instant.ofEpochMilli(end))) {
            return xml(403, "AccessDenied", "Request has expired");
        }
        try {
            return reports.download(execution);
        } catch (TradeDeskRefusal e) {
            return xml(404, "NoSuchKey", "The specified key does not exist.");
        }
    }

    private static HttpReply xml(int status, String code, String message) {
        return HttpReply.text(
                status,
                "application/xml",
                "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>");
    }

    private static String signature(long execution, long end) {
        return Long.toHexString(execution * 0x9E3779B97F4A7C15L ^ end);
    }
}
