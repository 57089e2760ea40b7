package io.banditpipeline.connectors.internal.http;

import io.banditpipeline.connectors.internal.failure.Failure;

/** What a person is told of a failed call. */
final class FailureText {
    private FailureText() {}

    /** @param status the HTTP status, or 0 if there was no answer */
    static String of(String platform, int status, Failure failure, ApiRequest request) {
        String did = status == 0
                ? name(platform) + " did not answer (" + failure.code() + ") to "
                : name(platform) + " answered " + status + " (" + failure.code() + ") to ";
        String account = request.accountId().isEmpty() ? "" : " for account " + request.accountId();
        return did + request.endpoint() + account + ": " + failure.text();
    }

    private static String name(String platform) {
        return switch (platform) {
            case "google_ads" -> "Google Ads";
            case "meta" -> "Meta";
            case "trade_desk" -> "The Trade Desk";
            default -> platform;
        };
    }
}
