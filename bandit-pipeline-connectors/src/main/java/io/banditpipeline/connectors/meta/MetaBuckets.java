package io.banditpipeline.connectors.meta;

import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.http.ApiRequest;
import io.banditpipeline.connectors.internal.rate.BucketSpec;
import java.time.Duration;
import java.util.List;

/**
 * The limits of Meta that calls count against. Meta does not publish numbers that hold for everyone, so what it tells
 * with each answer steers; the numbers here only keep bursts away.
 */
final class MetaBuckets {
    /** All calls of the app. */
    static final String APP = "app";

    /** The calls of an ad account. */
    static final String ACCOUNT = "account";

    /** The calls of an ad account for one business use case. */
    static final String USE_CASE = "use case";

    /** The business use case of insights. */
    static final String INSIGHTS = "ads_insights";

    /** The business use case of campaigns, ad sets and ads. */
    static final String MANAGEMENT = "ads_management";

    /** What all insights of the app count against. */
    static final String APP_INSIGHTS = APP + "/" + INSIGHTS;

    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final int APP_CALLS = 200;
    private static final int ACCOUNT_CALLS = 100;
    private static final int APP_CONCURRENT = 16;
    private static final int ACCOUNT_CONCURRENT = 4;

    private MetaBuckets() {}

    /** What a call that is made for no account counts against. */
    static List<BucketSpec> ofApp() {
        return List.of(ofAll(APP));
    }

    /** What a call for insights counts against. */
    static List<BucketSpec> ofInsights(String accountId) {
        return List.of(ofAll(APP), ofAll(APP_INSIGHTS), ofOne(account(accountId)), ofOne(useCase(accountId, INSIGHTS)));
    }

    /** What a call for campaigns, ad sets or ads counts against. */
    static List<BucketSpec> ofManagement(String accountId) {
        return List.of(ofAll(APP), ofOne(account(accountId)), ofOne(useCase(accountId, MANAGEMENT)));
    }

    /** The bucket of an account, by its id with or without {@code act_}. */
    static String account(String accountId) {
        return "account/" + AccountIds.withPrefix(accountId);
    }

    /** The bucket of a business use case of an account. */
    static String useCase(String accountId, String type) {
        return account(accountId) + "/" + type;
    }

    /** Which bucket of a request a failure says is full. */
    static String throttled(ApiRequest request, Failure failure) {
        if (failure.scope().equals(APP) || request.accountId().isEmpty()) {
            return APP;
        }
        if (failure.scope().equals(USE_CASE)) {
            return request.buckets().get(request.buckets().size() - 1).name();
        }
        return account(request.accountId());
    }

    private static BucketSpec ofAll(String name) {
        return new BucketSpec(name, APP_CALLS, PERIOD, APP_CONCURRENT);
    }

    private static BucketSpec ofOne(String name) {
        return new BucketSpec(name, ACCOUNT_CALLS, PERIOD, ACCOUNT_CONCURRENT);
    }
}
