package io.banditpipeline.connectors.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of some fields comes next in an object. The objects of a list mostly have the same fields in the same
 * order: the field that came next the last time is compared with the bytes first, which is faster than reading its
 * name. One is for the objects of one kind, which do not contain one another. Not thread-safe.
 *
 * @param <T> what stands for a field
 */
public final class NextField<T> {
    private final Map<String, Field<T>> byName = new HashMap<>();
    private final T other;
    private final Field<T> start;
    private Field<T> latest;

    private static final class Field<T> {
        private final SerializedString name;
        private final T value;
        private @Nullable Field<T> next;

        Field(String name, T value) {
            this.name = new SerializedString(name);
            this.value = value;
        }
    }

    /**
     * @param fields the fields by their names
     * @param other stands for all others
     */
    public NextField(Map<String, ? extends T> fields, T other) {
        fields.forEach((name, value) -> byName.put(name, new Field<>(name, value)));
        this.other = other;
        this.start = new Field<>("", other);
        this.latest = start;
    }

    /**
     * Goes to the next field of the object that the parser is in, whose name then is the parser's current token.
     *
     * @return what stands for the field; null at the object's end
     */
    public @Nullable T of(JsonParser json) throws IOException {
        @Nullable Field<T> guess = latest.next;
        if (guess != null && json.nextFieldName(guess.name)) {
            latest = guess;
            return guess.value;
        }
        JsonToken token = guess == null ? json.nextToken() : json.currentToken();
        if (token != JsonToken.FIELD_NAME) {
            latest = start;
            return null;
        }
        @Nullable Field<T> field = byName.get(json.currentName());
        if (field == null) {
            return other;
        }
        latest.next = field;
        latest = field;
        return field.value;
    }
}
