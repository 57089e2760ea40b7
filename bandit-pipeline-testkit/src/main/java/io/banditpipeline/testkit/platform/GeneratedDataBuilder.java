package io.banditpipeline.testkit.platform;

import io.banditpipeline.error.ConfigurationException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Builds {@link GeneratedData}. Preset: seed 1, 12 accounts of 4 campaigns of 2 ad groups of 2 ads each. */
public final class GeneratedDataBuilder {
    private final String platform;
    private long seed = 1;
    private int accounts = 12;
    private int campaigns = 4;
    private int adGroups = 2;
    private int ads = 2;
    private List<ZoneId> zones = Stream.of(
                    "America/New_York",
                    "Europe/Berlin",
                    "Asia/Tokyo",
                    "Asia/Kuwait",
                    "Asia/Kolkata",
                    "America/Sao_Paulo",
                    "Pacific/Auckland",
                    "America/St_Johns",
                    "Australia/Lord_Howe",
                    "Europe/London",
                    "Pacific/Kiritimati")
            .map(ZoneId::of)
            .toList();
    private List<Currency> currencies = Stream.of("USD", "EUR", "JPY", "KWD", "INR")
            .map(Currency::getInstance)
            .toList();

    GeneratedDataBuilder(String platform) {
        this.platform = Objects.requireNonNull(platform, "platform");
    }

    /** What every number is made from. */
    public GeneratedDataBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /** How many accounts there are; from 1 to 100,000. */
    public GeneratedDataBuilder accounts(int accounts) {
        this.accounts = accounts;
        return this;
    }

    /** How many campaigns each account has; from 1 to 1,000. */
    public GeneratedDataBuilder campaigns(int campaigns) {
        this.campaigns = campaigns;
        return this;
    }

    /** How many ad groups each campaign has; from 1 to 100. */
    public GeneratedDataBuilder adGroups(int adGroups) {
        this.adGroups = adGroups;
        return this;
    }

    /** How many ads each ad group has; from 1 to 100. */
    public GeneratedDataBuilder ads(int ads) {
        this.ads = ads;
        return this;
    }

    /** The zones of the accounts, in turn; at least one. */
    public GeneratedDataBuilder zones(ZoneId... zones) {
        this.zones = List.of(zones);
        return this;
    }

    /** The currencies of the accounts, in turn; at least one. Each has at most six decimals. */
    public GeneratedDataBuilder currencies(Currency... currencies) {
        this.currencies = List.of(currencies);
        return this;
    }

    /** @throws ConfigurationException with every value that is out of its range */
    public GeneratedData build() {
        List<String> problems = new ArrayList<>();
        check("accounts", accounts, 100_000, problems);
        check("campaigns", campaigns, 1_000, problems);
        check("adGroups", adGroups, 100, problems);
        check("ads", ads, 100, problems);
        check("zones", zones.size(), Integer.MAX_VALUE, problems);
        check("currencies", currencies.size(), Integer.MAX_VALUE, problems);
        currencies.stream()
                .filter(currency -> currency.getDefaultFractionDigits() < 0 || currency.getDefaultFractionDigits() > 6)
                .forEach(currency -> problems.add("currencies must have 0 to 6 decimals, but one is " + currency));
        if (!problems.isEmpty()) {
            throw new ConfigurationException("generated data", problems);
        }
        GeneratedTree tree = new GeneratedTree(platform, Hashed.key(seed, 0), campaigns, adGroups, ads);
        return new GeneratedData(tree, tree.accounts(accounts, zones, currencies));
    }

    private static void check(String name, int value, int max, List<String> problems) {
        if (value < 1 || value > max) {
            problems.add(name + " must be from 1 to " + max + ", but is " + value);
        }
    }
}
