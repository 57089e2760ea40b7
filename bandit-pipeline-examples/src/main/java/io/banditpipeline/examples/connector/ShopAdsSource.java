package io.banditpipeline.examples.connector;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.MetricNames;
import io.banditpipeline.metric.MetricReader;
import io.banditpipeline.metric.MetricUnit;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.RejectedRow.Reason;
import io.banditpipeline.security.Secret;
import io.banditpipeline.workflow.CancelledException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a platform that answers {@code GET /report?account=..&from=..&to=..} with CSV. Thread-safe. */
public final class ShopAdsSource implements MetricsSource {
    private static final List<String> COLUMNS = List.of("day", "campaign", "impressions", "clicks", "cost", "orders");
    private static final MetricReader READER = MetricNames.none()
            .with("shop_ads", "impressions", Metric.IMPRESSIONS, MetricUnit.UNIT)
            .with("shop_ads", "clicks", Metric.CLICKS, MetricUnit.UNIT)
            .with("shop_ads", "cost", Metric.COST, MetricUnit.UNIT)
            .with("shop_ads", "orders", Metric.CONVERSIONS, MetricUnit.UNIT)
            .reader("shop_ads", COLUMNS.subList(2, COLUMNS.size()));

    private final URI base;
    private final Secret token;
    private final List<Account> accounts;
    private final InstantSource clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();

    /** @param base the platform's address, without a slash at its end */
    public ShopAdsSource(URI base, Secret token, List<Account> accounts, InstantSource clock) {
        this.base = base;
        this.token = Secret.of(token.reveal().strip()); // a file that it was read from may end with a new line
        this.accounts = List.copyOf(accounts);
        this.clock = clock;
    }

    @Override
    public String id() {
        return "shop_ads";
    }

    @Override
    public List<Account> accounts() {
        return accounts;
    }

    @Override
    public void fetch(Slice slice, ObservationSink sink) {
        Instant observedAt = clock.instant();
        HttpResponse<InputStream> answer = send(slice);
        try (InputStream body = answer.body()) {
            requireSuccess(answer, slice);
            BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            requireHeader(lines.readLine(), slice);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sink.cancellation().throwIfCancelled();
                read(line, slice, observedAt, sink);
            }
        } catch (IOException brokenOff) {
            throw failed(Kind.RESTART, slice, "the answer broke off", brokenOff);
        }
    }

    private HttpResponse<InputStream> send(Slice slice) {
        URI address = URI.create(base + "/report?account=" + slice.account().id() + "&from="
                + slice.days().first() + "&to=" + slice.days().last());
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + token.reveal())
                .build();
        try {
            return http.send(request, BodyHandlers.ofInputStream());
        } catch (IOException unreachable) {
            throw failed(Kind.TRANSIENT, slice, "the platform cannot be reached", unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while fetching " + slice);
        }
    }

    private static void requireSuccess(HttpResponse<InputStream> answer, Slice slice) {
        int status = answer.statusCode();
        if (status == 429) {
            Duration delay = Duration.ofSeconds(
                    answer.headers().firstValueAsLong("Retry-After").orElse(60));
            throw new SourceException(Kind.THROTTLED, "too many calls for " + slice, null, delay);
        }
        if (status != 200) {
            throw failed(kind(status), slice, "the platform answered " + status, null);
        }
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 401 -> Kind.AUTHENTICATION;
            case 403 -> Kind.PERMISSION;
            case 410 -> Kind.GONE;
            case 413 -> Kind.SPLIT;
            default -> status >= 500 ? Kind.TRANSIENT : Kind.CONFIGURATION;
        };
    }

    /** An empty answer is not "no rows": it would remove all that is stored. */
    private static void requireHeader(@Nullable String header, Slice slice) {
        if (!String.join(",", COLUMNS).equals(header)) {
            throw failed(Kind.CONFIGURATION, slice, "the columns are not " + COLUMNS, null);
        }
    }

    private static void read(String line, Slice slice, Instant observedAt, ObservationSink sink) {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS.size()) {
            sink.reject(rejected(line, new Reason("shop.cells", "", line, COLUMNS.size() + " cells were expected")));
            return;
        }
        MetricReader.Row row = READER.read(
                name -> cells[COLUMNS.indexOf(name)], slice.account().currency());
        if (row instanceof MetricReader.Unreadable bad) {
            sink.reject(new RejectedRow("report", line, bad.reasons()));
        } else if (row instanceof MetricReader.Read read) {
            accept(cells, read.metrics(), slice, observedAt, line, sink);
        }
    }

    private static void accept(
            String[] cells, Metrics metrics, Slice slice, Instant observedAt, String line, ObservationSink sink) {
        Observation row;
        try {
            Interval day =
                    Interval.ofDay(LocalDate.parse(cells[0]), slice.account().zone());
            EntityRef campaign = new EntityRef(Level.CAMPAIGN, cells[1]);
            row = Observation.pulled(
                    campaign, day, observedAt, metrics, slice.account().currency());
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            sink.reject(rejected(line, new Reason("shop.row", "day", cells[0], "a day and a campaign were expected")));
            return;
        }
        sink.accept(row);
    }

    private static RejectedRow rejected(String line, Reason reason) {
        return new RejectedRow("report", line, List.of(reason));
    }

    private static SourceException failed(Kind kind, Slice slice, String what, @Nullable Throwable cause) {
        return new SourceException(kind, what + ": " + slice, cause);
    }
}
