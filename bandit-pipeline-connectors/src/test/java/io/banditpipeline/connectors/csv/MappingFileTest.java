package io.banditpipeline.connectors.csv;

import static io.banditpipeline.connectors.csv.CsvFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.BudgetLimits;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.metric.Metric;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mappings in YAML, right and wrong. */
class MappingFileTest {
    private static final String LONG = """
            shape: long
            campaign: {id: spring, zone: Europe/Berlin, currency: EUR}
            accounts:
              google: {platform: google_ads, id: 123-456-7890}
            columns: {date: Day, entity: Campaign, cost: Cost}
            """;

    private static final String EVERYTHING = """
            shape: long
            campaign:
              id: spring
              name: Spring sale
              zone: Europe/Berlin
              currency: EUR
              dailyBudget: 1500.50
              totalBudget: 90000
              firstDay: 2024-03-01
              lastDay: 2024-05-31
            accounts:
              google: {platform: google_ads, id: 123-456-7890}
              shop: {platform: meta, id: act_1, zone: America/New_York, currency: USD}
            columns:
              date: Day
              hour: Hour
              entity: Ad group
              channel: Channel
              account: Account
              currency: Currency
              observedAt: Exported
              impressions: Impr.
              clicks: Clicks
              conversions: Conv.
              cost: Cost
              revenue: Value
            arms:
              search:
                account: google
                channel: google_search
                creative: video
                bid: tcpa
                entities: [1, "2"]
                floor: 10.5
                cap: 900
              social: shop
            format:
              datePattern: dd.MM.yyyy
              decimalMark: ","
              thousandsSeparator: space
              nullTokens: [nil]
              separator: tab
              encoding: windows-1252
            coverage: history
            level: ad_group
            """;

    @TempDir
    Path folder;

    private CsvMapping read(String yaml) {
        return CsvMapping.read(write(folder, "mapping.yaml", yaml));
    }

    private List<String> problems(String yaml) {
        return catchThrowableOfType(ConfigurationException.class, () -> read(yaml))
                .problems();
    }

    @Test
    void everything_that_a_mapping_can_say_is_read() {
        CsvMapping mapping = read(EVERYTHING);

        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Currency eur = Currency.getInstance("EUR");
        Account google = new Account("google_ads", "123-456-7890", berlin, eur);
        Account shop = new Account("meta", "act_1", ZoneId.of("America/New_York"), Currency.getInstance("USD"));
        assertThat(mapping.campaign())
                .isEqualTo(new Campaign(
                        "spring",
                        "Spring sale",
                        berlin,
                        eur,
                        OptionalLong.of(90_000_000_000L),
                        OptionalLong.of(1_500_500_000L),
                        LocalDate.of(2024, 3, 1),
                        LocalDate.of(2024, 5, 31),
                        Campaign.Status.ACTIVE));
        assertThat(mapping.accountsByName()).containsExactly(Map.entry("google", google), Map.entry("shop", shop));
        assertThat(mapping.arms())
                .containsExactly(
                        new Arm(
                                "search",
                                "spring",
                                google,
                                "google_search",
                                "video",
                                "tcpa",
                                List.of(new EntityRef(Level.AD_GROUP, "1"), new EntityRef(Level.AD_GROUP, "2")),
                                new BudgetLimits(10_500_000, 900_000_000)),
                        Arm.of("social", "spring", shop, "social", new EntityRef(Level.AD_GROUP, "social")));
        assertThat(mapping.columns()).hasSize(7).containsEntry(CsvColumn.OBSERVED_AT, "Exported");
        assertThat(mapping.metricColumns()).hasSize(5).containsEntry(Metric.REVENUE, "Value");
        assertThat(mapping.coverage()).isEqualTo(CsvMapping.Coverage.HISTORY);
        assertThat(mapping.level()).isEqualTo(Level.AD_GROUP);
        assertThat(mapping.separator()).isEqualTo('\t');
        assertThat(mapping.encoding()).isEqualTo(Charset.forName("windows-1252"));
        assertThat(mapping.cells().isNull("NIL")).isTrue();
        assertThat(mapping.cells().isNull("--")).isFalse();
    }

    @Test
    void json_is_read_too() {
        CsvMapping mapping = read("""
                {"shape": "wide", "campaign": {"id": "c", "zone": "UTC", "currency": "EUR"},
                 "columns": {"date": "day"}, "outcomes": {"orders": "o", "revenue": "r", "subtract": ["d", "e"]}}
                """);
        assertThat(mapping.outcomes()).contains(new CsvMapping.OutcomeColumns("o", "r", List.of("d", "e")));
    }

    @Test
    void columns_of_single_arms_differ_from_the_template() {
        CsvMapping mapping = read("""
                shape: wide
                campaign: {id: spring, zone: UTC, currency: EUR}
                accounts:
                  google: {platform: google_ads, id: g}
                columns: {date: day, cost: "{arm}_cost", clicks: "{arm}_clicks"}
                arms:
                  search:
                  video: {columns: {cost: Video spend, clicks: ~}}
                """);
        assertThat(mapping.columnsOf(mapping.arms().get(0)))
                .isEqualTo(Map.of(Metric.COST, "search_cost", Metric.CLICKS, "search_clicks"));
        assertThat(mapping.columnsOf(mapping.arms().get(1))).isEqualTo(Map.of(Metric.COST, "Video spend"));
    }

    @Test
    void every_mistake_is_told_with_its_line_and_the_nearest_key() {
        assertThatThrownBy(() -> read("""
                        shape: lang
                        campaign: {id: spring, zone: Europe/Berlim, currency: EURO, dailyBudget: "1,500"}
                        accounts:
                          google: {platform: google_ads, idd: 1}
                        columns:
                          date: Day
                          entity: Campaign
                          cost: Cost
                          click: Clicks
                        arms:
                          search: gogle
                          video: {floor: 5, cap: 1}
                        format: {decimalMark: dot}
                        coverage: [file]
                        colums: {}
                        """))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        The CSV mapping mapping.yaml cannot be built, 12 problems:
                         - line 15: there is no key "colums", the nearest is "columns". Known here: shape, campaign, accounts, columns, arms, outcomes, format, coverage, level
                         - line 1: shape must be one of export, long, wide, but is "lang"
                         - line 2: campaign.zone must be a time zone such as Europe/Berlin, but is "Europe/Berlim"
                         - line 2: campaign.currency must be a currency code such as EUR, but is "EURO"
                         - line 2: campaign.dailyBudget must be an amount such as 1500.00, with a point and without separators, but is "1,500"
                         - line 4: there is no key "accounts.google.idd", the nearest is "id". Known here: platform, id, zone, currency
                         - line 4: accounts.google.id is missing
                         - line 9: there is no key "columns.click", the nearest is "clicks". Known here: date, hour, entity, channel, account, currency, observedAt, impressions, clicks, conversions, cost, revenue
                         - line 11: arms.search.account names no account: "gogle", the nearest is "google"
                         - line 12: arms.video cannot be used: capMicros must be at least floorMicros 5000000, but is 1000000
                         - line 13: format.decimalMark must be a single character, or one of the words apostrophe, comma, point, space, tab, but is "dot"
                         - line 14: coverage must be a single value""");
    }

    @Test
    void a_key_that_comes_twice_is_told() {
        assertThat(problems(LONG + "coverage: file\ncoverage: history\n"))
                .containsExactly("line 7: \"coverage\" comes twice; keep one");
    }

    @Test
    void what_is_missing_is_told() {
        assertThat(problems("coverage: file\n"))
                .containsExactly(
                        "shape is missing: say long, wide or export",
                        "campaign is missing: name its id, zone and currency",
                        "accounts are missing: name the platform account that the rows belong to");
        assertThat(
                        problems(
                                "shape: long\ncampaign: {id: a, zone: UTC, currency: EUR}\naccounts: {g: {platform: p, id: i}}\n"))
                .containsExactly(
                        "columns.date is missing: name the column of the day, or columns.hour for hourly rows",
                        "columns.entity is missing: name the column that tells what the row speaks of",
                        "columns name no metric: name at least one of impressions, clicks, conversions, cost, revenue");
    }

    @Test
    void what_contradicts_is_told() {
        assertThat(problems(LONG.replace("long", "export")))
                .containsExactly(
                        "columns of an export are recognised; say that the file is long or wide to name them yourself");
        assertThat(problems(LONG + "outcomes: {orders: o, revenue: r}\n"))
                .containsExactly("outcomes need a wide file: a long one would repeat them in every row of a day");
        assertThat(problems(LONG + "format: {thousandsSeparator: point, datePattern: dd.MM}\n"))
                .containsExactly(
                        "thousandsSeparator must differ from decimalMark, but both are \".\"",
                        "datePattern cannot be used: pattern \"dd.MM\" does not hold year, month and day; an example is dd.MM.yyyy");
        assertThat(problems(LONG.replace("long", "wide").replace("entity: Campaign, ", "")
                        + "arms: {a: google, b: google}\n"))
                .containsExactly(
                        "columns.cost must contain {arm}, such as \"{arm}_cost\", but is \"Cost\": the arms would share"
                                + " one column");
        assertThat(problems(LONG + "arms: {a: {entity: x}, b: {entity: x}}\n"))
                .containsExactly("entity \"x\" of account google_ads/123-456-7890 belongs to two arms");
    }

    @Test
    void a_file_that_is_no_yaml_is_told_with_its_line() {
        assertThat(problems("shape: long\ncampaign: {id: spring\n"))
                .containsExactly(
                        "line 3, column 1: this is not YAML: while parsing a flow mapping from line 2 on, expected ',' or '}',"
                                + " but got <stream end>");
        assertThat(problems("")).singleElement().asString().startsWith("the file must hold keys and values: shape,");
        assertThatThrownBy(() -> CsvMapping.read(folder.resolve("none.yaml")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The CSV mapping none.yaml cannot be built: there is no file ");
    }

    @Test
    void a_source_needs_its_mapping() {
        assertThatThrownBy(() -> CsvSource.from(folder).id(" ").build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mapping is missing: read one with CsvMapping.read, or build one")
                .hasMessageContaining("id must not be blank");
    }
}
