package io.banditpipeline.testkit.platform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** An error of The Trade Desk, which ends the handling of a request. */
final class TradeDeskRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;
    private final transient List<Map.Entry<String, String>> details;

    TradeDeskRefusal(int status, String message, List<Map.Entry<String, String>> details) {
        super(message);
        this.status = status;
        this.details = List.copyOf(details);
    }

    static TradeDeskRefusal invalid(String property, String reason) {
        return new TradeDeskRefusal(400, "The request failed validation.", List.of(Map.entry(property, reason)));
    }

    static TradeDeskRefusal denied(String what) {
        return new TradeDeskRefusal(403, "No access to " + what + ", or it does not exist.", List.of());
    }

    HttpReply reply() {
        ObjectNode body = Json.object().put("Message", getMessage());
        if (!details.isEmpty()) {
            ArrayNode array = body.putArray("ErrorDetails");
            details.forEach(detail -> array.addObject()
                    .put("Property", detail.getKey())
                    .putArray("Reasons")
                    .add(detail.getValue()));
        }
        return HttpReply.json(status, body.toString());
    }
}
