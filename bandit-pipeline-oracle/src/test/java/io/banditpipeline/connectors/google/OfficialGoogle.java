package io.banditpipeline.connectors.google;

import com.google.ads.googleads.v23.errors.ErrorCode;
import com.google.ads.googleads.v23.errors.GoogleAdsError;
import com.google.ads.googleads.v23.errors.GoogleAdsFailure;
import com.google.ads.googleads.v23.errors.QueryErrorEnum.QueryError;
import com.google.ads.googleads.v23.services.GoogleAdsRow;
import com.google.ads.googleads.v23.services.ListAccessibleCustomersResponse;
import com.google.ads.googleads.v23.services.MutateCampaignBudgetsRequest;
import com.google.ads.googleads.v23.services.MutateCampaignBudgetsResponse;
import com.google.ads.googleads.v23.services.SearchGoogleAdsStreamRequest;
import com.google.ads.googleads.v23.services.SearchGoogleAdsStreamResponse;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.Status;
import io.banditpipeline.connectors.internal.http.ApiClient;
import io.banditpipeline.connectors.internal.http.HttpApiClient;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.platform.HttpCall;
import io.banditpipeline.testkit.platform.HttpReply;
import io.banditpipeline.testkit.platform.LoopbackServer;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Google Ads, spoken by Google's own classes: they read every request, strictly, and write every answer. A request that
 * they cannot read is a failure of the server, which is kept.
 */
final class OfficialGoogle implements AutoCloseable {
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer()
            .usingTypeRegistry(JsonFormat.TypeRegistry.newBuilder()
                    .add(GoogleAdsFailure.getDescriptor())
                    .build());

    private final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
    private final Queue<StrictQuery> queries = new ConcurrentLinkedQueue<>();
    private final Queue<MutateCampaignBudgetsRequest> mutates = new ConcurrentLinkedQueue<>();
    private final LoopbackServer server = LoopbackServer.start(clock, 100, this::answer);
    private volatile Function<StrictQuery, List<GoogleAdsRow>> rows = query -> List.of();
    private volatile boolean wholesTooMuch;

    /** What is answered to a query. */
    void answers(Function<StrictQuery, List<GoogleAdsRow>> answers) {
        rows = answers;
    }

    /** Queries that name no campaigns are too much from now on, but for the list of campaigns. */
    void refuseWholes() {
        wholesTooMuch = true;
    }

    GoogleAdsBuilder source() {
        return GoogleAds.builder()
                .apiVersion("v23")
                .baseUri(server.uri())
                .tokenUri(URI.create(server.uri() + "/token"))
                .refreshToken("client", Secret.of("planted-secret"), Secret.of("planted-token"))
                .clock(clock)
                .waiter(clock);
    }

    /** The queries so far. */
    List<StrictQuery> queries() {
        return List.copyOf(queries);
    }

    /** The changes of budgets so far. */
    List<MutateCampaignBudgetsRequest> mutates() {
        return List.copyOf(mutates);
    }

    /** What sets budgets here. */
    CampaignBudgets budgets(String customer) {
        AtomicReference<ApiClient> client = new AtomicReference<>();
        source().clients(settings -> {
                    client.set(new HttpApiClient(settings));
                    return client.get();
                })
                .build();
        SearchCalls calls = new SearchCalls(client.get(), server.uri(), "v23", 0);
        return new CampaignBudgets(calls, new AccountDirectory(calls, null, List.of(customer)), log -> {});
    }

    /** What Google's classes could not read. */
    List<RuntimeException> errors() {
        return server.errors();
    }

    @Override
    public void close() {
        server.close();
    }

    private HttpReply answer(HttpCall call) {
        if (call.path().equals("/token")) {
            return HttpReply.json(200, "{\"access_token\":\"t\",\"expires_in\":3599,\"token_type\":\"Bearer\"}");
        }
        if (call.path().equals("/v23/customers:listAccessibleCustomers")) {
            return HttpReply.json(
                    200,
                    json(ListAccessibleCustomersResponse.newBuilder()
                            .addResourceNames("customers/1234567890")
                            .build()));
        }
        if (call.path().matches("/v23/customers/[0-9]+/googleAds:searchStream")) {
            return search(call);
        }
        if (call.path().matches("/v23/customers/[0-9]+/campaignBudgets:mutate")) {
            return mutate(call);
        }
        throw new IllegalArgumentException("Google has no " + call.path());
    }

    private HttpReply search(HttpCall call) {
        SearchGoogleAdsStreamRequest.Builder request = SearchGoogleAdsStreamRequest.newBuilder();
        read(call.text(), request);
        StrictQuery query = StrictQuery.of(request.getQuery());
        queries.add(query);
        if (wholesTooMuch
                && query.fields().contains("metrics.clicks")
                && !query.conditions().contains("campaign.id IN")) {
            return HttpReply.json(400, "[{\"error\":" + json(tooWide()) + "}]");
        }
        String batch = json(SearchGoogleAdsStreamResponse.newBuilder()
                .addAllResults(rows.apply(query))
                .setRequestId("r")
                .build());
        return HttpReply.json(200, "[" + batch + "]");
    }

    private HttpReply mutate(HttpCall call) {
        MutateCampaignBudgetsRequest.Builder request = MutateCampaignBudgetsRequest.newBuilder();
        read(call.text(), request);
        mutates.add(request.build());
        MutateCampaignBudgetsResponse.Builder response = MutateCampaignBudgetsResponse.newBuilder();
        request.getOperationsList().forEach(operation -> response.addResultsBuilder()
                .setResourceName(operation.getUpdate().getResourceName()));
        return HttpReply.json(200, json(response.build()));
    }

    private static Status tooWide() {
        GoogleAdsError error = GoogleAdsError.newBuilder()
                .setErrorCode(ErrorCode.newBuilder().setQueryError(QueryError.DATE_RANGE_TOO_WIDE))
                .build();
        return Status.newBuilder()
                .setCode(400)
                .addDetails(
                        Any.pack(GoogleAdsFailure.newBuilder().addErrors(error).build()))
                .build();
    }

    /** Reads a request as Google does: a field that it does not know is an error. */
    static void read(String json, Message.Builder into) {
        try {
            JsonFormat.parser().merge(json, into);
        } catch (InvalidProtocolBufferException refused) {
            throw new IllegalArgumentException("Google refuses " + json, refused);
        }
    }

    static String json(Message message) {
        try {
            return PRINTER.print(message);
        } catch (InvalidProtocolBufferException unknown) {
            throw new IllegalArgumentException("a type is not registered", unknown);
        }
    }
}
