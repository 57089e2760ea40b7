package io.banditpipeline.connectors.google;

import com.google.ads.googleads.v23.services.GoogleAdsRow;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A query whose names are all known to Google's own classes.
 *
 * @param fields what it selects
 * @param resource where from
 * @param conditions what it demands, or {@code ""}
 */
record StrictQuery(List<String> fields, String resource, String conditions) {
    private static final Pattern QUERY = Pattern.compile(
            "SELECT ([a-z0-9_., ]+) FROM ([a-z_]+)(?: WHERE (.+?))?(?: ORDER BY ([a-z0-9_., ]+?))?(?: PARAMETERS omit_unselected_resource_names=true)?");
    private static final Pattern CONDITION = Pattern.compile(
            "([a-z_.]+) (?:=|!=|NOT IN|IN|BETWEEN) (\\([^)]*\\)|'[^']*' AND '[^']*'|'[^']*'|[A-Za-z0-9]+)");
    private static final Pattern QUOTED = Pattern.compile("'([A-Z_]+)'");

    /** @throws IllegalArgumentException if it is no query, or names what Google's classes do not have */
    static StrictQuery of(String text) {
        Matcher query = QUERY.matcher(text);
        if (!query.matches()) {
            throw new IllegalArgumentException("no query: " + text);
        }
        List<String> fields =
                Stream.of(query.group(1).split(",")).map(String::strip).toList();
        fields.forEach(StrictQuery::field);
        field(query.group(2) + ".resource_name");
        for (String sorted :
                query.group(4) == null ? new String[0] : query.group(4).split(",")) {
            if (!fields.contains(sorted.strip())) {
                throw new IllegalArgumentException(sorted + " is sorted by, but not selected");
            }
        }
        String conditions = Optional.ofNullable(query.group(3)).orElse("");
        for (String condition : conditions.isEmpty() ? new String[0] : conditions.split(" AND (?!')")) {
            check(condition);
        }
        return new StrictQuery(fields, query.group(2), conditions);
    }

    private static void check(String text) {
        Matcher condition = CONDITION.matcher(text);
        if (!condition.matches()) {
            throw new IllegalArgumentException("no condition: " + text);
        }
        FieldDescriptor field = field(condition.group(1));
        Matcher words = QUOTED.matcher(condition.group(2));
        while (field.getJavaType() == FieldDescriptor.JavaType.ENUM && words.find()) {
            if (field.getEnumType().findValueByName(words.group(1)) == null) {
                throw new IllegalArgumentException(
                        words.group(1) + " is no " + field.getEnumType().getName());
            }
        }
    }

    /** The field that a path names. */
    private static FieldDescriptor field(String path) {
        Descriptor type = GoogleAdsRow.getDescriptor();
        FieldDescriptor field = null;
        for (String name : path.split("\\.")) {
            field = type == null ? null : type.findFieldByName(name);
            if (field == null) {
                throw new IllegalArgumentException("there is no " + name + " of " + path);
            }
            type = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE ? field.getMessageType() : null;
        }
        if (type != null) {
            throw new IllegalArgumentException(path + " is no single field");
        }
        return field;
    }
}
