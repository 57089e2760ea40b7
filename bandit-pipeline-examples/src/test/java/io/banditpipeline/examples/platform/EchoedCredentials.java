package io.banditpipeline.examples.platform;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banditpipeline.testkit.platform.HttpCall;
import io.banditpipeline.testkit.platform.HttpFault;
import io.banditpipeline.testkit.platform.HttpReply;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A platform that says back in its errors all that it was sent, and who sent it, in any place of any status. */
final class EchoedCredentials implements Function<HttpCall, Optional<HttpFault>> {
    static final String E_MAIL = "pl4nted.person@agency.example";

    private static final int[] STATUSES = {400, 401, 403, 404, 429, 500, 503, 302};

    private final String user;
    private final AtomicInteger answers = new AtomicInteger();
    private volatile boolean on;
    private volatile boolean tokensToo;

    /** @param user who signs in at The Trade Desk, which names the user in its errors; or {@code ""} */
    EchoedCredentials(String user) {
        this.user = user;
    }

    /** Echoes from now on. */
    void on(boolean alsoWhenTokensAreAskedFor) {
        tokensToo = alsoWhenTokensAreAskedFor;
        on = true;
    }

    /** Echoes no more. */
    void off() {
        on = false;
    }

    @Override
    public Optional<HttpFault> apply(HttpCall call) {
        boolean token = call.path().equals("/token") || call.path().endsWith("/authentication");
        return on && (tokensToo || !token)
                ? Optional.of(HttpFault.answer(reply(call, token, answers.getAndIncrement())))
                : Optional.empty();
    }

    private HttpReply reply(HttpCall call, boolean token, int number) {
        int status = STATUSES[number % STATUSES.length];
        String sent =
                "refused to " + E_MAIL + (call.path().startsWith("/v3/") ? " user " + user : "") + ": " + call + " "
                        + call.headers().stream()
                                .map(header -> header.name() + ": " + header.value())
                                .collect(Collectors.joining("; "))
                        + " " + call.text();
        if (status == 302) {
            return HttpReply.of(302)
                    .withHeader("Location", "https://elsewhere.example/?" + call.query() + "#" + E_MAIL);
        }
        return number / STATUSES.length % 3 == 2
                ? HttpReply.text(status, "text/html", "<html><body>" + sent + "</body></html>")
                : HttpReply.json(status, json(status, token, sent).toString());
    }

    /** One body that each platform's reader finds its own words in. */
    private static ObjectNode json(int status, boolean token, String sent) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("Message", sent);
        body.putArray("ErrorDetails")
                .addObject()
                .put("Property", "Login")
                .putArray("Reasons")
                .add(sent);
        if (token) {
            return body.put("error", "invalid_request").put("error_description", sent);
        }
        ObjectNode error = body.putObject("error")
                .put("code", status == 400 ? 100 : status)
                .put("message", sent)
                .put("status", "INVALID_ARGUMENT")
                .put("type", "OAuthException")
                .put("error_user_msg", sent)
                .put("fbtrace_id", sent);
        ObjectNode failure = error.putArray("details").addObject();
        failure.put("@type", "type.googleapis.com/google.ads.googleads.v24.errors.GoogleAdsFailure")
                .put("requestId", sent);
        failure.putArray("errors")
                .addObject()
                .put("message", sent)
                .putObject("errorCode")
                .put("queryError", sent);
        return body;
    }
}
