package io.banditpipeline.benchmarks.platform;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Slice;
import java.io.IOException;
import java.util.List;

/** Pages of Meta's insights of ads by day: all numbers as text, each purchase under several types of action. */
final class MetaFeed implements Feed {
    private static final int ROWS_OF_A_PAGE = 500;
    private static final long FIRST_AD = 120_210_000_000_000_000L;
    private static final List<String> CLICKS = List.of("link_click", "landing_page_view", "page_engagement");
    private static final List<String> PURCHASES =
            List.of("omni_purchase", "purchase", "offsite_conversion.fb_pixel_purchase", "web_in_store_purchase");
    private static final int CENTS = 100;

    private final long seed;
    private final Slice slice = Slices.of("meta", "act_10158", Level.AD);

    MetaFeed(long seed) {
        this.seed = seed;
    }

    @Override
    public Slice slice() {
        return slice;
    }

    @Override
    public boolean hasMore(TextOut out, long end) {
        return out.bytes() < end;
    }

    @Override
    public long write(TextOut out, long first, long page, long end) throws IOException {
        out.text("{\"data\":[");
        for (int i = 0; i < ROWS_OF_A_PAGE; i++) {
            row(out.text(i == 0 ? "" : ","), first + i);
        }
        out.text("],\"paging\":{\"cursors\":{\"before\":\"b").number(page);
        out.text("\",\"after\":\"p").number(page + 1).text("\"}");
        if (hasMore(out, end)) {
            out.text(",\"next\":\"https://graph.facebook.com/insights?limit=500&after=p")
                    .number(page + 1)
                    .text("\"");
        }
        out.text("}}");
        return ROWS_OF_A_PAGE;
    }

    private void row(TextOut out, long row) throws IOException {
        Numbers numbers = Numbers.of(seed, row);
        String day = Slices.day(row);
        out.text("{\"account_currency\":\"USD\",\"attribution_setting\":\"7d_click_1d_view\",\"ad_id\":\"");
        out.number(FIRST_AD + row / Slices.DAYS).text("\",\"impressions\":\"").number(numbers.impressions());
        out.text("\",\"inline_link_clicks\":\"").number(numbers.clicks());
        out.text("\",\"spend\":\"").hundredths(numbers.costCents());
        long purchases = numbers.conversionCents() / CENTS;
        actions(out.text("\",\"actions\":["), CLICKS, numbers.clicks() * CENTS, "");
        if (purchases > 0) {
            actions(out, PURCHASES, purchases * CENTS, ",");
            actions(out.text("],\"action_values\":["), PURCHASES, numbers.revenueCents(), "");
        }
        out.text("],\"date_start\":\"")
                .text(day)
                .text("\",\"date_stop\":\"")
                .text(day)
                .text("\"}");
    }

    private static void actions(TextOut out, List<String> types, long cents, String before) throws IOException {
        String separator = before;
        for (String type : types) {
            out.text(separator).text("{\"action_type\":\"").text(type).text("\",\"value\":\"");
            out.hundredths(cents).text("\"}");
            separator = ",";
        }
    }
}
