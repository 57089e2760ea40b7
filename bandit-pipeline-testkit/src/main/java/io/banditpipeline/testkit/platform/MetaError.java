package io.banditpipeline.testkit.platform;

import java.util.LinkedHashMap;
import java.util.Map;

/** An answer of the Graph API that says no. */
final class MetaError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final int code;
    private final int subcode;
    private final boolean isTransient;
    private final boolean isViolation;

    /** An error that is not the caller's mistake; a {@code subcode} of 0 is left out. */
    MetaError(int status, int code, int subcode, boolean isTransient, String message) {
        this(status, code, subcode, isTransient, false, message);
    }

    private MetaError(int status, int code, int subcode, boolean isTransient, boolean isViolation, String message) {
        super(message);
        this.isViolation = isViolation;
        this.status = status;
        this.code = code;
        this.subcode = subcode;
        this.isTransient = isTransient;
    }

    /** A parameter that is wrong. */
    static MetaError parameter(String message) {
        return violation(100, "(#100) " + message);
    }

    /** A mistake of the caller. */
    static MetaError violation(int code, String message) {
        return new MetaError(400, code, 0, false, true, message);
    }

    /** Whether the caller made a mistake that no caller should make. */
    boolean isViolation() {
        return isViolation;
    }

    int code() {
        return code;
    }

    int subcode() {
        return subcode;
    }

    HttpReply reply(String traceId) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", String.valueOf(getMessage()));
        error.put("type", code == 100 ? "GraphMethodException" : "OAuthException");
        error.put("code", code);
        if (subcode != 0) {
            error.put("error_subcode", subcode);
        }
        error.put("is_transient", isTransient);
        error.put("fbtrace_id", traceId);
        return HttpReply.json(status, JsonText.write(Map.of("error", error)));
    }
}
