package io.banditpipeline.testkit.platform;

/** How {@link MetaSimulator} says that a question is too large to be answered at once. */
public enum MetaOverload {
    /** Code 100, subcode 1487534: too much data. */
    TOO_MUCH_DATA(100, 1487534, "Please reduce the amount of data you're asking for"),
    /** Code 100, subcode 1504018: it took too long. */
    TIMED_OUT(100, 1504018, "Your request timed out. Please try a smaller date range or use async jobs"),
    /** Code 2, subcode 1504038: it took too long, said as if the service were away. */
    TIMED_OUT_AS_SERVICE(2, 1504038, "Request Timed Out");

    private final int code;
    private final int subcode;
    private final String message;

    MetaOverload(int code, int subcode, String message) {
        this.code = code;
        this.subcode = subcode;
        this.message = message;
    }

    MetaError error() {
        return new MetaError(400, code, subcode, false, message);
    }
}
