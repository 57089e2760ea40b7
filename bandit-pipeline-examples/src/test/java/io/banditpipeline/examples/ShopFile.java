package io.banditpipeline.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** A shop's wide file of two channels and its mapping, made up from a seed. */
final class ShopFile {
    static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    static final int DAYS = 150;

    private ShopFile() {}

    static Path mapping(Path folder) {
        return write(folder.resolve("mapping.yaml"), """
                shape: wide
                campaign: {id: shop, zone: UTC, currency: USD, dailyBudget: 500.00}
                accounts:
                  google: {platform: google_ads, id: shop-google}
                  meta: {platform: meta, id: shop-meta}
                columns:
                  date: date
                  cost: "{arm}_spend"
                  clicks: "{arm}_clicks"
                arms:
                  search: google
                  social: meta
                outcomes:
                  orders: orders
                  revenue: revenue
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
            lines.add(String.format(
                    Locale.ROOT,
                    "%s,%.2f,%d,%.2f,%d,%d,%.2f",
                    FIRST.plusDays(day),
                    search,
                    (long) search,
                    social,
                    (long) social,
                    Math.round(revenue / 50),
                    revenue));
        }
        return lines;
    }

    /** The file as it is. */
    static Path file(Path folder) {
        return file(folder, "shop.csv", UnaryOperator.identity());
    }

    /** The file with its lines changed. */
    static Path file(Path folder, String name, UnaryOperator<List<String>> change) {
        return write(folder.resolve(name), String.join("\n", change.apply(lines())) + "\n");
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
