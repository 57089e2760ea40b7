package io.banditpipeline.config;

import io.banditpipeline.campaign.ArmRule;
import io.banditpipeline.internal.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of a file by which arms are made of what platforms list. Stateless. */
final class ArmSettings {
    static final String SECTION = "arms";

    private static final String EACH = SECTION + ".*(search).";
    private static final Option<String> CAMPAIGN = Option.without(
            EACH + "campaign",
            Kinds.name(),
            "the one that the file names",
            "shop",
            "The campaign that the arms belong to; needed if the file names several.");
    private static final Option<String> CHANNEL = Option.without(
            EACH + "channel",
            Kinds.words(100),
            "the name of the section",
            "search",
            "The media channel of the arms, as the mix model sees it.");
    static final Option<String> PLATFORM = Option.without(
            EACH + "platform",
            Kinds.name(),
            "all platforms",
            "google_ads",
            "Only accounts of this platform: google_ads, meta, trade_desk, or a host's own.");
    private static final Option<List<String>> ACCOUNTS = Option.without(
            EACH + "accounts",
            Kind.list(Kinds.words(200)),
            "all accounts, as with an empty list",
            "[google_ads/1234567890]",
            "Only these accounts: their platforms and ids, joined by /.");
    private static final Option<Pattern> PATTERN = Option.without(
            EACH + "pattern",
            SourceKinds.pattern(),
            "one arm for each entity: `platform/account/entity`",
            "'(?<geo>[A-Z]{2})_.*'",
            "The names of entities, each as a whole; or of what is above them, the nearest first.");
    private static final Option<String> ARM = Option.without(
            EACH + "arm",
            Kinds.words(190),
            "needed with `pattern`",
            "\"search-{geo}\"",
            "With `pattern`: the id of the arm, with groups in braces; {account} is the account's key.");

    static final List<Option<?>> OPTIONS = List.of(CAMPAIGN, CHANNEL, PLATFORM, ACCOUNTS, PATTERN, ARM);

    private ArmSettings() {}

    /** The rules together, asked in the order of the file; null if there are none, or they are wrong. */
    static @Nullable ArmRule of(Values values, Problems problems) {
        List<ArmRule> rules = new ArrayList<>();
        for (String name : values.names(SECTION)) {
            Optional.ofNullable(rule(name, values, problems)).ifPresent(rules::add);
        }
        return rules.stream().reduce(ArmRule::or).orElse(null);
    }

    private static @Nullable ArmRule rule(String name, Values values, Problems problems) {
        String campaign = campaign(name, values, problems);
        ArmRule all = campaign == null ? null : ofNames(name, campaign, values, problems);
        if (all == null) {
            return null;
        }
        String platform = values.get(PLATFORM, name).orElse(null);
        List<String> accounts = values.get(ACCOUNTS, name).orElse(List.of());
        return all.where(account -> (platform == null || platform.equals(account.platform()))
                && (accounts.isEmpty() || accounts.contains(account.key())));
    }

    private static @Nullable ArmRule ofNames(String name, String campaign, Values values, Problems problems) {
        String channel = values.get(CHANNEL, name).orElse(name);
        boolean pattern = values.has(PATTERN.path(name));
        boolean arm = values.has(ARM.path(name));
        if (pattern != arm) {
            Option<?> missing = pattern ? ARM : PATTERN;
            problems.add(
                    values.place((pattern ? PATTERN : ARM).path(name)),
                    missing.path(name) + " is missing: pattern and arm go together. Write "
                            + missing.kind().allowed());
            return null;
        }
        if (!pattern) {
            return ArmRule.onePerEntity(campaign, channel);
        }
        Pattern names = values.get(PATTERN, name).orElse(null);
        String id = values.get(ARM, name).orElse(null);
        if (names == null || id == null) {
            return null;
        }
        try {
            return ArmRule.byName(names, id, campaign, channel);
        } catch (IllegalArgumentException wrong) {
            boolean variable = values.isVariable(PATTERN.path(name)) || values.isVariable(ARM.path(name));
            problems.add(
                    values.place(ARM.path(name)),
                    ARM.path(name) + " cannot be used: "
                            + (variable ? "it must name groups of the pattern only" : wrong.getMessage()));
            return null;
        }
    }

    private static @Nullable String campaign(String name, Values values, Problems problems) {
        String path = CAMPAIGN.path(name);
        List<String> ids = values.names(CampaignSettings.SECTION);
        if (!values.has(path)) {
            if (ids.size() != 1) {
                problems.add(
                        values.place(path),
                        path + " is missing: "
                                + (ids.isEmpty()
                                        ? "write the campaign that the arms belong to"
                                        : "write one of " + String.join(", ", ids)));
            }
            return ids.size() == 1 ? ids.get(0) : null;
        }
        String id = values.get(CAMPAIGN, name).orElse(null);
        if (id != null && !ids.isEmpty() && !ids.contains(id)) {
            String hint = values.isVariable(path)
                    ? ", but what the variable holds is not"
                    : ", but is \"" + id + "\""
                            + NearestName.of(id, ids)
                                    .map(near -> ": did you mean " + near + "?")
                                    .orElse("");
            problems.add(values.place(path), path + " must be one of " + String.join(", ", ids) + hint);
            return null;
        }
        return id;
    }
}
