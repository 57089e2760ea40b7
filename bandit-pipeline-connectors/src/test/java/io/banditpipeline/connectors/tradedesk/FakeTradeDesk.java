package io.banditpipeline.connectors.tradedesk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.platform.HttpCall;
import io.banditpipeline.testkit.platform.HttpReply;
import io.banditpipeline.testkit.platform.LoopbackServer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** As much of the platform as the tests of this package need, each answer of which a test can change. */
final class FakeTradeDesk implements AutoCloseable {
    static final String TOKEN = "pl4nted-token-Zq8wK3vR";
    static final String PASSWORD = "pl4nted-password-Xt5yN2mL";
    static final Account ACCOUNT = new Account("trade_desk", "abc1234", ZoneId.of("UTC"), Currency.getInstance("USD"));
    static final DateRange DAYS = new DateRange(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 2));
    static final Slice SLICE = new Slice("trade_desk", ACCOUNT, Level.CAMPAIGN, Granularity.DAY, DAYS);
    static final String HEADER = "Date,Campaign ID,Impressions,Clicks,Advertiser Cost (Adv Currency),"
            + "01 - Total Click + View Conversions\n";

    final ManualClock clock = ManualClock.at("2026-11-23T10:00:00Z");
    final LoopbackServer api = LoopbackServer.start(clock, this::answer);
    final LoopbackServer storage = LoopbackServer.start(clock, this::stored);
    final Map<Long, JsonNode> schedules = new ConcurrentHashMap<>();
    final List<Long> deleted = new CopyOnWriteArrayList<>();
    final Queue<String> states = new ConcurrentLinkedQueue<>();
    final Queue<HttpReply> replies = new ConcurrentLinkedQueue<>();
    final AtomicInteger logins = new AtomicInteger();
    volatile String lastState = "Complete";
    volatile String validToken = TOKEN;
    volatile Function<HttpCall, String> link = call -> api.uri() + "/v3/myreports/view/";
    volatile Function<DateRange, String> report = FakeTradeDesk::rows;
    volatile String replyTo = "";
    volatile String templates =
            "{\"Result\":[{\"ReportTemplateId\":168005,\"Name\":\"daily\"},{\"ReportTemplateId\":9,\"Name\":\"daily 2\"}],"
                    + "\"ResultCount\":2}";
    private final ObjectMapper json = new ObjectMapper();
    private final AtomicLong ids = new AtomicLong(100);

    /** Two campaigns on each day. */
    static String rows(DateRange days) {
        StringBuilder rows = new StringBuilder(HEADER);
        for (DateRange day : days.split(1)) {
            rows.append(day.first()).append(",c1,\"1,000\",10,2.50,1\n");
            rows.append(day.first())
                    .append(",c2,7,1,")
                    .append(day.first().getDayOfMonth())
                    .append(",0\n");
        }
        return rows.toString();
    }

    TradeDeskBuilder source() {
        return unauthorized().token(Secret.of(TOKEN));
    }

    TradeDeskBuilder unauthorized() {
        return TradeDesk.builder()
                .template("daily")
                .baseUri(api.uri())
                .clock(clock)
                .waiter(clock)
                .accounts("abc1234");
    }

    /** A source whose waits a test sees. */
    TradeDeskBuilder waitingBy(Waiter waiter) {
        return TradeDesk.builder()
                .template("daily")
                .baseUri(api.uri())
                .clock(clock)
                .waiter(waiter)
                .token(Secret.of(TOKEN));
    }

    /** Answers the next calls of an endpoint, or of all below one that ends with a slash, in another way. */
    void replyTo(String pathPart, HttpReply... next) {
        replyTo = pathPart;
        replies.addAll(List.of(next));
    }

    List<String> calls() {
        return api.calls().stream()
                .map(recorded ->
                        recorded.call().method() + " " + recorded.call().path())
                .toList();
    }

    private HttpReply answer(HttpCall call) {
        if (!replyTo.isEmpty()
                && (replyTo.endsWith("/")
                        ? call.path().contains(replyTo)
                        : call.path().endsWith(replyTo))) {
            HttpReply other = replies.poll();
            if (other != null) {
                return other;
            }
        }
        if (call.path().endsWith("/authentication")) {
            return login(call);
        }
        return validToken.equals(call.header("TTD-Auth").orElse(""))
                ? route(call)
                : HttpReply.json(401, "{\"Message\":\"Authentication token not valid: " + TOKEN + "\"}");
    }

    private HttpReply login(HttpCall call) {
        JsonNode body = body(call);
        if (!body.path("Password").asText().equals(PASSWORD)) {
            return HttpReply.json(
                    401,
                    "{\"Message\":\"Wrong password " + body.path("Password").asText() + "\"}");
        }
        validToken = TOKEN + logins.incrementAndGet();
        long minutes = body.path("TokenExpirationInMinutes").asLong();
        String end = clock.instant().plusSeconds(60 * minutes).toString();
        return HttpReply.json(200, "{\"Token\":\"" + validToken + "\",\"ExpirationDateUtc\":\"" + end + "\"}");
    }

    private HttpReply route(HttpCall call) {
        String path = call.path();
        if (path.endsWith("/reporttemplateheader/query")) {
            return HttpReply.json(200, templates);
        }
        if (path.endsWith("/myreports/reportschedule")) {
            long id = ids.incrementAndGet();
            schedules.put(id, body(call));
            return HttpReply.json(200, "{\"ReportScheduleId\":" + id + "}");
        }
        if (call.method().equals("DELETE")) {
            deleted.add(Long.valueOf(lastPart(path)));
            return HttpReply.of(240);
        }
        if (path.endsWith("/reportschedule/query")) {
            return HttpReply.json(200, "{\"Result\":[],\"TotalFilteredCount\":0}");
        }
        if (path.endsWith("/reportexecution/query/advertisers")) {
            return executions(call);
        }
        if (path.contains("/myreports/view/")) {
            return stored(call);
        }
        return entities(call);
    }

    private HttpReply executions(HttpCall call) {
        JsonNode wanted = body(call).path("ReportScheduleIds");
        String state = Objects.requireNonNullElse(states.poll(), lastState);
        if (state.equals("None")) {
            return HttpReply.json(200, "{\"Result\":[],\"ResultCount\":0}");
        }
        String deliveries = state.equals("Complete")
                ? "[{\"DownloadURL\":\"" + link.apply(call) + wanted.path(0).asText() + "\"}]"
                : "[]";
        return HttpReply.json(
                200,
                "{\"Result\":[{\"ReportScheduleId\":" + wanted.path(0).asText() + ",\"ReportExecutionState\":\"" + state
                        + "\",\"ReportDeliveries\":" + deliveries + "}],\"ResultCount\":1}");
    }

    private HttpReply stored(HttpCall call) {
        JsonNode schedule = schedules.get(Long.valueOf(lastPart(call.path())));
        if (schedule == null) {
            return HttpReply.of(404);
        }
        LocalDate first = LocalDate.parse(
                schedule.path("ReportStartDateInclusive").asText().substring(0, 10));
        LocalDate end =
                LocalDate.parse(schedule.path("ReportEndDateExclusive").asText().substring(0, 10));
        return HttpReply.text(200, "text/csv", report.apply(new DateRange(first, end.minusDays(1))));
    }

    private static HttpReply entities(HttpCall call) {
        String path = call.path().toLowerCase(Locale.ROOT);
        if (path.endsWith("/advertiser/abc1234")) {
            return HttpReply.json(200, "{\"AdvertiserId\":\"abc1234\",\"CurrencyCode\":\"USD\",\"New\":{}}");
        }
        if (path.endsWith("/partner/query")) {
            return HttpReply.json(200, "{\"Result\":[{\"PartnerId\":\"p1\"}],\"TotalFilteredCount\":1}");
        }
        if (path.endsWith("/advertiser/query/partner")) {
            return HttpReply.json(
                    200,
                    "{\"Result\":[{\"AdvertiserId\":\"abc1234\",\"CurrencyCode\":\"USD\"},{\"AdvertiserId\":\"old\","
                            + "\"CurrencyCode\":\"USD\",\"Availability\":\"Archived\"}],\"TotalFilteredCount\":2}");
        }
        if (path.endsWith("/campaign/query/advertiser")) {
            return HttpReply.json(
                    200,
                    "{\"Result\":[{\"CampaignId\":\"c1\",\"CampaignName\":\"One\",\"Availability\":\"Available\"},"
                            + "{\"CampaignId\":\"c2\",\"CampaignName\":\"Two\",\"Availability\":\"Archived\"}]}");
        }
        if (path.endsWith("/adgroup/query/advertiser")) {
            return HttpReply.json(
                    200,
                    "{\"Result\":[{\"AdGroupId\":\"g1\",\"AdGroupName\":\"G\",\"CampaignId\":\"c1\",\"IsEnabled\":false}]}");
        }
        return HttpReply.of(404);
    }

    private JsonNode body(HttpCall call) {
        try {
            return json.readTree(call.text());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public void close() {
        api.close();
        storage.close();
    }
}
