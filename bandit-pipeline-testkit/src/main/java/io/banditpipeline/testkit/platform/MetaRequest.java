package io.banditpipeline.testkit.platform;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call, understood as far as its path.
 *
 * @param version the major version, such as 26
 * @param id what stands in the path: the digits of an account, or the id of an object or report; empty for lists of
 *     mine
 * @param now when it came in
 */
record MetaRequest(
        HttpCall call, MetaParameters parameters, int version, String id, String edge, boolean isAccount, Instant now) {
    private static final Pattern PATH =
            Pattern.compile("/v([0-9]{1,3})\\.0/(?:(me)|act_([0-9]+)|([0-9]+))(?:/([a-z]+))?");

    static MetaRequest of(HttpCall call, Instant now) {
        Matcher path = PATH.matcher(call.path());
        if (!path.matches()) {
            throw MetaError.violation(2500, "Unknown path components: " + call.path());
        }
        String account = path.group(3);
        String object = path.group(4);
        return new MetaRequest(
                call,
                MetaParameters.of(call),
                Integer.parseInt(path.group(1)),
                account != null ? account : object != null ? object : "",
                path.group(5) == null ? "" : path.group(5),
                account != null,
                now);
    }

    boolean isPost() {
        return call.method().equals("POST");
    }

    /** What it asks for; {@code isReport} says whether the id is that of a report. */
    MetaEndpoint endpoint(boolean isReport) {
        String key =
                call.method() + " " + (isAccount ? "account" : id.isEmpty() ? "me" : isReport ? "report" : "object")
                        + (edge.isEmpty() ? "" : "/" + edge);
        return switch (key) {
            case "GET me/adaccounts" -> MetaEndpoint.ACCOUNTS;
            case "GET account" -> MetaEndpoint.ACCOUNT;
            case "GET account/campaigns" -> MetaEndpoint.CAMPAIGNS;
            case "GET account/adsets" -> MetaEndpoint.AD_SETS;
            case "GET account/ads" -> MetaEndpoint.ADS;
            case "GET account/insights" -> MetaEndpoint.INSIGHTS;
            case "POST account/insights" -> MetaEndpoint.REPORT_START;
            case "GET report" -> MetaEndpoint.REPORT_STATUS;
            case "GET report/insights" -> MetaEndpoint.REPORT_ROWS;
            case "GET object" -> MetaEndpoint.OBJECT;
            case "GET object/adsets" -> MetaEndpoint.AD_SETS;
            case "GET object/ads" -> MetaEndpoint.ADS;
            case "POST object" -> MetaEndpoint.BUDGET;
            default -> throw MetaError.violation(2500, "Unknown path components: " + key);
        };
    }
}
