package io.banditpipeline.config;

import io.banditpipeline.alert.AlertSink;
import io.banditpipeline.core.alert.LogAlertSink;
import io.banditpipeline.core.alert.WebhookAlertSink;
import io.banditpipeline.core.alert.WebhookAlertSinkBuilder;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Who is told when something is wrong. Stateless. */
final class AlertSettings {
    private AlertSettings() {}

    /** The sinks of a file; empty if it does not say. */
    static List<AlertSink> sinks(Values values) {
        List<AlertSink> sinks = new ArrayList<>();
        if (values.has("alerts") && values.get(Options.ALERT_LOG).orElse(true)) {
            sinks.add(new LogAlertSink());
        }
        values.get(Options.ALERT_URL).ifPresent(url -> {
            WebhookAlertSinkBuilder webhook = WebhookAlertSink.to(URI.create(url.reveal()));
            values.get(Options.ALERT_KEY).ifPresent(webhook::signWith);
            sinks.add(webhook.build());
        });
        return sinks;
    }
}
