package io.banditpipeline.config;

import io.banditpipeline.security.Secret;
import io.banditpipeline.workflow.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds values that are right by themselves, but not together; and what is allowed, but surely not meant. */
final class Checks {
    private static final List<Option<String>> ENDPOINTS =
            List.of(Options.WEBHOOKS_GOOGLE, Options.WEBHOOKS_META, Options.WEBHOOKS_TRADE_DESK);

    private final Values values;

    Checks(Values values) {
        this.values = values;
    }

    /** How failed steps are tried again; null if the file does not say. */
    @Nullable
    RetryPolicy retries(Problems problems) {
        if (!values.has("workflows.retries")) {
            return null;
        }
        RetryPolicy standard = RetryPolicy.ofDefaults();
        Duration first = values.get(Options.RETRY_FIRST).orElse(standard.firstDelay());
        Duration longest = values.get(Options.RETRY_LONGEST).orElse(standard.maxDelay());
        if (longest.compareTo(first) < 0) {
            Option<?> named = values.has(Options.RETRY_LONGEST.path()) ? Options.RETRY_LONGEST : Options.RETRY_FIRST;
            problems.add(
                    values.place(named.path()),
                    "workflows.retries.max_delay must be at least first_delay, which is " + NumberKinds.shown(first)
                            + ", but is " + NumberKinds.shown(longest));
            return null;
        }
        return new RetryPolicy(
                values.get(Options.RETRY_ATTEMPTS).orElse(standard.maxAttempts()),
                first,
                values.get(Options.RETRY_FACTOR).orElse(standard.factor()),
                longest,
                values.get(Options.RETRY_JITTER).orElse(standard.jitter()));
    }

    /** Two platforms must not share a path: a request could not be told apart. */
    void endpoints(Problems problems) {
        Map<String, String> platforms = new HashMap<>();
        for (Option<String> endpoint : ENDPOINTS) {
            String path = values.get(endpoint).orElse(null);
            String other = path == null ? null : platforms.putIfAbsent(path, endpoint.path());
            if (other != null) {
                problems.add(
                        values.place(endpoint.path()),
                        endpoint.path() + " must differ from " + other + ", but both are the same path");
            }
        }
    }

    /** Somebody must hear of what is wrong, and a key that is there but empty signs nothing. */
    void alerts(Problems problems) {
        boolean url = values.has(Options.ALERT_URL.path());
        boolean key = values.get(Options.ALERT_KEY).isPresent();
        if (values.has("alerts.webhook") && !url) {
            problems.add(
                    values.place("alerts.webhook"),
                    "alerts.webhook.url is missing: write "
                            + Options.ALERT_URL.kind().allowed() + ", or remove the section");
        }
        if (!values.get(Options.ALERT_LOG).orElse(true) && !url) {
            problems.add(
                    values.place(Options.ALERT_LOG.path()),
                    "alerts.log is false and there is no alerts.webhook.url, so that nobody would be told when something"
                            + " is wrong: write one of the two");
        }
        if (key && isEmpty(Options.ALERT_KEY)) {
            problems.add(
                    values.place(Options.ALERT_KEY.path()),
                    "alerts.webhook.secret_key must not be empty: write a key, or remove the line");
        }
    }

    /** What the host should know, though it is allowed. */
    List<String> warnings(List<JobSettings> jobs) {
        List<String> warnings = new ArrayList<>();
        webhooks(warnings);
        secrets(warnings);
        platforms(warnings);
        if (values.has("scheduler")
                && values.get(Options.SCHEDULER_ENABLED).orElse(true)
                && !jobs.isEmpty()
                && jobs.stream().noneMatch(JobSettings::enabled)) {
            warnings.add(at(JobSettings.SECTION) + "every job has enabled: false: the pipeline does nothing by itself");
        }
        return List.copyOf(warnings);
    }

    private void secrets(List<String> warnings) {
        values.literals()
                .forEach(path -> warnings.add(at(path) + path
                        + " stands in the file as it is, where whoever reads the file sees it: keep it in an environment"
                        + " variable, and write ${NAME}"));
    }

    /** A rule that names a platform which no source has is a slip of the pen; the host may add sources, though. */
    private void platforms(List<String> warnings) {
        Set<String> known = values.names(SourceTable.SECTION).stream()
                .flatMap(name -> SourceList.type(name, values).stream())
                .map(SourceType::platform)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : known.isEmpty() ? List.<String>of() : values.names(ArmSettings.SECTION)) {
            String path = ArmSettings.PLATFORM.path(name);
            if (values.get(ArmSettings.PLATFORM, name)
                    .filter(platform -> !known.contains(platform))
                    .isPresent()) {
                warnings.add(at(path) + path + " is of no source of the file, which are of " + String.join(", ", known)
                        + ": its arms are never found, unless the host adds such a source");
            }
        }
    }

    private void webhooks(List<String> warnings) {
        if (!values.has("webhooks") || !values.get(Options.WEBHOOKS_ENABLED).orElse(true)) {
            return;
        }
        warnings.add(at("webhooks") + "this version has no receiver of webhooks: nothing listens on port "
                + values.get(Options.WEBHOOKS_PORT).orElse(Options.WEBHOOKS_PORT.standard())
                + ", and platforms' numbers come with the jobs alone. Write webhooks.enabled: false to be without this"
                + " warning");
        if (isEmpty(Options.WEBHOOKS_KEY)) {
            warnings.add(at(Options.WEBHOOKS_KEY.path())
                    + "webhooks.secret_key is empty: a receiver could not verify requests. Write a key, best as a"
                    + " variable such as ${WEBHOOK_SECRET}");
        }
    }

    private boolean isEmpty(Option<Secret> key) {
        return values.get(key).map(secret -> secret.reveal().isBlank()).orElse(true);
    }

    private String at(String path) {
        return values.place(path) + ": ";
    }
}
