package io.banditpipeline.connectors.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NextFieldTest {
    private static final List<String> NAMES =
            List.of("id", "impressions", "impression", "spend", "unasked", "gr\u00F6\u00DFe", "a\"b\\c", "");
    private static final Map<String, String> KNOWN = Map.of(
            "id", "ID", "impressions", "IMPRESSIONS", "spend", "SPEND", "gr\u00F6\u00DFe", "SIZE", "a\"b\\c", "ODD");

    /** Whatever came before, in any order, and with buffers that end anywhere. */
    @Property
    void each_object_is_read_as_if_it_were_the_only_one(
            @ForAll @Size(max = 20) List<@Size(max = 8) List<@IntRange(max = 7) Integer>> objects) throws IOException {
        StringBuilder json = new StringBuilder("[");
        List<List<String>> expected = new ArrayList<>();
        for (List<Integer> fields : objects) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            fields.forEach(field -> object.put(NAMES.get(field), field));
            json.append(json.length() == 1 ? "" : " ,\n").append(object);
            List<String> kinds = new ArrayList<>();
            object.fieldNames().forEachRemaining(name -> kinds.add(KNOWN.getOrDefault(name, "OTHER")));
            expected.add(kinds);
        }
        assertThat(read(json.append(']').toString())).isEqualTo(expected);
    }

    @Test
    void names_with_escapes_and_objects_within_objects_are_read() throws IOException {
        assertThat(read("[{\"id\":1,\"spend\":2},{\"\\u0069d\":{\"id\":3},\"spend\":[{\"id\":4}],\"id\":5}]"))
                .isEqualTo(List.of(List.of("ID", "SPEND"), List.of("ID", "SPEND", "ID")));
    }

    @Test
    void an_object_that_breaks_off_is_told() {
        assertThatThrownBy(() -> read("[{\"id\":1,\"spend\":2},{\"id\":1")).isInstanceOf(JsonEOFException.class);
        assertThatThrownBy(() -> read("[{\"id\":1,\"spend\":2},{\"id\":1,\"spe"))
                .isInstanceOf(IOException.class);
    }

    private static List<List<String>> read(String json) throws IOException {
        NextField<String> fields = new NextField<>(KNOWN, "OTHER");
        List<List<String>> objects = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(new Dribble(json))) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_ARRAY);
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                List<String> object = new ArrayList<>();
                for (@Nullable String field = fields.of(parser); field != null; field = fields.of(parser)) {
                    object.add(field);
                    parser.nextToken();
                    parser.skipChildren();
                }
                assertThat(parser.currentToken()).isEqualTo(JsonToken.END_OBJECT);
                objects.add(object);
            }
        }
        return objects;
    }

    /** Gives a few bytes at a time. */
    private static final class Dribble extends InputStream {
        private final ByteArrayInputStream bytes;

        Dribble(String text) {
            bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, Math.min(length, 7));
        }
    }
}
