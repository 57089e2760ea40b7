package io.banditpipeline.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** A shop's wide file of two channels and its mapping, made up from a seed. */
final class ShopFile {
    static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    static final int DAYS = 150;
    static final String AS_OF = "2026-06-01T00:00:00Z";

    private ShopFile() {}

    static Path mapping(Path folder) {
        return write(
                folder.resolve("mapping.yaml"),
                """
                format: wide
                campaign: {id: shop, zone: UTC, currency: USD, dailyBudget: 500}
                accounts:
                  google: {platform: google_ads, id: shop-google}
                  meta: {platform: meta, id: shop-meta}
                date: {column: date}
                arms:
                  - {id: search, account: google, cost: search_spend, clicks: search_clicks}
                  - {id: social, account: meta, cost: social_spend, clicks: social_clicks}
                outcomes: {orders: orders, revenue: revenue}
                """);
    }

    /** The lines of the file, heading first. */
    static List<String> lines() {
        SplittableRandom random = new SplittableRandom(42);
        List<String> lines = new ArrayList<>();
        lines.add("date,search_spend,search_clicks,social_spend,social_clicks,orders,revenue");
        for (int day = 0; day < DAYS; day++) {
            double search = 150 + 100 * random.nextDouble();
            double social = 100 + 200 * random.nextDouble();
            double revenue = 1_000 + 4 * search + 2 * social + 100 * random.nextDouble();
            lines.add("%s,%.2f,%d,%.2f,%d,%d,%.2f"
                    .formatted(
                            FIRST.plusDays(day),
                            search,
                            (long) search,
                            social,
                            (long) social,
                            Math.round(revenue / 50),
                            revenue)
                    .replace('\u0131', 'i'));
        }
        return lines;
    }

    static Path file(Path folder, String name, UnaryOperator<List<String>> change) {
        return write(folder.resolve(name), String.join("\n", change.apply(new ArrayList<>(lines()))) + "\n");
    }

    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
