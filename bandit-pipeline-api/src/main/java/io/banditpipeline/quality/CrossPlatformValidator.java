package io.banditpipeline.quality;

/** A rule about all accounts of a campaign together, and what the host sold, checked after rows were stored. */
public non-sealed interface CrossPlatformValidator extends Validator {
    @Override
    default Scope scope() {
        return Scope.CROSS_PLATFORM;
    }

    /** Checks a campaign. */
    void check(CampaignHistory history, Findings findings);
}
