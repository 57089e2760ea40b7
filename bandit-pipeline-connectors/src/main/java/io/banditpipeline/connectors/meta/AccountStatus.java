package io.banditpipeline.connectors.meta;

import java.util.Map;

/** What the numbers of Meta's account status mean. */
final class AccountStatus {
    private static final Map<Integer, String> TEXTS = Map.of(
            1, "active",
            2, "disabled",
            3, "unsettled, a bill is not paid",
            7, "under risk review",
            8, "its settlement is pending",
            9, "in its grace period",
            100, "about to be closed",
            101, "closed",
            201, "some of its kind are active",
            202, "all of its kind are closed");

    private AccountStatus() {}

    static String text(int status) {
        return TEXTS.getOrDefault(status, "unknown") + " (status " + status + ")";
    }
}
