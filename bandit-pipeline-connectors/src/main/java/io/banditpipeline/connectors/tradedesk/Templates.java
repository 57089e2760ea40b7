package io.banditpipeline.connectors.tradedesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.internal.text.NearestName;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.workflow.Cancellation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The ids of report templates, which people make in the platform's pages, by their names. Thread-safe. */
final class Templates {
    static final String PATH = "myreports/reporttemplateheader/query";

    private final Calls calls;
    private final Map<String, Long> ids = new ConcurrentHashMap<>();

    Templates(Calls calls) {
        this.calls = calls;
    }

    /**
     * The id of the one template of a name; asked for once.
     *
     * @throws SourceException CONFIGURATION if there is none, or more than one
     */
    long id(String name, Cancellation cancellation) {
        Long known = ids.get(name);
        if (known != null) {
            return known;
        }
        long found = find(name, cancellation);
        ids.put(name, found);
        return found;
    }

    /** Asks again next time: the template may have been made anew. */
    void forget(String name) {
        ids.remove(name);
    }

    private long find(String name, Cancellation cancellation) {
        List<JsonNode> near = calls.queryAll(PATH, Map.of("NameContains", name), "", cancellation);
        List<JsonNode> same = near.stream()
                .filter(template -> template.path("Name").asText(name).equals(name))
                .toList();
        if (same.size() != 1) {
            throw new SourceException(
                    SourceException.Kind.CONFIGURATION, same.isEmpty() ? none(name, near) : several(name, same), null);
        }
        JsonNode id = same.get(0).path("ReportTemplateId");
        if (!id.canConvertToLong() && id.asLong(0) == 0) {
            throw new SourceException(
                    SourceException.Kind.TRANSIENT,
                    "the report template " + Words.quoted(name) + " came without its ReportTemplateId; ask again",
                    null);
        }
        return id.asLong();
    }

    private static String none(String name, List<JsonNode> near) {
        List<String> names =
                near.stream().map(template -> template.path("Name").asText("")).toList();
        String nearest = NearestName.of(name, names)
                .map(found -> "; the nearest is " + Words.quoted(found))
                .orElse("");
        return "there is no report template " + Words.quoted(name) + " that the user can see" + nearest
                + "; make it in My Reports, or share it with the user";
    }

    private static String several(String name, List<JsonNode> same) {
        List<String> ids = same.stream()
                .map(template -> template.path("ReportTemplateId").asText("?"))
                .toList();
        return "there are " + same.size() + " report templates " + Words.quoted(name) + " with the ids "
                + String.join(", ", ids) + "; rename all but one";
    }
}
