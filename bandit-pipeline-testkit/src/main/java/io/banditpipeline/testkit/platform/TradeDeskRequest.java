package io.banditpipeline.testkit.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** A request with a body of JSON, and the checks of it. */
record TradeDeskRequest(JsonNode body, boolean strict, int maxPageSize) {
    static TradeDeskRequest of(HttpCall call, boolean strict, int maxPageSize) {
        JsonNode body = Json.objectOf(call.text());
        boolean needed = call.method().equals("POST") || call.method().equals("PUT");
        if (needed && !body.isObject()) {
            throw new TradeDeskRefusal(400, "The request body is not a JSON object.", List.of());
        }
        return new TradeDeskRequest(body, strict, maxPageSize);
    }

    /** Refuses properties that are not among these, in strict mode. */
    TradeDeskRequest allow(String... names) {
        return allow("", body, names);
    }

    /** Refuses properties of a part that are not among these, in strict mode. */
    TradeDeskRequest allow(String prefix, JsonNode part, String... names) {
        Set<String> known = Set.of(names);
        Json.names(part).stream()
                .filter(name -> strict && !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw TradeDeskRefusal.invalid(prefix + name, "The property is unknown (TTD-Strict-Mode).");
                });
        return this;
    }

    TradeDeskRequest require(String... names) {
        for (String name : names) {
            if (body.path(name).isMissingNode() || body.path(name).isNull()) {
                throw TradeDeskRefusal.invalid(name, "The " + name + " field is required.");
            }
        }
        return this;
    }

    TradeDeskRequest oneOf(String name, String... values) {
        if (!List.of(values).contains(body.path(name).asText())) {
            throw TradeDeskRefusal.invalid(name, "The value must be one of " + List.of(values) + ".");
        }
        return this;
    }

    String text(String name) {
        return body.path(name).asText();
    }

    /** The page of the results that is asked for. */
    HttpReply page(List<ObjectNode> results, int unfiltered) {
        require("PageStartIndex", "PageSize");
        int start = body.path("PageStartIndex").asInt(-1);
        int size = body.path("PageSize").asInt(-1);
        if (start < 0) {
            throw TradeDeskRefusal.invalid("PageStartIndex", "The value must not be negative.");
        }
        if (size < 1 || size > maxPageSize) {
            throw TradeDeskRefusal.invalid("PageSize", "The value must be from 1 to " + maxPageSize + ".");
        }
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray("Result");
        results.stream().skip(start).limit(size).forEach(page::add);
        answer.put("ResultCount", page.size());
        answer.put("TotalFilteredCount", results.size());
        answer.put("TotalUnfilteredCount", unfiltered);
        return HttpReply.json(200, answer.toString());
    }
}
