package io.banditpipeline.connectors.internal.google;

import static io.banditpipeline.connectors.internal.failure.FailureClass.AUTH;
import static io.banditpipeline.connectors.internal.failure.FailureClass.AUTH_REFRESH_ONCE;
import static io.banditpipeline.connectors.internal.failure.FailureClass.CONFIG;
import static io.banditpipeline.connectors.internal.failure.FailureClass.FATAL;
import static io.banditpipeline.connectors.internal.failure.FailureClass.RESTART_SLICE;
import static io.banditpipeline.connectors.internal.failure.FailureClass.RETRYABLE;
import static io.banditpipeline.connectors.internal.failure.FailureClass.RETRYABLE_FEW;
import static io.banditpipeline.connectors.internal.failure.FailureClass.SKIP_ACCOUNT;
import static io.banditpipeline.connectors.internal.failure.FailureClass.SPLIT;
import static io.banditpipeline.connectors.internal.failure.FailureClass.THROTTLED;
import static io.banditpipeline.connectors.internal.failure.FailureClass.THROTTLED_LONG;
import static io.banditpipeline.connectors.internal.google.ErrorRule.rule;

import io.banditpipeline.metric.SourceException.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What Google's codes mean. A code that is not here is judged by the status of the call, and by the HTTP status last.
 */
public final class ErrorTable {
    private static final String LOG_IN = "authorise again and give the source the new credentials";
    private static final String OUR_QUERY =
            "the request is wrong for this version of the API: use a version that the connector knows";
    private static final String LOGIN_CUSTOMER =
            "set loginCustomerId to the manager account through which the credentials reach this account, and check"
                    + " that they may read it";
    private static final String PROJECT = "check the Google Cloud project of the credentials and its access level";
    private static final String SKIPPED = "take the account out of accounts(...), or enable it";
    private static final String LESS = "it is asked for in smaller pieces";
    private static final String AGAIN = "it is tried again";
    private static final String WAIT = "it waits";
    private static final String VERSION = "set apiVersion to a version that is alive";

    private static final List<ErrorRule> RULES = List.of(
            rule("quotaError.RESOURCE_EXHAUSTED", THROTTLED, WAIT + "; more than an hour if a day's quota is used up"),
            rule("quotaError.RESOURCE_TEMPORARILY_EXHAUSTED", THROTTLED, WAIT),
            rule("quotaError.EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION", SPLIT, LESS + ", and slower"),
            rule("quotaError.EXCESSIVE_LONG_TERM_QUERY_RESOURCE_CONSUMPTION", SPLIT, LESS + ", and slower"),
            rule("quotaError.PAYMENTS_PROFILE_ACTIVATION_RATE_LIMIT_EXCEEDED", THROTTLED_LONG, WAIT),
            rule("quotaError.ACCESS_PROHIBITED", CONFIG, Kind.PERMISSION, PROJECT),
            rule("quotaError.*", THROTTLED, WAIT),
            rule("internalError.DEADLINE_EXCEEDED", SPLIT, LESS),
            rule("internalError.ERROR_CODE_NOT_PUBLISHED", RETRYABLE_FEW, AGAIN),
            rule("internalError.*", RETRYABLE, AGAIN),
            rule("authenticationError.OAUTH_TOKEN_EXPIRED", AUTH_REFRESH_ONCE, "a new access token is fetched, once"),
            rule("authenticationError.OAUTH_TOKEN_INVALID", AUTH_REFRESH_ONCE, "a new access token is fetched, once"),
            rule("authenticationError.AUTHENTICATION_ERROR", AUTH_REFRESH_ONCE, "a new access token is fetched, once"),
            rule("authenticationError.CLIENT_CUSTOMER_ID_INVALID", CONFIG, "check the account's id"),
            rule("authenticationError.CUSTOMER_NOT_FOUND", CONFIG, "check the account's id"),
            rule("authenticationError.DEVELOPER_TOKEN_INVALID", CONFIG, "leave developerToken out"),
            rule("authenticationError.ORGANIZATION_NOT_RECOGNIZED", CONFIG, PROJECT),
            rule("authenticationError.ORGANIZATION_NOT_APPROVED", CONFIG, PROJECT),
            rule("authenticationError.ORGANIZATION_NOT_ASSOCIATED_WITH_DEVELOPER_TOKEN", CONFIG, PROJECT),
            rule(
                    "authenticationError.TWO_STEP_VERIFICATION_NOT_ENROLLED",
                    AUTH,
                    "turn 2-step verification on for the user, then " + LOG_IN),
            rule(
                    "authenticationError.ADVANCED_PROTECTION_NOT_ENROLLED",
                    AUTH,
                    "turn advanced protection on for the user, then " + LOG_IN),
            rule(
                    "authenticationError.NOT_ADS_USER",
                    AUTH,
                    "give the user of the credentials access to a Google Ads account"),
            rule("authenticationError.*", AUTH, LOG_IN),
            rule("authorizationError.CUSTOMER_NOT_ENABLED", SKIP_ACCOUNT, SKIPPED),
            rule("authorizationError.ACTION_NOT_PERMITTED_FOR_SUSPENDED_ACCOUNT", SKIP_ACCOUNT, SKIPPED),
            rule("authorizationError.INCOMPLETE_SIGNUP", SKIP_ACCOUNT, "finish the account's sign-up"),
            rule(
                    "authorizationError.ACCESS_DENIED_FOR_ACCOUNT_TYPE",
                    SKIP_ACCOUNT,
                    "it is no account of Google Ads: take it out of accounts(...)"),
            rule("authorizationError.USER_PERMISSION_DENIED", CONFIG, Kind.PERMISSION, LOGIN_CUSTOMER),
            rule(
                    "authorizationError.INVALID_LOGIN_CUSTOMER_ID_SERVING_CUSTOMER_ID_COMBINATION",
                    CONFIG,
                    Kind.PERMISSION,
                    LOGIN_CUSTOMER),
            rule("authorizationError.CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION", CONFIG, PROJECT),
            rule("authorizationError.CLOUD_PROJECT_NOT_UNDER_ORGANIZATION", CONFIG, PROJECT),
            rule("authorizationError.PROJECT_DISABLED", CONFIG, PROJECT),
            rule("authorizationError.MISSING_TOS", CONFIG, "accept the terms of service of the Google Ads API"),
            rule("authorizationError.SERVICE_ACCESS_DENIED", CONFIG, PROJECT),
            rule("authorizationError.DEVELOPER_TOKEN_NOT_APPROVED", CONFIG, "leave developerToken out"),
            rule("authorizationError.DEVELOPER_TOKEN_NOT_ON_ALLOWLIST", CONFIG, "leave developerToken out"),
            rule("authorizationError.DEVELOPER_TOKEN_PROHIBITED", CONFIG, "leave developerToken out"),
            rule("authorizationError.*", CONFIG, Kind.PERMISSION, LOGIN_CUSTOMER),
            rule("headerError.*", CONFIG, "check loginCustomerId: the digits of a manager account"),
            rule("requestError.UNSUPPORTED_VERSION", CONFIG, Kind.GONE, VERSION),
            rule("requestError.EXPIRED_PAGE_TOKEN", RESTART_SLICE, "the slice is asked for from its start"),
            rule("requestError.INVALID_PAGE_TOKEN", RESTART_SLICE, "the slice is asked for from its start"),
            rule("requestError.RPC_DEADLINE_TOO_SHORT", RETRYABLE_FEW, AGAIN),
            rule("requestError.TOO_MANY_MUTATE_OPERATIONS", SPLIT, LESS),
            rule("requestError.TOO_MANY_ACTION_OPERATIONS", SPLIT, LESS),
            rule("requestError.CANNOT_BE_EXECUTED_BY_MANAGER_ACCOUNT", SKIP_ACCOUNT, "name the accounts below it"),
            rule("requestError.INVALID_CUSTOMER_ID", CONFIG, "check the account's id"),
            rule("requestError.LOGIN_CUSTOMER_ID_PARAMETER_MISSING", CONFIG, "set loginCustomerId"),
            rule("requestError.DEVELOPER_TOKEN_PARAMETER_MISSING", CONFIG, "set developerToken"),
            rule("requestError.CLOUD_PROJECT_NOT_FOUND", CONFIG, PROJECT),
            rule("requestError.*", FATAL, OUR_QUERY),
            rule("queryError.DATE_RANGE_TOO_WIDE", SPLIT, LESS),
            rule("queryError.FILTER_HAS_TOO_MANY_VALUES", SPLIT, LESS),
            rule("queryError.REQUESTED_METRICS_FOR_MANAGER", SKIP_ACCOUNT, "name the accounts below it"),
            rule("queryError.*", FATAL, OUR_QUERY),
            rule("sizeLimitError.*", SPLIT, LESS),
            rule("resourceCountLimitExceededError.RESPONSE_ROW_LIMIT_EXCEEDED", SPLIT, LESS),
            rule("resourceCountLimitExceededError.*", CONFIG, "the account has reached a limit of Google's"),
            rule("databaseError.CONCURRENT_MODIFICATION", RETRYABLE, AGAIN),
            rule("databaseError.REQUEST_TOO_LARGE", SPLIT, LESS),
            rule("databaseError.*", FATAL, OUR_QUERY),
            rule("customerError.ACCOUNT_NOT_SET_UP", SKIP_ACCOUNT, "finish the account's set-up"),
            rule("customerError.*", FATAL, OUR_QUERY),
            rule("dateError.*", FATAL, OUR_QUERY),
            rule("dateRangeError.*", FATAL, OUR_QUERY),
            rule(
                    "notAllowlistedError.*",
                    CONFIG,
                    Kind.PERMISSION,
                    "the account is not admitted to this feature: ask Google to admit it"),
            rule("operationAccessDeniedError.*", CONFIG, Kind.PERMISSION, LOGIN_CUSTOMER),
            rule("resourceAccessDeniedError.*", CONFIG, Kind.PERMISSION, LOGIN_CUSTOMER),
            rule("campaignBudgetError.*", FATAL, "the amount or the budget cannot be set so: see the message"),
            rule("mutateError.*", FATAL, "the change cannot be made so: see the message"),
            rule("oauth.invalid_client", AUTH, "check the id and the secret of the OAuth client"),
            rule("oauth.invalid_scope", CONFIG, "authorise for https://www.googleapis.com/auth/adwords"),
            rule("oauth.invalid_request", CONFIG, "check the credentials"),
            rule("oauth.unsupported_grant_type", CONFIG, "check tokenUri"),
            rule("oauth.temporarily_unavailable", RETRYABLE, AGAIN),
            rule("oauth.server_error", RETRYABLE, AGAIN),
            rule("oauth.internal_failure", RETRYABLE, AGAIN),
            rule("oauth.rate_limit_exceeded", THROTTLED, WAIT),
            rule("oauth.slow_down", THROTTLED, WAIT),
            rule("oauth.*", AUTH, LOG_IN),
            rule("errorInfo.SERVICE_DISABLED", CONFIG, "turn the Google Ads API on in the Google Cloud project"),
            rule("errorInfo.CONSUMER_INVALID", CONFIG, PROJECT),
            rule("errorInfo.CONSUMER_SUSPENDED", CONFIG, PROJECT),
            rule("errorInfo.BILLING_DISABLED", CONFIG, PROJECT),
            rule("errorInfo.USER_PROJECT_DENIED", CONFIG, PROJECT),
            rule(
                    "errorInfo.ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                    CONFIG,
                    "authorise for https://www.googleapis.com/auth/adwords"),
            rule("errorInfo.ACCESS_TOKEN_EXPIRED", AUTH_REFRESH_ONCE, "a new access token is fetched, once"),
            rule("errorInfo.ACCOUNT_STATE_INVALID", AUTH, LOG_IN),
            rule("errorInfo.RATE_LIMIT_EXCEEDED", THROTTLED, WAIT),
            rule("status.UNAUTHENTICATED", AUTH_REFRESH_ONCE, "a new access token is fetched, once"),
            rule("status.PERMISSION_DENIED", CONFIG, Kind.PERMISSION, LOGIN_CUSTOMER),
            rule("status.RESOURCE_EXHAUSTED", THROTTLED, WAIT),
            rule("status.DEADLINE_EXCEEDED", SPLIT, LESS),
            rule("status.UNAVAILABLE", RETRYABLE, AGAIN),
            rule("status.INTERNAL", RETRYABLE, AGAIN),
            rule("status.UNKNOWN", RETRYABLE, AGAIN),
            rule("status.ABORTED", RETRYABLE, AGAIN),
            rule("status.CANCELLED", RETRYABLE, AGAIN),
            rule("status.DATA_LOSS", RETRYABLE_FEW, AGAIN),
            rule("status.NOT_FOUND", CONFIG, Kind.GONE, VERSION + ", and check baseUri"),
            rule("status.UNIMPLEMENTED", CONFIG, Kind.GONE, VERSION + ", and check baseUri"),
            rule("status.INVALID_ARGUMENT", FATAL, OUR_QUERY),
            rule("status.FAILED_PRECONDITION", FATAL, OUR_QUERY),
            rule("status.OUT_OF_RANGE", FATAL, OUR_QUERY),
            rule("status.ALREADY_EXISTS", FATAL, OUR_QUERY),
            rule("http 401", AUTH_REFRESH_ONCE, "a new access token is fetched, once"),
            rule("http 403", CONFIG, Kind.PERMISSION, LOGIN_CUSTOMER),
            rule("http 404", CONFIG, Kind.GONE, VERSION + ", and check baseUri"),
            rule("http 407", CONFIG, "the proxy asks for credentials"),
            rule("http 408", RETRYABLE, AGAIN),
            rule("http 409", RETRYABLE, AGAIN),
            rule("http 410", CONFIG, Kind.GONE, VERSION),
            rule("http 413", SPLIT, LESS),
            rule("http 425", RETRYABLE, AGAIN),
            rule("http 429", THROTTLED, WAIT),
            rule("http 499", RETRYABLE, AGAIN),
            rule("http 501", CONFIG, Kind.GONE, VERSION),
            rule("http 3xx", CONFIG, "the address redirects: check baseUri"),
            rule("http 4xx", FATAL, OUR_QUERY),
            rule("http 5xx", RETRYABLE, AGAIN));

    private static final Map<String, ErrorRule> BY_CODE =
            RULES.stream().collect(Collectors.toUnmodifiableMap(ErrorRule::code, Function.identity()));

    private ErrorTable() {}

    /** All rules, in the order in which they are documented. */
    public static List<ErrorRule> rules() {
        return RULES;
    }

    /** The rule of a code, or that of its group. */
    static Optional<ErrorRule> find(String code) {
        int dot = code.indexOf('.');
        String group = dot < 0 ? code : code.substring(0, dot) + ".*";
        return Optional.ofNullable(BY_CODE.get(code)).or(() -> Optional.ofNullable(BY_CODE.get(group)));
    }

    /** The rule of an HTTP status that is an error; empty for a success. */
    static Optional<ErrorRule> ofHttp(int status) {
        return find("http " + status).or(() -> find("http " + status / 100 + "xx"));
    }
}
