package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Answers calls of the Graph API. This class is thread-safe. */
final class MetaGraph implements HttpHandler {
    private final InstantSource clock;
    private final boolean strict;
    private final NavigableSet<Integer> versions;
    private final MetaAccess access;
    private final MetaThrottle throttle;
    private final MetaTrouble trouble = new MetaTrouble();
    private final MetaBudgets budgets;
    private final MetaObjects objects;
    private final MetaInsights insights;
    private final MetaReports reports;
    private final MetaLoad load;
    private final MetaCounters counters = new MetaCounters();
    private final AtomicLong traces = new AtomicLong();
    private volatile URI base = URI.create("http://127.0.0.1");

    MetaGraph(MetaSimulatorBuilder builder) {
        clock = builder.settings.clock;
        strict = builder.settings.strict;
        versions = new TreeSet<>(builder.versions);
        access = new MetaAccess(builder.token, builder.appSecret, strict);
        throttle = new MetaThrottle(builder.limits);
        budgets = new MetaBudgets(builder.budgetLevels);
        objects = new MetaObjects(builder.settings.data, budgets);
        insights = new MetaInsights(builder.settings.data, new MetaActions(builder.exactWindow, builder.purchaseTypes));
        reports = new MetaReports(builder.reportsTake);
        load = new MetaLoad(builder.syncBounds, builder.asyncBounds, builder.unreportable, builder.maxRowsPerPage);
    }

    /** Says where it is. */
    void at(URI uri) {
        base = uri;
    }

    Instant now() {
        return clock.instant();
    }

    MetaAccess access() {
        return access;
    }

    MetaThrottle throttle() {
        return throttle;
    }

    MetaTrouble trouble() {
        return trouble;
    }

    MetaBudgets budgets() {
        return budgets;
    }

    MetaObjects objects() {
        return objects;
    }

    MetaReports reports() {
        return reports;
    }

    MetaCounters counters() {
        return counters;
    }

    @Override
    public HttpReply answer(HttpCall call) {
        Instant now = clock.instant();
        String traceId = "A" + Long.toString(traces.incrementAndGet() + 1_000_000, Character.MAX_RADIX);
        Where where = new Where();
        HttpReply reply;
        try {
            MetaRequest request = MetaRequest.of(call, now);
            reply = understood(request, where);
        } catch (MetaError e) {
            if (e.isViolation()) {
                counters.violated(call.method() + " " + call.path() + ": " + e.getMessage());
            }
            reply = e.reply(traceId);
        }
        return throttle.tell(reply, where.account, where.insights, now).withHeader("x-fb-trace-id", traceId);
    }

    /** Where a call leads, for the headers of its answer. */
    private static final class Where {
        private @Nullable String account;
        private boolean insights;
    }

    private HttpReply understood(MetaRequest request, Where where) {
        Optional<MetaReports.Report> report = reports.find(request.id());
        MetaEndpoint endpoint = request.endpoint(report.isPresent());
        counters.called(endpoint);
        checkVersion(request);
        if (strict && request.call().parameter("access_token").isPresent()) {
            counters.violated(request.call().method() + " " + request.call().path() + ": a token in the query string");
        }
        access.check(request.call(), request.parameters());
        boolean isOfObject = !request.isAccount() && !request.id().isEmpty() && report.isEmpty();
        Optional<MetaObjects.Found> found = isOfObject ? objects.find(request.id(), request.now()) : Optional.empty();
        Account account = account(request, report, found);
        where.account = account == null ? null : MetaObjects.digits(account);
        where.insights = endpoint.isInsights();
        access.check(where.account);
        throttle.admit(where.account, where.insights, request.isPost() ? 3 : 1, request.now());
        trouble.throwNext(endpoint);
        String json =
                switch (endpoint) {
                    case ACCOUNTS -> accounts(request);
                    case AD_SETS, ADS -> list(request, found, endpoint == MetaEndpoint.ADS ? Level.AD : Level.AD_GROUP);
                    case ACCOUNT, CAMPAIGNS, INSIGHTS, REPORT_START ->
                        ofAccount(request, endpoint, objects.account(request.id()));
                    case REPORT_STATUS -> status(request, report.orElseThrow());
                    case REPORT_ROWS -> rows(request, report.orElseThrow());
                    case OBJECT -> object(request, found.orElseThrow(() -> MetaObjects.unknown(request.id())));
                    case BUDGET -> budget(request, found.orElseThrow(() -> MetaObjects.unknown(request.id())));
                };
        return HttpReply.json(200, json);
    }

    private @Nullable Account account(
            MetaRequest request, Optional<MetaReports.Report> report, Optional<MetaObjects.Found> found) {
        if (request.isAccount()) {
            return objects.account(request.id());
        }
        return report.map(MetaReports.Report::account)
                .or(() -> found.map(MetaObjects.Found::account))
                .orElse(null);
    }

    private void checkVersion(MetaRequest request) {
        if (versions.contains(request.version())) {
            return;
        }
        if (request.version() < versions.first()) {
            throw MetaError.violation(
                    2635,
                    "(#2635) You are calling a deprecated version of the Ads API. Please update to the latest version: v"
                            + versions.last() + ".0.");
        }
        throw MetaError.violation(2500, "Unknown path components: /v" + request.version() + ".0");
    }

    private void allowOnly(MetaRequest request, String... parameters) {
        if (strict) {
            request.parameters().allowOnly(parameters);
        }
    }

    private String accounts(MetaRequest request) {
        allowOnly(request, "fields", "limit", "after");
        MetaPages.Start start = MetaPages.start(request.call(), request.parameters(), request.now());
        return page(objects.accounts(request.parameters(), start.now()), start, request);
    }

    private String ofAccount(MetaRequest request, MetaEndpoint endpoint, Account account) {
        return switch (endpoint) {
            case CAMPAIGNS -> list(request, account, Level.CAMPAIGN, null);
            case INSIGHTS -> insights(request, account);
            case REPORT_START -> startReport(request, account);
            default -> {
                allowOnly(request, "fields");
                yield JsonText.write(objects.account(account, request.parameters(), request.now()));
            }
        };
    }

    /** What an account has, or what a campaign or ad set has. */
    private String list(MetaRequest request, Optional<MetaObjects.Found> of, Level level) {
        if (request.isAccount()) {
            return list(request, objects.account(request.id()), level, null);
        }
        MetaObjects.Found parent = of.orElseThrow(() -> MetaObjects.unknown(request.id()));
        return list(request, parent.account(), level, parent.entity().ref());
    }

    private String list(MetaRequest request, Account account, Level level, @Nullable EntityRef parent) {
        allowOnly(request, "fields", "limit", "after", "effective_status");
        MetaPages.Start start = MetaPages.start(request.call(), request.parameters(), request.now());
        return page(objects.list(account, level, parent, request.parameters(), start.now()), start, request);
    }

    private String insights(MetaRequest request, Account account) {
        MetaPages.Start start = MetaPages.start(request.call(), request.parameters(), request.now());
        MetaQuery query = query(request, account, start.now());
        load.checkPage(MetaPages.limit(request.parameters()));
        refusal(account, query, false, start.now()).ifPresent(refusal -> {
            throw refusal;
        });
        return page(insights.rows(account, query, start.now()), start, request);
    }

    private String startReport(MetaRequest request, Account account) {
        MetaQuery query = query(request, account, request.now());
        MetaError failure = refusal(account, query, true, request.now()).orElse(null);
        return MetaReports.started(reports.start(account, query, failure, request.now()));
    }

    private MetaQuery query(MetaRequest request, Account account, Instant now) {
        allowOnly(request, MetaQuery.PARAMETERS);
        return MetaQuery.of(request.parameters(), now.atZone(account.zone()).toLocalDate(), strict);
    }

    private Optional<MetaError> refusal(Account account, MetaQuery query, boolean isReport, Instant now) {
        return load.refusal(account, query, insights.matching(account, query, now), isReport);
    }

    private String status(MetaRequest request, MetaReports.Report report) {
        allowOnly(request, "fields");
        return JsonText.write(reports.status(report, request.version(), request.now()));
    }

    private String rows(MetaRequest request, MetaReports.Report report) {
        allowOnly(request, "limit", "after");
        MetaReports.Progress progress = reports.progress(report, request.now());
        if (!progress.status().equals("Job Completed")) {
            throw MetaError.parameter("Report " + report.id() + " has no rows: " + progress.status());
        }
        MetaPages.Start start = MetaPages.start(request.call(), request.parameters(), reports.dataOf(report));
        load.checkPage(MetaPages.limit(request.parameters()));
        List<Map<String, Object>> rows = insights.rows(report.account(), report.query(), start.now());
        if (!progress.isDone()) {
            counters.violated("GET report/insights: read at " + progress.percent() + " percent, some rows are missing");
            rows = rows.subList(0, rows.size() / 2);
        }
        return page(rows, start, request);
    }

    private String object(MetaRequest request, MetaObjects.Found found) {
        allowOnly(request, "fields");
        return JsonText.write(objects.entity(found, request.parameters(), request.now()));
    }

    private String budget(MetaRequest request, MetaObjects.Found found) {
        allowOnly(request, "daily_budget", "execution_options");
        boolean onlyValidate = request.parameters().list("execution_options").contains("validate_only");
        String budget = request.parameters()
                .get("daily_budget")
                .orElseThrow(() -> MetaError.parameter("Param daily_budget must be there"));
        budgets.change(found, budget, onlyValidate, request.now());
        return "{\"success\":true}";
    }

    private String page(List<Map<String, Object>> all, MetaPages.Start start, MetaRequest request) {
        String token = access.token(request.call(), request.parameters());
        return MetaPages.page(all, start, request.call(), request.parameters(), base, token);
    }
}
