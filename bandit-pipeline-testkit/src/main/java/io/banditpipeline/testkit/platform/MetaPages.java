package io.banditpipeline.testkit.platform;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Cuts answers into pages. A cursor belongs to its question, and keeps the moment of the first page. */
final class MetaPages {
    static final int MAX_LIMIT = 5_000;
    private static final int USUAL_LIMIT = 25;

    private MetaPages() {}

    /**
     * Where a page begins.
     *
     * @param offset the first element
     * @param now the moment of the first page
     */
    record Start(int offset, Instant now) {}

    static int limit(MetaParameters parameters) {
        int limit = parameters.positive("limit", USUAL_LIMIT);
        if (limit > MAX_LIMIT) {
            throw MetaError.parameter("Param limit must be at most " + MAX_LIMIT + ", but is " + limit);
        }
        return limit;
    }

    static Start start(HttpCall call, MetaParameters parameters, Instant now) {
        if (!parameters.has("after")) {
            return new Start(0, now);
        }
        String cursor = parameters.get("after").orElse("");
        String[] parts = decoded(cursor).split(" ", -1);
        if (parts.length != 4 || !parts[3].equals(question(call, parameters))) {
            throw MetaError.parameter("Invalid cursor " + cursor + ": it is not one of this question");
        }
        Instant first = Instant.ofEpochSecond(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
        return new Start(Integer.parseInt(parts[0]), first);
    }

    /**
     * One page.
     *
     * @param base the address of the server, to which {@code paging.next} leads with the token, as that of Meta does
     */
    static String page(
            List<Map<String, Object>> all,
            Start start,
            HttpCall call,
            MetaParameters parameters,
            URI base,
            String token) {
        int end = (int) Math.min(all.size(), (long) start.offset() + limit(parameters));
        List<Map<String, Object>> page = all.subList(Math.min(start.offset(), end), end);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("data", page);
        if (!page.isEmpty()) {
            String after = cursor(end, start.now(), call, parameters);
            Map<String, Object> paging = new LinkedHashMap<>();
            paging.put(
                    "cursors", Map.of("before", cursor(start.offset(), start.now(), call, parameters), "after", after));
            if (end < all.size()) {
                paging.put("next", next(call, parameters, base, token, after));
            }
            answer.put("paging", paging);
        }
        return JsonText.write(answer);
    }

    private static String next(HttpCall call, MetaParameters parameters, URI base, String token, String after) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("access_token", token);
        query.putAll(parameters.all());
        query.put("after", after);
        return base
                + call.path()
                + query.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String cursor(int offset, Instant now, HttpCall call, MetaParameters parameters) {
        String text = offset + " " + now.getEpochSecond() + " " + now.getNano() + " " + question(call, parameters);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw MetaError.parameter("Invalid cursor " + cursor);
        }
    }

    private static String question(HttpCall call, MetaParameters parameters) {
        return Long.toHexString(Hashed.key(call.path() + parameters.question()));
    }
}
