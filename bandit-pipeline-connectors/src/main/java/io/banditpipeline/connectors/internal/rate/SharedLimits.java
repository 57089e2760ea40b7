package io.banditpipeline.connectors.internal.rate;

import java.time.InstantSource;

/**
 * What all users of a credential share.
 *
 * @param platform for messages
 * @param clock the time
 * @param buckets the limits
 * @param outage whether the platform is up
 * @param pace the most calls of a second
 */
record SharedLimits(String platform, InstantSource clock, Buckets buckets, Outage outage, Pace pace) {
    /** Nothing known yet. */
    static SharedLimits fresh(String platform, InstantSource clock) {
        return new SharedLimits(platform, clock, new Buckets(clock), new Outage(platform, clock), new Pace(platform));
    }
}
