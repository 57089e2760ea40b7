package io.banditpipeline.testkit.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parameters of a call, from its query and its form. */
final class MetaParameters {
    /** Those that say who is asking. */
    static final Set<String> OF_CALLER = Set.of("access_token", "appsecret_proof");

    private final Map<String, String> values;

    private MetaParameters(Map<String, String> values) {
        this.values = values;
    }

    static MetaParameters of(HttpCall call) {
        Map<String, String> values = new LinkedHashMap<>();
        call.parameters().forEach((name, all) -> values.put(name, all.get(0)));
        if (call.method().equals("POST")) {
            call.form().forEach((name, all) -> values.put(name, all.get(0)));
        }
        return new MetaParameters(values);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** All but those of the caller and of paging, in order of their names: the same for all pages of a question. */
    Map<String, String> question() {
        Map<String, String> question = new TreeMap<>(values);
        question.keySet().removeAll(OF_CALLER);
        question.keySet().removeAll(Set.of("after", "limit"));
        return question;
    }

    Map<String, String> all() {
        return values;
    }

    /** Refuses parameters that the endpoint does not have. */
    void allowOnly(String... names) {
        Set<String> allowed = Set.of(names);
        values.keySet().stream()
                .filter(name -> !allowed.contains(name) && !OF_CALLER.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw MetaError.parameter("Unknown parameter " + name + "; allowed are " + allowed);
                });
    }

    /** A list that is written as {@code a,b} or as {@code ["a","b"]}; empty if it is not there. */
    List<String> list(String name) {
        String text = get(name).orElse("").strip();
        if (text.isEmpty()) {
            return List.of();
        }
        return text.startsWith("[")
                ? objects(name).stream().map(String::valueOf).toList()
                : Stream.of(text.split(",", -1)).map(String::strip).toList();
    }

    /** The elements of a JSON array; empty if it is not there. */
    List<?> objects(String name) {
        return get(name)
                .map(text -> json(name, text) instanceof List<?> list ? list : mustBe(name, "an array"))
                .orElse(List.of());
    }

    /** A JSON object; empty if it is not there. */
    Optional<Map<?, ?>> object(String name) {
        return get(name).map(text -> json(name, text) instanceof Map<?, ?> map ? map : mustBe(name, "an object"));
    }

    /** A whole number from 1 on. */
    int positive(String name, int otherwise) {
        String text = get(name).orElse(Integer.toString(otherwise));
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw MetaError.parameter("Param " + name + " must be an integer of at least 1, but is " + text);
        }
        return Integer.parseInt(text);
    }

    private static @Nullable Object json(String name, String text) {
        try {
            return Json.MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw MetaError.parameter("Param " + name + " must be JSON, but is " + text);
        }
    }

    private static <T> T mustBe(String name, String what) {
        throw MetaError.parameter("Param " + name + " must be " + what);
    }
}
