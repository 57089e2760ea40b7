package io.banditpipeline.connectors.meta;

import com.facebook.ads.sdk.APIContext;
import com.facebook.ads.sdk.APIException;
import com.facebook.ads.sdk.APINode;
import com.facebook.ads.sdk.APIRequest;
import com.facebook.ads.sdk.AdAccount;
import com.facebook.ads.sdk.AdsInsights;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.annotations.SerializedName;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.platform.HttpCall;
import io.banditpipeline.testkit.platform.HttpReply;
import io.banditpipeline.testkit.platform.LoopbackServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lists of Meta, whose pages Meta's own SDK reads, too. A parameter or field that the SDK does not have for an edge is
 * a failure of the server, which is kept.
 */
final class OfficialMeta implements AutoCloseable {
    private static final APIContext CONTEXT = new APIContext("token", "secret");

    static {
        APIContext.disableCrashReport();
    }

    /** What the SDK sets itself, not by the edge. */
    private static final Set<String> GENERAL = Set.of("fields", "limit", "after", "appsecret_proof");

    private static final Map<String, List<String>> PARAMETERS = Map.of(
            "insights", List.of(AdAccount.APIRequestGetInsights.PARAMS),
            "campaigns", List.of(AdAccount.APIRequestGetCampaigns.PARAMS),
            "adsets", List.of(AdAccount.APIRequestGetAdSets.PARAMS),
            "ads", List.of(AdAccount.APIRequestGetAds.PARAMS));
    private static final Map<String, List<String>> FIELDS = Map.of(
            "insights", names(AdsInsights.class),
            "campaigns", List.of(AdAccount.APIRequestGetCampaigns.FIELDS),
            "adsets", List.of(AdAccount.APIRequestGetAdSets.FIELDS),
            "ads", List.of(AdAccount.APIRequestGetAds.FIELDS));

    private final ManualClock clock = ManualClock.at("2026-11-20T15:00:00Z");
    private final Map<String, List<String>> pages;
    private final LoopbackServer server = LoopbackServer.start(clock, 100, this::answer);

    /** @param pages the pages of each edge, such as {@code "campaigns"} */
    OfficialMeta(Map<String, List<String>> pages) {
        this.pages = Map.copyOf(pages);
    }

    /** Reads a page with the SDK. */
    @FunctionalInterface
    interface Reader {
        List<? extends APINode> read(String json, APIContext context, APIRequest<?> request, String header)
                throws APIException;
    }

    /** The nodes that the SDK finds on pages. */
    static <T extends APINode> List<T> read(Class<T> type, List<String> pages, Reader reader) throws APIException {
        List<T> nodes = new ArrayList<>();
        for (String page : pages) {
            APIRequest<T> request = new APIRequest<>(CONTEXT, "act_1", "/x", "GET");
            for (Object node : reader.read(page, CONTEXT, request, "{}").toArray()) {
                nodes.add(type.cast(node));
            }
        }
        return nodes;
    }

    /** Rows on pages, each of which but the last names the next. */
    static List<String> pages(List<JsonObject> rows, int perPage) {
        List<String> pages = new ArrayList<>();
        for (int from = 0; from == 0 || from < rows.size(); from += perPage) {
            int to = Math.min(rows.size(), from + perPage);
            JsonObject cursors = new JsonObject();
            cursors.addProperty("before", "b" + pages.size());
            cursors.addProperty("after", Integer.toString(pages.size() + 1));
            JsonObject paging = new JsonObject();
            paging.add("cursors", cursors);
            if (to < rows.size()) {
                paging.addProperty("next", "https://127.0.0.1/v26.0/x?access_token=T&after=" + (pages.size() + 1));
            }
            JsonArray data = new JsonArray();
            rows.subList(from, to).forEach(data::add);
            JsonObject page = new JsonObject();
            page.add("data", data);
            page.add("paging", paging);
            pages.add(page.toString());
        }
        return pages;
    }

    MetaAdsBuilder source() {
        return MetaAds.builder()
                .accessToken(Secret.of("planted-token"))
                .appSecret(Secret.of("planted-secret"))
                .baseUri(server.uri())
                .clock(clock)
                .waiter(clock);
    }

    ManualClock clock() {
        return clock;
    }

    List<RuntimeException> errors() {
        return server.errors();
    }

    private HttpReply answer(HttpCall call) {
        String edge = call.path().substring(call.path().lastIndexOf('/') + 1);
        require(
                call.parameter("appsecret_proof")
                        .orElse("")
                        .equals(APIContext.sha256("planted-secret", "planted-token")),
                call);
        call.parameters()
                .keySet()
                .forEach(name ->
                        require(GENERAL.contains(name) || PARAMETERS.get(edge).contains(name), name));
        for (String field : call.parameter("fields").orElse("").split(",")) {
            require(FIELDS.get(edge).contains(field), field);
        }
        List<String> all = pages.get(edge);
        return HttpReply.json(
                200, all.get(Integer.parseInt(call.parameter("after").orElse("0"))));
    }

    /** The names that the SDK gives the fields of a node. */
    private static List<String> names(Class<? extends APINode> node) {
        return Stream.of(node.getDeclaredFields())
                .map(field -> field.getAnnotation(SerializedName.class))
                .filter(Objects::nonNull)
                .map(SerializedName::value)
                .toList();
    }

    private static void require(boolean known, Object what) {
        if (!known) {
            throw new IllegalArgumentException("the SDK does not know " + what);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
