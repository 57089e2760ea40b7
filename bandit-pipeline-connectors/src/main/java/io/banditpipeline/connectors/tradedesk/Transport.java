package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.connectors.internal.http.ApiClient;
import io.banditpipeline.connectors.internal.http.ApiClientSettings;
import io.banditpipeline.connectors.internal.http.Authorization;
import io.banditpipeline.connectors.internal.http.HttpApiClient;
import io.banditpipeline.connectors.internal.rate.Governor;
import io.banditpipeline.connectors.internal.rate.Governors;
import io.banditpipeline.connectors.internal.tradedesk.TradeDeskErrors;
import io.banditpipeline.security.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The clients of a source: one that has the token, and with a login one that gets it. Both share the limits of the
 * credentials.
 *
 * @param authorized calls with the token
 * @param clients all of them
 */
record Transport(ApiClient authorized, List<ApiClient> clients) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

    Transport {
        clients = List.copyOf(clients);
    }

    /** Real ones. */
    static Transport http(Settings settings) {
        Governor governor = Governors.of(
                Advertisers.PLATFORM,
                settings.hosts().base(),
                settings.credentials().secret(),
                settings.clock(),
                settings.waiter());
        return of(settings, authorization -> new HttpApiClient(client(settings, authorization, governor)));
    }

    /** Those that a maker makes. */
    static Transport of(Settings settings, Function<Authorization, ApiClient> maker) {
        Settings.Credentials credentials = settings.credentials();
        String login = credentials.login();
        if (login == null) {
            ApiClient client = maker.apply(new StaticToken(settings.hosts(), credentials.secret()));
            return new Transport(client, List.of(client));
        }
        ApiClient bare = maker.apply(Authorization.NONE);
        Calls calls = new Calls(bare, settings.hosts(), settings.callsPerMinute());
        SignIn signIn = new SignIn(calls, login, credentials.secret(), credentials.lifetime(), settings.clock());
        ApiClient client = maker.apply(new Login(settings.hosts(), signIn, settings.clock()));
        return new Transport(client, List.of(client, bare));
    }

    private static ApiClientSettings client(Settings settings, Authorization authorization, Governor governor) {
        return new ApiClientSettings(
                Advertisers.PLATFORM,
                authorization,
                new TradeDeskErrors(),
                (request, answer) -> List.of(),
                (request, failure) -> request.buckets().get(0).name(),
                governor,
                hidden(settings.credentials()),
                settings.clock(),
                settings.waiter(),
                CONNECT_TIMEOUT,
                settings.stallTimeout(),
                settings.longestWait());
    }

    /** What no log and no message may show; the name of the user is half of what signs in. */
    private static Set<Secret> hidden(Settings.Credentials credentials) {
        String login = credentials.login();
        return login == null
                ? Set.of(credentials.secret())
                : Set.copyOf(List.of(credentials.secret(), Secret.of(login)));
    }
}
