package io.banditpipeline.testkit.platform;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes requests to The Trade Desk apart: limits first, then the token, then what is asked. */
final class TradeDeskApi implements HttpHandler {
    private static final Duration CONCURRENCY_DELAY = Duration.ofMillis(250);
    private static final List<String> WITH_ID = List.of(
            "/v3/myreports/reportschedule/",
            "/v3/myreports/view/",
            "/v3/campaign/",
            "/v3/campaignflight/",
            "/v3/adgroup/",
            "/v3/advertiser/");

    private final TradeDeskSimulatorBuilder setup;
    private final TradeDeskEntities entities;
    private final TradeDeskBudgets budgets;
    private final TradeDeskReports reports;
    private final TradeDeskStorage storage;
    private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
    private final AtomicInteger tooManyAtOnce = new AtomicInteger();
    private SimulatedPlatform platform;

    @SuppressWarnings("NullAway.Init") // the platform is made of this handler, and attached at once
    TradeDeskApi(
            TradeDeskSimulatorBuilder setup,
            TradeDeskBudgets budgets,
            TradeDeskReports reports,
            TradeDeskStorage storage) {
        this.setup = setup;
        this.budgets = budgets;
        this.reports = reports;
        this.storage = storage;
        this.entities = new TradeDeskEntities(setup, budgets);
    }

    void attach(SimulatedPlatform of) {
        platform = of;
    }

    static HttpReply outage(int status) {
        HttpReply reply = HttpReply.of(status);
        return status == 503 ? reply.withHeader("Retry-After", "30") : reply;
    }

    @Override
    public HttpReply answer(HttpCall call) {
        String endpoint = endpoint(call);
        AtomicInteger current = running.computeIfAbsent(endpoint, absent -> new AtomicInteger());
        boolean fits = current.incrementAndGet() <= setup.maxConcurrent;
        platform.count(endpoint);
        if (!fits) {
            tooManyAtOnce.incrementAndGet();
        }
        HttpReply reply = fits ? limited(endpoint, call) : tooMany(CONCURRENCY_DELAY);
        return reply.atItsEnd(current::decrementAndGet);
    }

    private HttpReply limited(String endpoint, HttpCall call) {
        Optional<Duration> delay = platform.admit("endpoint " + endpoint, setup.perEndpoint);
        if (delay.isPresent()) {
            return tooMany(delay.get());
        }
        try {
            return route(endpoint, call);
        } catch (TradeDeskRefusal e) {
            return e.reply();
        }
    }

    private static HttpReply tooMany(Duration delay) {
        String seconds = BigDecimal.valueOf(Math.max(1, delay.toMillis()), 3)
                .stripTrailingZeros()
                .toPlainString();
        return HttpReply.json(429, "\"Try again\"").withHeader("retry-after", seconds);
    }

    /** Method and path, with a star in place of the id. */
    private static String endpoint(HttpCall call) {
        String path = call.path();
        if (path.startsWith("/v3/myreports/view/")) {
            return "GET /v3/myreports/view/*";
        }
        String id = path.substring(path.lastIndexOf('/') + 1);
        boolean named = WITH_ID.contains(path.substring(0, path.length() - id.length())) && !id.isEmpty();
        return call.method() + " "
                + (named && !id.equals("query") ? path.substring(0, path.length() - id.length()) + "*" : path);
    }

    private HttpReply route(String endpoint, HttpCall call) {
        TradeDeskRequest request = TradeDeskRequest.of(call, setup.settings.strict, setup.maxPageSize);
        if (endpoint.equals("POST /v3/authentication")) {
            return setup.tokens.authenticate(request);
        }
        if (!setup.tokens.isValid(call.header("TTD-Auth").orElse(""))) {
            throw new TradeDeskRefusal(401, "Authentication token not valid", List.of());
        }
        String id = call.path().substring(call.path().lastIndexOf('/') + 1);
        return switch (endpoint) {
            case "POST /v3/myreports/reporttemplateheader/query" -> reports.templates(request);
            case "POST /v3/myreports/reportschedule" -> reports.create(request);
            case "POST /v3/myreports/reportschedule/query" -> reports.schedules(request);
            case "DELETE /v3/myreports/reportschedule/*" -> reports.delete(id);
            case "POST /v3/myreports/reportexecution/query/advertisers" ->
                reports.executions(request, "AdvertiserIds", this::link);
            case "POST /v3/myreports/reportexecution/query/partners" ->
                reports.executions(request, "PartnerIds", this::link);
            case "GET /v3/myreports/view/*" -> reports.download(execution(call));
            case "POST /v3/partner/query" -> entities.partners(request);
            case "POST /v3/advertiser/query/partner" -> entities.advertisers(request);
            case "GET /v3/advertiser/*" -> entities.advertiser(id);
            case "POST /v3/campaign/query/advertiser" -> entities.campaigns(request);
            case "GET /v3/campaign/*" -> entities.campaign(id);
            case "POST /v3/adgroup/query/advertiser" -> entities.adGroups(request);
            case "GET /v3/adgroup/*" -> entities.adGroup(id);
            case "POST /v3/creative/query/advertiser" -> entities.creatives(request);
            case "GET /v3/campaignflight/*" -> budgets.flight(id);
            case "PUT /v3/campaignflight" -> budgets.putFlight(request);
            case "PUT /v3/adgroup" -> {
                budgets.putAdGroup(request);
                yield entities.adGroup(request.text("AdGroupId"));
            }
            default -> throw new TradeDeskRefusal(404, "No endpoint " + endpoint, List.of());
        };
    }

    private static long execution(HttpCall call) {
        String[] path = call.path().split("/", -1);
        if (path.length != 6 || !path[4].matches("[0-9]{1,18}")) {
            throw new TradeDeskRefusal(404, "No report at " + call.path(), List.of());
        }
        return Long.parseLong(path[4]);
    }

    private String link(long execution) {
        return setup.storedElsewhere
                ? storage.link(execution)
                : platform.uri() + "/v3/myreports/view/" + execution + "/report.csv";
    }

    /** How many calls came while as many as may were under way. */
    int tooManyAtOnce() {
        return tooManyAtOnce.get();
    }
}
