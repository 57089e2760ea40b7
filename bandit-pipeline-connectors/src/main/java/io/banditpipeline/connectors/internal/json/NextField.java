package io.banditpipeline.connectors.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.Arrays;
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
    private final Map<String, Integer> places = new HashMap<>();
    private final SerializedString[] names;
    private final T[] values;
    private final T other;
    /** The place behind those of all fields. */
    private final int beginning;
    /** By place the one of the field that came next the last time; the beginning where none did. */
    private final int[] next;

    private int latest;

    /**
     * @param fields the fields by their names
     * @param other stands for all others
     */
    @SuppressWarnings("unchecked") // an array of a generic type cannot be made otherwise
    public NextField(Map<String, ? extends T> fields, T other) {
        fields.keySet().forEach(name -> places.put(name, places.size()));
        this.values = (T[]) fields.values().toArray();
        this.names = fields.keySet().stream().map(SerializedString::new).toArray(SerializedString[]::new);
        this.other = other;
        this.beginning = places.size();
        this.next = new int[beginning + 1];
        Arrays.fill(next, beginning);
        this.latest = beginning;
    }

    /**
     * Goes to the next field of the object that the parser is in, whose name then is the parser's current token.
     *
     * @return what stands for the field; null at the object's end
     */
    public @Nullable T of(JsonParser json) throws IOException {
        int likely = next[latest];
        if (likely != beginning && json.nextFieldName(names[likely])) {
            latest = likely;
            return values[likely];
        }
        JsonToken token = likely == beginning ? json.nextToken() : json.currentToken();
        if (token != JsonToken.FIELD_NAME) {
            latest = beginning;
            return null;
        }
        @Nullable Integer place = places.get(json.currentName());
        if (place == null) {
            return other;
        }
        next[latest] = place;
        latest = place;
        return values[place];
    }
}
