package io.banditpipeline.benchmarks.platform;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Slice;
import java.io.IOException;

/**
 * A report of The Trade Desk: rows of creatives by day and, since the template is finer, by ad group and site; names in
 * quotes, thousands parted by commas. There are {@link #CREATIVES} creatives, however many rows there are.
 */
final class TradeDeskFeed implements Feed {
    /** How many creatives the rows are of. */
    static final int CREATIVES = 2_000;

    private static final int AD_GROUPS = 400;
    private static final int CAMPAIGNS = 40;
    private static final int THOUSAND = 1_000;
    private static final int CENTS = 100;
    private static final String HEADER =
            "Date,Advertiser ID,Campaign ID,Campaign,Ad Group ID,Ad Group,Creative ID,Site,"
                    + "Advertiser Currency Code,Impressions,Clicks,Advertiser Cost (Adv Currency),01 - Click Conversion,"
                    + "01 - View Through Conversion,01 - Total Click + View Conversions,01 - Conversion Revenue\r\n";

    private final long seed;
    private final Slice slice = Slices.of("trade_desk", "abc1234", Level.AD);

    TradeDeskFeed(long seed) {
        this.seed = seed;
    }

    @Override
    public Slice slice() {
        return slice;
    }

    @Override
    public long write(TextOut out, long first, long page, long end) throws IOException {
        out.text(HEADER);
        long row = first;
        while (out.bytes() < end) {
            row(out, row++);
        }
        return row - first;
    }

    private void row(TextOut out, long row) throws IOException {
        Numbers numbers = Numbers.of(seed, row);
        long creative = row / Slices.DAYS % CREATIVES;
        long site = row / Slices.DAYS / CREATIVES;
        long conversions = numbers.conversionCents() / CENTS;
        out.text(Slices.day(row)).text(",abc1234,cmp").number(creative % CAMPAIGNS);
        out.text(",\"Brand, \"\"Q4\"\" | CTV\",ag").number(creative % AD_GROUPS);
        out.text(",Prospecting,cr").number(creative).text(",site").number(site).text(".example,USD,");
        grouped(out, numbers.impressions());
        out.text(",").number(numbers.clicks()).text(",");
        cost(out, numbers.costCents());
        out.text(",").number(conversions / 2).text(",").number(conversions - conversions / 2);
        out.text(",")
                .number(conversions)
                .text(",")
                .number(conversions * CREATIVES)
                .text("\r\n");
    }

    /** At most six digits, as all numbers of these rows have. */
    private static void grouped(TextOut out, long value) throws IOException {
        if (value < THOUSAND) {
            out.number(value);
        } else {
            groups(out.text("\""), value).text("\"");
        }
    }

    private static TextOut groups(TextOut out, long value) throws IOException {
        long rest = value % THOUSAND;
        return out.number(value / THOUSAND)
                .text(rest < 10 ? ",00" : rest < 100 ? ",0" : ",")
                .number(rest);
    }

    private static void cost(TextOut out, long cents) throws IOException {
        if (cents < THOUSAND * CENTS) {
            out.hundredths(cents);
            return;
        }
        long rest = cents % CENTS;
        groups(out.text("\""), cents / CENTS)
                .text(rest < 10 ? ".0" : ".")
                .number(rest)
                .text("\"");
    }
}
