package io.banditpipeline.testkit.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.testkit.platform.GoogleBudgets.MutationRefused;
import io.banditpipeline.testkit.platform.GoogleErrors.Failure;
import io.banditpipeline.testkit.platform.GoogleErrors.Refused;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes requests to Google Ads apart, checks who may ask what, and hands on what is left. */
final class GoogleApi implements HttpHandler {
    private static final Pattern VERSIONED = Pattern.compile("/v([0-9]{1,3})/(.*)");
    private static final Pattern CUSTOMER = Pattern.compile("customers/([^/]+)/(.*)");
    private static final int SUNSET_VERSIONS = 3;

    private final GoogleAdsSimulatorBuilder setup;
    private final GoogleAccess access;
    private final GoogleSearch search;
    private final AtomicLong requests = new AtomicLong();
    private SimulatedPlatform platform;

    @SuppressWarnings("NullAway.Init") // the platform is made of this handler, and attached at once
    GoogleApi(GoogleAdsSimulatorBuilder setup) {
        this.setup = setup;
        this.access = new GoogleAccess(setup);
        this.search = new GoogleSearch(setup, access);
    }

    void attach(SimulatedPlatform of) {
        platform = of;
    }

    /** What is answered while the platform is away. */
    static HttpReply outage(int status) {
        String name = status == 503 ? "UNAVAILABLE" : "INTERNAL";
        return HttpReply.json(
                status,
                GoogleErrors.plain(status, name, GoogleErrors.general(status)).toString());
    }

    @Override
    public HttpReply answer(HttpCall call) {
        if (call.path().equals("/token")) {
            platform.count("token");
            Set<String> audiences = new HashSet<>(setup.audiences);
            audiences.add(platform.uri() + "/token");
            return setup.tokens.answer(call, audiences);
        }
        Matcher versioned = VERSIONED.matcher(call.path());
        if (!versioned.matches() || isUnknown(Integer.parseInt(versioned.group(1)))) {
            platform.count("unknown");
            return notFound(call);
        }
        String requestId = "sim" + requests.incrementAndGet();
        String rest = versioned.group(2);
        boolean stream = rest.endsWith(":searchStream");
        Request request = new Request(call, "v" + versioned.group(1), rest, requestId, stream);
        return handle(request).withHeader("request-id", requestId);
    }

    private HttpReply handle(Request request) {
        try {
            return route(request);
        } catch (Refused e) {
            return request.error(e.failure().http(), e.failure().body(request.version(), request.id()));
        } catch (MutationRefused e) {
            ObjectNode body = GoogleErrors.plain(400, "INVALID_ARGUMENT", GoogleErrors.general(400));
            ObjectNode failure =
                    ((ObjectNode) body.get("error")).putArray("details").addObject();
            failure.put(
                    "@type",
                    "type.googleapis.com/google.ads.googleads." + request.version() + ".errors.GoogleAdsFailure");
            failure.set("errors", e.errors());
            failure.put("requestId", request.id());
            return request.error(400, body);
        }
    }

    private HttpReply route(Request request) {
        HttpCall call = request.call();
        String method = request.rest().substring(request.rest().lastIndexOf('/') + 1);
        String endpoint =
                switch (method) {
                    case "customers:listAccessibleCustomers" -> "listAccessibleCustomers";
                    case "googleAds:searchStream" -> "searchStream";
                    case "googleAds:search" -> "search";
                    case "campaignBudgets:mutate" -> method;
                    default -> "unknown";
                };
        platform.count(endpoint);
        String verb = endpoint.equals("listAccessibleCustomers") ? "GET" : "POST";
        if (endpoint.equals("unknown") || !call.method().equals(verb)) {
            return notFound(call);
        }
        if (!setup.versions.contains(request.version())) {
            throw new Refused(Failure.request(
                    "UNSUPPORTED_VERSION", "Version " + request.version() + " is deprecated. Requests are blocked."));
        }
        if (!isAuthenticated(call)) {
            return request.error(401, GoogleErrors.plain(401, "UNAUTHENTICATED", GoogleErrors.general(401)));
        }
        if (endpoint.equals("listAccessibleCustomers")) {
            limitProject();
            return HttpReply.json(200, access.listAccessible().toString());
        }
        return ofCustomer(request, endpoint);
    }

    private HttpReply ofCustomer(Request request, String endpoint) {
        Matcher customer = CUSTOMER.matcher(request.rest());
        if (!customer.matches() || !customer.group(1).matches("[0-9]+")) {
            throw new Refused(Failure.request("INVALID_CUSTOMER_ID", "Invalid customer ID '" + request.rest() + "'."));
        }
        String id = customer.group(1);
        access.check(id, request.call().header("login-customer-id"), setup.settings.strict);
        JsonNode body = Json.objectOf(request.call().text());
        if (!body.isObject()) {
            return request.error(
                    400,
                    GoogleErrors.plain(400, "INVALID_ARGUMENT", "Invalid JSON payload received. Expected an object."));
        }
        if (body.path("pageToken").asText().isEmpty()) {
            limitProject();
        }
        limit("account " + id, setup.perAccount, "ACCOUNT", "Requests per account", "RESOURCE_TEMPORARILY_EXHAUSTED");
        if (endpoint.equals("campaignBudgets:mutate")) {
            Account account = access.account(id).orElseThrow(() -> new Refused(GoogleAccess.denied()));
            return unknownField(
                            request,
                            body,
                            Set.of("customerId", "operations", "partialFailure", "validateOnly", "responseContentType"))
                    .orElseGet(() -> HttpReply.json(
                            200,
                            setup.budgets
                                    .mutate(account, body, request.version(), request.id())
                                    .toString()));
        }
        if (body.has("pageSize")) {
            throw new Refused(Failure.request("PAGE_SIZE_NOT_SUPPORTED", "Setting the page size is not supported."));
        }
        Set<String> known = request.stream()
                ? Set.of("customerId", "query", "summaryRowSetting")
                : Set.of("customerId", "query", "pageToken", "validateOnly", "searchSettings");
        return unknownField(request, body, known).orElseGet(() -> search.answer(request, id, body));
    }

    private Optional<HttpReply> unknownField(Request request, JsonNode body, Set<String> known) {
        return Json.names(body).stream()
                .filter(name -> setup.settings.strict && !known.contains(name))
                .findFirst()
                .map(name -> request.error(
                        400,
                        GoogleErrors.plain(
                                400,
                                "INVALID_ARGUMENT",
                                "Invalid JSON payload received. Unknown name \"" + name + "\": Cannot find field.")));
    }

    private void limitProject() {
        limit("project", setup.perProject, "DEVELOPER", "Number of operations for basic access", "RESOURCE_EXHAUSTED");
    }

    private void limit(String bucket, Optional<RateLimit> limit, String scope, String name, String code) {
        Optional<Duration> delay = platform.admit(bucket, limit);
        if (delay.isPresent()) {
            throw new Refused(Failure.quota(code, scope, name, delay.get()));
        }
    }

    private boolean isAuthenticated(HttpCall call) {
        String authorization = call.header("Authorization").orElse("");
        return authorization.startsWith("Bearer ") && setup.tokens.isValid(authorization.substring("Bearer ".length()));
    }

    /** Whether a version is neither alive nor one of those that were sunset last. */
    private boolean isUnknown(int version) {
        int oldest = setup.versions.stream()
                .mapToInt(alive -> Integer.parseInt(alive.substring(1)))
                .min()
                .orElse(0);
        return !setup.versions.contains("v" + version) && (version >= oldest || version < oldest - SUNSET_VERSIONS);
    }

    private static HttpReply notFound(HttpCall call) {
        return HttpReply.text(
                404,
                "text/html; charset=UTF-8",
                "<!DOCTYPE html>\n<html lang=en>\n<title>Error 404 (Not Found)!!1</title>\n<p><b>404.</b> The requested URL <code>"
                        + call.path()
                        + "</code> was not found on this server.\n");
    }

    /** A request to a version of the API. */
    record Request(HttpCall call, String version, String rest, String id, boolean stream) {
        /** An error; those of streams are wrapped in an array. */
        HttpReply error(int status, ObjectNode body) {
            ArrayNode wrapped = Json.array().add(body);
            return HttpReply.json(status, stream ? wrapped.toString() : body.toString());
        }
    }
}
