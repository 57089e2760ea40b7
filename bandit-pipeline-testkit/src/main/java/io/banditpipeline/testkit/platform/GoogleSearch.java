package io.banditpipeline.testkit.platform;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.testkit.platform.GoogleApi.Request;
import io.banditpipeline.testkit.platform.GoogleErrors.Failure;
import io.banditpipeline.testkit.platform.GoogleErrors.Refused;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Answers queries, as a stream or page by page. */
final class GoogleSearch {
    private final GoogleAdsSimulatorBuilder setup;
    private final GoogleAccess access;
    private final GoogleAttributes attributes;

    GoogleSearch(GoogleAdsSimulatorBuilder setup, GoogleAccess access) {
        this.setup = setup;
        this.access = access;
        this.attributes = new GoogleAttributes(setup.settings.data, setup.budgets, setup.disabled);
    }

    HttpReply answer(Request request, String customer, JsonNode body) {
        GaqlQuery query = GaqlParser.parse(body.path("query").asText());
        GoogleQueryRules.check(query, access.isManager(customer), setup.settings.strict);
        return request.stream() ? stream(request, customer, query) : page(customer, query, body);
    }

    private HttpReply stream(Request request, String customer, GaqlQuery query) {
        Answer answer = evaluate(customer, query, setup.settings.clock.instant());
        if (answer.tooMuch().isPresent()) {
            TooMuch.Answer kind = answer.tooMuch().get();
            if (kind != TooMuch.Answer.ERROR_WITHIN_STREAM) {
                throw new Refused(failure(kind));
            }
        }
        return HttpReply.stream(
                200,
                "application/json; charset=UTF-8",
                out -> writeBatches(out, request, new GoogleRowWriter(query), answer));
    }

    private void writeBatches(OutputStream out, Request request, GoogleRowWriter writer, Answer answer)
            throws IOException {
        try (Stream<Map<GoogleField, Object>> rows = answer.rows().get()) {
            Iterator<Map<GoogleField, Object>> left = rows.iterator();
            JsonGenerator json = Json.MAPPER.getFactory().createGenerator(out);
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartArray();
            do {
                writeBatch(json, request, writer, left);
                if (answer.tooMuch().isPresent()) {
                    Failure failure = failure(TooMuch.Answer.DEADLINE_EXCEEDED);
                    Json.MAPPER.writeTree(json, failure.body(request.version(), request.id()));
                    break;
                }
            } while (left.hasNext());
            json.writeEndArray();
            json.flush();
        }
    }

    private void writeBatch(
            JsonGenerator json, Request request, GoogleRowWriter writer, Iterator<Map<GoogleField, Object>> left)
            throws IOException {
        json.writeStartObject();
        if (left.hasNext()) {
            json.writeArrayFieldStart("results");
            for (int i = 0; i < setup.batchRows && left.hasNext(); i++) {
                Json.MAPPER.writeTree(json, writer.json(left.next()));
            }
            json.writeEndArray();
        }
        json.writeStringField("fieldMask", writer.fieldMask());
        json.writeStringField("requestId", request.id());
        json.writeEndObject();
    }

    private HttpReply page(String customer, GaqlQuery query, JsonNode body) {
        Instant now = setup.settings.clock.instant();
        String token = body.path("pageToken").asText();
        Page page =
                token.isEmpty() ? new Page(now, 0, body.path("query").asText().hashCode()) : Page.of(token);
        if (page.query() != body.path("query").asText().hashCode()) {
            throw new Refused(Failure.request("INVALID_PAGE_TOKEN", "The page token is not of this query."));
        }
        if (!now.isBefore(page.asOf().plus(setup.pageTokenLife))) {
            throw new Refused(Failure.request("EXPIRED_PAGE_TOKEN", "The page token is expired."));
        }
        Answer answer = evaluate(customer, query, page.asOf());
        answer.tooMuch().ifPresent(kind -> {
            throw new Refused(failure(kind));
        });
        if (body.path("validateOnly").asBoolean()) {
            return HttpReply.json(200, "{}");
        }
        GoogleRowWriter writer = new GoogleRowWriter(query);
        ObjectNode json = Json.object();
        try (Stream<Map<GoogleField, Object>> rows = answer.rows().get()) {
            Iterator<Map<GoogleField, Object>> left = rows.skip(page.offset()).iterator();
            ArrayNode results = Json.array();
            while (left.hasNext() && results.size() < setup.pageRows) {
                results.add(writer.json(left.next()));
            }
            if (!results.isEmpty()) {
                json.set("results", results);
            }
            if (left.hasNext()) {
                json.put("nextPageToken", page.after(results.size()).token());
            }
        }
        if (body.path("searchSettings").path("returnTotalResultsCount").asBoolean()) {
            try (Stream<Map<GoogleField, Object>> rows = answer.rows().get()) {
                json.put("totalResultsCount", String.valueOf(rows.count()));
            }
        }
        return HttpReply.json(200, json.put("fieldMask", writer.fieldMask()).toString());
    }

    private Answer evaluate(String customer, GaqlQuery query, Instant now) {
        Optional<Account> account = access.account(customer);
        Supplier<Stream<Map<GoogleField, Object>>> rows;
        Optional<TooMuch.Answer> tooMuch = Optional.empty();
        if (query.resource().equals("customer_client")) {
            rows = () -> access.clients(customer).stream();
        } else if (query.resource().equals("currency_constant")) {
            rows = GoogleBudgets::currencies;
        } else if (account.isEmpty()) {
            boolean ofCustomer = query.resource().equals("customer");
            rows = () -> ofCustomer ? Stream.of(access.manager(customer)) : Stream.empty();
        } else if (query.resource().equals("conversion_action")) {
            rows = () -> conversionActions(account.get());
        } else if (query.resource().equals("campaign_budget")) {
            rows = () -> setup.budgets.ofAccount(account.get()).stream().map(row -> joined(account.get(), row));
        } else {
            GoogleRows source = new GoogleRows(setup.settings.data, query, account.get(), now, attributes);
            Optional<DateRange> days = GoogleQueryRules.days(
                    query, now.atZone(account.get().zone()).toLocalDate(), setup.settings.strict);
            rows = () -> source.rows(days);
            tooMuch = days.flatMap(range -> tooMuch(customer, range, source.entities()));
        }
        return new Answer(() -> arranged(query, rows.get()), tooMuch);
    }

    private static Stream<Map<GoogleField, Object>> arranged(GaqlQuery query, Stream<Map<GoogleField, Object>> rows) {
        Stream<Map<GoogleField, Object>> arranged = rows.filter(GoogleConditions.filter(query));
        if (!query.orderings().isEmpty()) {
            arranged = arranged.sorted(GoogleConditions.order(query.orderings()));
        }
        return query.limit().isPresent() ? arranged.limit(query.limit().getAsInt()) : arranged;
    }

    private Stream<Map<GoogleField, Object>> conversionActions(Account account) {
        return setup.conversionActions.getOrDefault(account.id(), List.of()).stream()
                .map(action -> {
                    Map<GoogleField, Object> row = attributes.customer(account);
                    row.put(
                            GoogleField.CONVERSION_ACTION__RESOURCE_NAME,
                            "customers/" + account.id() + "/conversionActions/" + action.id());
                    row.put(GoogleField.CONVERSION_ACTION__ID, action.id());
                    row.put(GoogleField.CONVERSION_ACTION__NAME, action.name());
                    row.put(GoogleField.CONVERSION_ACTION__STATUS, action.enabled() ? "ENABLED" : "HIDDEN");
                    row.put(GoogleField.CONVERSION_ACTION__PRIMARY_FOR_GOAL, action.counted());
                    row.put(GoogleField.CONVERSION_ACTION__INCLUDE_IN_CONVERSIONS_METRIC, action.counted());
                    row.put(
                            GoogleField.CONVERSION_ACTION__CLICK_THROUGH_LOOKBACK_WINDOW_DAYS,
                            action.clickWindowDays());
                    row.put(GoogleField.CONVERSION_ACTION__VIEW_THROUGH_LOOKBACK_WINDOW_DAYS, action.viewWindowDays());
                    return row;
                });
    }

    private Map<GoogleField, Object> joined(Account account, Map<GoogleField, Object> row) {
        Map<GoogleField, Object> all = new EnumMap<>(attributes.customer(account));
        all.putAll(row);
        return all;
    }

    private Optional<TooMuch.Answer> tooMuch(String customer, DateRange days, int entities) {
        return Optional.ofNullable(setup.tooMuch.get(customer))
                .filter(bound -> days.days() > bound.days() || days.days() * entities > bound.entityDays())
                .map(TooMuch::answer);
    }

    private static Failure failure(TooMuch.Answer kind) {
        return kind == TooMuch.Answer.EXCESSIVE_CONSUMPTION
                ? Failure.quota(
                        "EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION",
                        "ACCOUNT",
                        "Query resources per account",
                        Duration.ofSeconds(30))
                : Failure.of(
                        504,
                        "DEADLINE_EXCEEDED",
                        "internalError",
                        "DEADLINE_EXCEEDED",
                        "The server took too long to answer; ask for less.");
    }

    private record Answer(Supplier<Stream<Map<GoogleField, Object>>> rows, Optional<TooMuch.Answer> tooMuch) {}

    /** Where a page begins, in the answer to a query as of a moment. */
    private record Page(Instant asOf, long offset, int query) {
        static Page of(String token) {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII).split("/", -1);
                return new Page(
                        Instant.ofEpochMilli(Long.parseLong(parts[0])),
                        Long.parseLong(parts[1]),
                        Integer.parseInt(parts[2]));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new Refused(Failure.request("INVALID_PAGE_TOKEN", "The page token is invalid."));
            }
        }

        Page after(int rows) {
            return new Page(asOf, offset + rows, query);
        }

        String token() {
            String text = asOf.toEpochMilli() + "/" + offset + "/" + query;
            return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
