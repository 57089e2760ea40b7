package io.banditpipeline.connectors.google;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.campaign.Account;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** How many past days of an account may still change, by the windows of its conversion actions. Thread-safe. */
final class Lookback {
    /** The window of a conversion action unless its owner sets another one. */
    static final int USUAL_WINDOW = 30;

    /** Conversions are uploaded, adjusted and checked for fraud some days after they were counted. */
    static final int MARGIN = 7;

    private final SearchCalls calls;
    private final AccountDirectory directory;
    private final PerDay<Integer> days;

    Lookback(SearchCalls calls, AccountDirectory directory, InstantSource clock) {
        this.calls = calls;
        this.directory = directory;
        this.days = new PerDay<>(clock, this::ask);
    }

    /** The longest window of the actions that count, and a margin. Asked once a day. */
    int days(Account account) {
        return days.of(account);
    }

    private int ask(Account account) {
        AtomicLong longest = new AtomicLong();
        calls.rows(account.id(), directory.login(account), Gaql.CONVERSION_ACTIONS, row -> {
            JsonNode action = row.path("conversionAction");
            boolean counts = action.path("status").asText().equals("ENABLED")
                    && action.path("includeInConversionsMetric").asBoolean();
            long window = Math.max(
                    action.path("clickThroughLookbackWindowDays").asLong(),
                    action.path("viewThroughLookbackWindowDays").asLong());
            longest.accumulateAndGet(counts ? window : 0, Math::max);
        });
        return MARGIN + (longest.get() > 0 ? (int) Math.min(longest.get(), 366) : USUAL_WINDOW);
    }
}
