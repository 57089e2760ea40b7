package io.banditpipeline.config;

import java.util.List;
import java.util.stream.Stream;

/** The part of the table of options that says where data comes from, whose it is, and where budgets go. */
final class SourceSections {
    private SourceSections() {}

    /** The sections, in the order of the documentation. */
    static List<Section> sections() {
        String google = GoogleAdsSettings.TABLE.section();
        String meta = MetaSettings.TABLE.section();
        String desk = TradeDeskSettings.TABLE.section();
        return List.of(
                new Section(
                        SourceTable.SECTION,
                        "The accounts on ad platforms that are collected from, each source in a section with a name of"
                                + " your own. Without it the host's code names sources."),
                new Section(
                        google,
                        "Google Ads; docs/google-ads.md tells what to set up. Credentials are of a user or of"
                                + " a service account."),
                new Section(meta, "Meta; docs/meta.md tells what to set up."),
                new Section(meta + ".purchase_actions_of", "Which types of action are purchases where that differs."),
                new Section(desk, "The Trade Desk; docs/trade-desk.md tells what to set up."),
                new Section(desk + ".timezones", "Zones of advertisers whose reports have one of their own."),
                new Section(desk + ".columns", "Names of columns in the template that are not the usual ones."),
                new Section(desk + ".conversion_columns_of", "Conversion columns of campaigns where they differ."),
                new Section(
                        CampaignSettings.SECTION,
                        "The campaigns that are planned, each in a section whose name is its id. Without it the host's"
                                + " code names them."),
                new Section("campaigns.*(shop)", "A campaign: a budget that its arms share on all platforms."),
                new Section(
                        ArmSettings.SECTION,
                        "Rules by which arms are made of the campaigns, ad groups or ads that platforms list, at the level"
                                + " of their source's rows. They are asked in the order of the file, and the first that"
                                + " says something counts; what none speaks of is parked."),
                new Section("arms.*(search)", "A rule of arms."),
                new Section("exchange_rates", "Rates between the currencies of accounts and campaigns."),
                new Section(
                        BudgetSettings.SECTION,
                        "The sources whose platforms are told the decided budgets, each by the name of its section in"
                                + " sources. A source that is not named here is never told; one that is named is a dry"
                                + " run until live is true. docs/budgets.md tells how to go live."),
                new Section("budgets.*(google_ads)", "What is told to the platform of a source."));
    }

    /** The options, in the order of the documentation. */
    static Stream<Option<?>> options() {
        return Stream.of(
                        GoogleAdsSettings.TABLE.all(),
                        MetaSettings.TABLE.all(),
                        TradeDeskSettings.TABLE.all(),
                        CampaignSettings.OPTIONS,
                        ArmSettings.OPTIONS,
                        List.<Option<?>>of(Options.ECB_FILE),
                        BudgetSettings.OPTIONS)
                .flatMap(List::stream);
    }
}
