package io.banditpipeline.config;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.google.GoogleAds;
import io.banditpipeline.connectors.google.GoogleAdsBuilder;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.security.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Sources of type {@code google_ads}. */
final class GoogleAdsSettings implements SourceSettings {
    static final SourceTable TABLE = new SourceTable(SourceType.GOOGLE_ADS);

    private static final Option<String> CLIENT_ID = TABLE.option(
            "client_id",
            Kinds.words(300),
            "credentials of a service account are needed",
            "${GOOGLE_ADS_CLIENT_ID}",
            "The OAuth client that the user let in; with `client_secret` and `refresh_token`.");
    private static final Option<Secret> CLIENT_SECRET = TABLE.option(
            "client_secret",
            SourceKinds.credential(),
            "credentials of a service account are needed",
            "${GOOGLE_ADS_CLIENT_SECRET}",
            "The client's secret.");
    private static final Option<Secret> REFRESH_TOKEN = TABLE.option(
            "refresh_token",
            SourceKinds.credential(),
            "credentials of a service account are needed",
            "${GOOGLE_ADS_REFRESH_TOKEN}",
            "The refresh token that the user gave to the client.");
    private static final Option<Path> KEY_FILE = TABLE.option(
            "service_account_file",
            SourceKinds.file(),
            "other credentials are needed",
            "/run/secrets/google-ads.json",
            "The key file of a service account, as the Google Cloud console makes it.");
    private static final Option<String> EMAIL = TABLE.option(
            "service_account_email",
            Kinds.words(300),
            "other credentials are needed",
            "ads@project.iam.gserviceaccount.com",
            "The address of a service account; with `service_account_key`.");
    private static final Option<Secret> KEY = TABLE.option(
            "service_account_key",
            SourceKinds.credential(),
            "other credentials are needed",
            "${GOOGLE_ADS_PRIVATE_KEY}",
            "Its private key in PEM, PKCS #8.");
    private static final Option<String> SUBJECT = TABLE.option(
            "subject",
            SourceKinds.person(),
            "it speaks for itself",
            "ads@example.com",
            "The user that the service account speaks for, where its domain lets it.");
    private static final Option<Secret> DEVELOPER_TOKEN = TABLE.option(
            "developer_token",
            SourceKinds.credential(),
            "none is sent",
            "${GOOGLE_ADS_DEVELOPER_TOKEN}",
            "A developer token, for proxies that ask for it; Google reads none any more.");
    private static final Option<String> LOGIN_CUSTOMER = TABLE.option(
            "login_customer_id",
            Kinds.words(20),
            "it is looked for",
            "900-000-0001",
            "The manager account through which accounts are reached, with or without dashes.");
    private static final Option<List<String>> ACCOUNTS = TABLE.texts(
            "accounts",
            "all enabled accounts that the credentials reach, as with an empty list",
            "[123-456-7890]",
            "The accounts, with or without dashes.");
    private static final Option<Level> LEVEL = TABLE.option(
            "level",
            Kinds.oneOf(Level.class, SourceTable.LEVELS_OF_ENTITIES),
            "`campaign`",
            "campaign",
            "The level of rows.");
    private static final Option<Boolean> HOURLY =
            TABLE.flag("hourly", "Rows by hour only, rather than hours and days.");
    private static final Option<Integer> LOOKBACK = TABLE.option(
            "lookback_days",
            NumberKinds.whole(1, 1_096),
            "the account's longest conversion window and a week",
            "145",
            "How many past days may still change and are read again.");
    private static final Option<String> API_VERSION =
            TABLE.option("api_version", Kinds.name(), "`v26`", "v26", "The version of the API.");
    private static final Option<Integer> OPERATIONS = TABLE.option(
            "operations_per_day",
            NumberKinds.whole(1, 1_000_000_000),
            "only Google's answers limit calls",
            "15000",
            "The most calls a day of all accounts together, as the access level of the Google Cloud project has it.");
    private static final Option<Duration> STALL = TABLE.stallTimeout("3m");
    private static final Option<Duration> LONGEST_WAIT = TABLE.longestWait("60s");
    private static final Option<URI> BASE = TABLE.baseUri("https://googleads.googleapis.com");
    private static final Option<URI> TOKENS = TABLE.option(
            "token_uri",
            SourceKinds.address(),
            "what the key file names, or `https://oauth2.googleapis.com/token`",
            "https://oauth2.googleapis.com/token",
            "Where access tokens are given out, for proxies and simulators.");

    @Override
    public void check(SourceValues values) {
        boolean user = values.hasAny(CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN);
        boolean key = values.hasAny(EMAIL, KEY);
        boolean file = values.has(KEY_FILE);
        if (!user && !key && !file) {
            values.problem("has no credentials: write client_id, client_secret and refresh_token of a user, or"
                    + " service_account_file, or service_account_email and service_account_key");
        } else if ((user ? 1 : 0) + (key ? 1 : 0) + (file ? 1 : 0) > 1) {
            values.problem("has several credentials: keep those of a user, or the key file of a service account, or its"
                    + " address and key");
        } else if (user) {
            String why = "a user's credentials are client_id, client_secret and refresh_token";
            List.of(CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN).forEach(option -> values.need(option, why));
        } else if (key) {
            String why = "a service account's credentials are service_account_email and service_account_key";
            List.of(EMAIL, KEY).forEach(option -> values.need(option, why));
        }
        if (values.has(SUBJECT) && user) {
            values.refuse(SUBJECT, "means nothing for a user's credentials: remove it");
        }
        builder(values);
    }

    @Override
    public Opened open(SourceValues values, InstantSource clock, Waiter waiter) {
        GoogleAds source = builder(values).clock(clock).waiter(waiter).build();
        return new Opened(source, source::budgets, source::close);
    }

    private static GoogleAdsBuilder builder(SourceValues values) {
        GoogleAdsBuilder builder = GoogleAds.builder().id(values.id(TABLE.id));
        values.set(REFRESH_TOKEN, token -> values.get(CLIENT_ID).ifPresent(client -> values.get(CLIENT_SECRET)
                .ifPresent(secret -> builder.refreshToken(client, secret, token))));
        values.set(KEY_FILE, builder::serviceAccount);
        values.set(KEY, key -> values.get(EMAIL).ifPresent(email -> builder.serviceAccount(email, key)));
        values.set(SUBJECT, builder::subject);
        values.set(DEVELOPER_TOKEN, builder::developerToken);
        values.set(LOGIN_CUSTOMER, builder::loginCustomerId);
        values.texts(ACCOUNTS, builder::accounts);
        values.set(LEVEL, builder::level);
        values.flag(HOURLY, builder::hourly);
        values.set(LOOKBACK, builder::lookbackDays);
        values.set(API_VERSION, builder::apiVersion);
        values.set(OPERATIONS, builder::operationsPerDay);
        values.set(STALL, builder::stallTimeout);
        values.set(LONGEST_WAIT, builder::longestWait);
        values.set(BASE, builder::baseUri);
        values.set(TOKENS, builder::tokenUri);
        return builder;
    }
}
