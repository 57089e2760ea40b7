package io.banditpipeline.connectors.meta;

import io.banditpipeline.campaign.Level;
import java.util.List;
import java.util.Optional;

/** A level of the platform's tree as Meta calls it. */
enum MetaLevel {
    CAMPAIGN(Level.CAMPAIGN, "campaign", "campaigns"),
    AD_SET(Level.AD_GROUP, "adset", "adsets"),
    AD(Level.AD, "ad", "ads");

    private static final List<String> OF_CAMPAIGNS =
            List.of("ACTIVE", "PAUSED", "DELETED", "ARCHIVED", "IN_PROCESS", "WITH_ISSUES");
    private static final List<String> OF_AD_SETS =
            List.of("ACTIVE", "PAUSED", "DELETED", "ARCHIVED", "IN_PROCESS", "WITH_ISSUES", "CAMPAIGN_PAUSED");
    private static final List<String> OF_ADS = List.of(
            "ACTIVE",
            "PAUSED",
            "DELETED",
            "ARCHIVED",
            "IN_PROCESS",
            "WITH_ISSUES",
            "CAMPAIGN_PAUSED",
            "ADSET_PAUSED",
            "PENDING_REVIEW",
            "DISAPPROVED",
            "PREAPPROVED",
            "PENDING_BILLING_INFO");

    private final Level level;
    private final String word;
    private final String edge;

    MetaLevel(Level level, String word, String edge) {
        this.level = level;
        this.word = word;
        this.edge = edge;
    }

    /** The level that rows of a level have; not for whole accounts. */
    static MetaLevel of(Level level) {
        return switch (level) {
            case CAMPAIGN -> CAMPAIGN;
            case AD_GROUP -> AD_SET;
            case AD -> AD;
            case ACCOUNT -> throw new IllegalArgumentException("rows of whole accounts are not asked for");
        };
    }

    Level level() {
        return level;
    }

    /** Meta's word for it, such as {@code "adset"}. */
    String word() {
        return word;
    }

    /** The field that holds the id of such an object, such as {@code "adset_id"}. */
    String idField() {
        return word + "_id";
    }

    /** The edge that lists such objects, such as {@code "adsets"}. */
    String edge() {
        return edge;
    }

    /** The next level below; empty for ads. */
    Optional<MetaLevel> below() {
        return this == AD ? Optional.empty() : Optional.of(values()[ordinal() + 1]);
    }

    /** All that such an object may be: a list that names no status leaves out what is deleted or archived. */
    List<String> statuses() {
        return switch (this) {
            case CAMPAIGN -> OF_CAMPAIGNS;
            case AD_SET -> OF_AD_SETS;
            case AD -> OF_ADS;
        };
    }
}
