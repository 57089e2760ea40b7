package io.banditpipeline.config;

import io.banditpipeline.connectors.google.GoogleAds;
import io.banditpipeline.connectors.meta.MetaAds;

/** The kinds of sources that a file can name; the words are the platforms'. */
enum SourceType {
    GOOGLE_ADS(GoogleAds.PLATFORM),
    META(MetaAds.PLATFORM),
    TRADE_DESK("trade_desk");

    private final String platform;

    SourceType(String platform) {
        this.platform = platform;
    }

    /** The platform of its accounts. */
    String platform() {
        return platform;
    }
}
