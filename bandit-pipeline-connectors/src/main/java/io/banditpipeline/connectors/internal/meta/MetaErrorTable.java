package io.banditpipeline.connectors.internal.meta;

import static io.banditpipeline.connectors.internal.failure.FailureClass.ASYNC_OR_SPLIT;
import static io.banditpipeline.connectors.internal.failure.FailureClass.AUTH;
import static io.banditpipeline.connectors.internal.failure.FailureClass.CONFIG;
import static io.banditpipeline.connectors.internal.failure.FailureClass.FATAL;
import static io.banditpipeline.connectors.internal.failure.FailureClass.RESTART_SLICE;
import static io.banditpipeline.connectors.internal.failure.FailureClass.RETRYABLE;
import static io.banditpipeline.connectors.internal.failure.FailureClass.SPLIT;
import static io.banditpipeline.connectors.internal.failure.FailureClass.SPLIT_PAGE;
import static io.banditpipeline.connectors.internal.failure.FailureClass.THROTTLED;
import static io.banditpipeline.connectors.internal.failure.FailureClass.THROTTLED_APP;
import static io.banditpipeline.connectors.internal.failure.FailureClass.THROTTLED_LONG;
import static io.banditpipeline.connectors.internal.meta.MetaErrorRule.of;
import static io.banditpipeline.connectors.internal.meta.MetaErrorRule.range;

import io.banditpipeline.metric.SourceException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** All errors of Meta that are known, the first that matches counts. */
public final class MetaErrorTable {
    /** The bucket of an application fills up again over minutes: shorter waits only make more errors. */
    private static final Duration APP_DELAY = Duration.ofSeconds(60);

    private static final Duration BUDGET_DELAY = Duration.ofHours(1);
    private static final Duration BLOCK_DELAY = Duration.ofHours(1);
    private static final String WAIT = "nothing: the calls wait, then go on";
    private static final String AGAIN = "nothing: it is asked again";
    private static final String LESS = "nothing: less is asked for at once";
    private static final String NEW_TOKEN = "make a new access token of the system user and configure it";
    private static final String GRANT =
            "give the token's user and app the right ads_read (or ads_management) on the ad account";

    public static final List<MetaErrorRule> RULES = Stream.of(
                    throttles(), sizes(), logins(), rights(), requests(), passing())
            .flatMap(List::stream)
            .toList();

    private MetaErrorTable() {}

    private static List<MetaErrorRule> throttles() {
        return List.of(
                of(4, THROTTLED_APP, "too many calls of the app, all accounts together", WAIT)
                        .after(APP_DELAY),
                of(341, THROTTLED_APP, "a limit of the app is reached", WAIT).after(APP_DELAY),
                of(613, 5044001, THROTTLED, "too many calls a second of the account", WAIT)
                        .after(Duration.ofSeconds(1)),
                of(613, 1487632, THROTTLED, "the ad set's budget was changed too often within an hour", WAIT)
                        .after(BUDGET_DELAY),
                of(613, THROTTLED, "too many calls of the ad account", WAIT),
                of(17, THROTTLED, "too many calls of the user or ad account", WAIT),
                of(32, THROTTLED, "too many calls of a page", WAIT),
                range(
                        80000,
                        80014,
                        THROTTLED,
                        "too many calls of a business use case, such as insights (80000)",
                        WAIT));
    }

    private static List<MetaErrorRule> sizes() {
        return List.of(
                of(100, 1487534, SPLIT, "too much data for one question", LESS),
                of(100, 1504018, ASYNC_OR_SPLIT, "the question takes too long to answer at once", LESS),
                of(2, 1504038, ASYNC_OR_SPLIT, "the question takes too long to answer at once", LESS),
                of(-3, 1504045, SPLIT, "a report would be too large", LESS),
                of(100, SPLIT, "too much data for one question", LESS).saying("reduce the amount of data"),
                of(1, SPLIT_PAGE, "too much data on one page", LESS).saying("reduce the amount of data"),
                of(2, SPLIT_PAGE, "too much data on one page", LESS).saying("reduce the amount of data"));
    }

    private static List<MetaErrorRule> logins() {
        return List.of(
                of(190, 458, AUTH, "the user removed the app", NEW_TOKEN),
                of(190, 459, AUTH, "the user must log in to the platform first", NEW_TOKEN),
                of(190, 460, AUTH, "the user's password was changed", NEW_TOKEN),
                of(190, 463, AUTH, "the access token expired", NEW_TOKEN),
                of(190, 464, AUTH, "the user is not confirmed", NEW_TOKEN),
                of(190, 467, AUTH, "the access token is not valid any more", NEW_TOKEN),
                of(190, CONFIG, "the token lacks a right", GRANT)
                        .saying("must be granted")
                        .as(Kind.PERMISSION),
                of(190, AUTH, "the access token is not valid", NEW_TOKEN),
                of(102, AUTH, "the session is not valid any more", NEW_TOKEN),
                of(
                        104,
                        AUTH,
                        "the proof of the app secret is missing or wrong",
                        "configure the secret of the token's app"),
                of(100, AUTH, "the proof of the app secret is wrong", "configure the secret of the token's app")
                        .saying("appsecret_proof"));
    }

    private static List<MetaErrorRule> rights() {
        return List.of(
                of(100, 33, CONFIG, "the object does not exist or may not be read", GRANT)
                        .as(Kind.PERMISSION),
                of(100, 3191001, CONFIG, "a right is missing", GRANT).as(Kind.PERMISSION),
                of(100, CONFIG, "a right is missing", GRANT)
                        .saying("missing permission")
                        .as(Kind.PERMISSION),
                of(3, CONFIG, "the app lacks a capability", "apply for access to the Marketing API for the app")
                        .as(Kind.PERMISSION),
                of(10, CONFIG, "the app lacks a right", GRANT).as(Kind.PERMISSION),
                range(200, 299, CONFIG, "a right is missing", GRANT).as(Kind.PERMISSION),
                of(803, CONFIG, "the object does not exist or may not be read", GRANT)
                        .as(Kind.PERMISSION),
                of(
                                368,
                                THROTTLED_LONG,
                                "blocked for a time for a breach of Meta's policies",
                                "look into the account quality page; the calls wait, then go on")
                        .after(BLOCK_DELAY),
                of(1, 2853001, CONFIG, "the profile is not linked to its page", "link the profile as Meta says"));
    }

    private static List<MetaErrorRule> requests() {
        return List.of(
                of(2, 1504041, FATAL, "invalid breakdowns", "update the connector, or name another API version"),
                of(2, 1504042, FATAL, "invalid metrics", "update the connector, or name another API version"),
                of(12, CONFIG, "the API is gone", "update the connector, or name a newer API version")
                        .as(Kind.GONE),
                of(2635, CONFIG, "the API version is gone", "update the connector, or name a newer API version")
                        .as(Kind.GONE),
                of(
                        2642,
                        RESTART_SLICE,
                        "a page's cursor does not hold any more",
                        "nothing: the slice is asked for again"),
                of(3018, CONFIG, "more than 37 months ago", "ask for younger days"),
                of(2500, FATAL, "the question cannot be read", "update the connector, or name another API version"),
                of(100, FATAL, "a parameter or field is wrong", "update the connector, or name another API version"));
    }

    private static List<MetaErrorRule> passing() {
        return List.of(
                of(2, 1504043, RETRYABLE, "passing trouble", AGAIN),
                of(1, 99, RETRYABLE, "unknown trouble", AGAIN),
                of(-2, 2490547, RETRYABLE, "a report run failed", AGAIN),
                of(1, RETRYABLE, "unknown trouble", AGAIN),
                of(2, RETRYABLE, "a service is not available for the moment", AGAIN),
                of(99, RETRYABLE, "unknown trouble", AGAIN),
                of(960, RETRYABLE, "the request was aborted", AGAIN),
                of(-3, SPLIT, "too much data for one question", LESS),
                range(Integer.MIN_VALUE, -1, RETRYABLE, "trouble within the platform", AGAIN));
    }
}
