package io.banditpipeline.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.banditpipeline.error.ConfigurationException;
import java.util.List;
import java.util.Map;

/** Texts of settings for tests. */
final class Settings {
    /** The example of the first design, as a user may have it. */
    static final String FIRST_DESIGN = """
            database:
              type: sqlite  # or postgresql
              connection_string: "sqlite:///bandit_ads.db"
              # For PostgreSQL:
              # connection_string: "postgresql://user:pass@localhost/bandit_ads"

            scheduler:
              enabled: true
              timezone: "America/New_York"
              jobs:
                hourly_metrics:
                  enabled: true
                  interval: 3600  # seconds
                daily_aggregation:
                  enabled: true
                  time: "02:00"  # 2 AM daily

            webhooks:
              enabled: true
              port: 8080
              secret_key: ""  # For signature verification
              endpoints:
                google: "/webhooks/google"
                meta: "/webhooks/meta"
                trade_desk: "/webhooks/trade_desk"

            data_quality:
              validation_enabled: true
              anomaly_detection: true
              alert_threshold: 0.1  # Alert if >10% data quality issues
            """;

    /** Accounts on all platforms, with arms and budgets. */
    static final String PLATFORMS = """
            database:
              connection_string: sqlite:///ads.db

            sources:
              google:
                type: google_ads
                client_id: ${GOOGLE_ADS_CLIENT_ID}
                client_secret: ${GOOGLE_ADS_CLIENT_SECRET}
                refresh_token: ${GOOGLE_ADS_REFRESH_TOKEN}
                login_customer_id: 987-654-3210
              facebook:
                type: meta
                access_token: ${META_ACCESS_TOKEN}
                app_secret: ${META_APP_SECRET}
              ttd:
                type: trade_desk
                login: ${TTD_LOGIN}
                password: ${TTD_PASSWORD}
                template: bandit-daily
                partners: [partner1]

            campaigns:
              shop:
                timezone: Europe/Berlin
                currency: EUR
                daily_budget: 1500

            arms:
              search:
                platform: google_ads
              social:
                pattern: '(?<geo>[A-Z]{2})_.*'
                arm: social-{geo}
                platform: meta
              rest: {channel: display}

            exchange_rates:
              ecb_file: eurofxref-hist.csv

            budgets:
              google: {validated: true}
              facebook: {live: true, max_change_factor: 2}
            """;

    private Settings() {}

    static PipelineSettings read(String yaml) {
        return PipelineSettings.read(yaml, Map.<String, String>of()::get);
    }

    static PipelineSettings read(String yaml, Map<String, String> environment) {
        return PipelineSettings.read(yaml, environment::get);
    }

    /** What is wrong with a text. */
    static List<String> problems(String yaml) {
        return problems(yaml, Map.of());
    }

    static List<String> problems(String yaml, Map<String, String> environment) {
        ConfigurationException wrong =
                catchThrowableOfType(ConfigurationException.class, () -> read(yaml, environment));
        return wrong == null ? List.of() : wrong.problems();
    }
}
