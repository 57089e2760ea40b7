package io.banditpipeline.quality;

import io.banditpipeline.campaign.Account;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a finding or a score is about.
 *
 * @param kind the kind of thing
 * @param id its id: of an arm, an account's key, a platform, or a campaign
 * @param day the local day, or null if it is no single day
 */
public record Subject(Kind kind, String id, @Nullable LocalDate day) {
    /** The kinds of things. */
    public enum Kind {
        /** An arm. */
        ARM,
        /** An account. */
        ACCOUNT,
        /** A platform. */
        PLATFORM,
        /** A campaign. */
        CAMPAIGN
    }

    /** Checks that nothing is null but the day. */
    public Subject {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
    }

    /** An arm on a day. */
    public static Subject arm(String armId, @Nullable LocalDate day) {
        return new Subject(Kind.ARM, armId, day);
    }

    /** An account on a day. */
    public static Subject account(Account account, @Nullable LocalDate day) {
        return new Subject(Kind.ACCOUNT, account.key(), day);
    }

    /** A platform on a day. */
    public static Subject platform(String platform, @Nullable LocalDate day) {
        return new Subject(Kind.PLATFORM, platform, day);
    }

    /** A campaign on a day. */
    public static Subject campaign(String campaignId, @Nullable LocalDate day) {
        return new Subject(Kind.CAMPAIGN, campaignId, day);
    }

    /** For people: {@code account meta:act_1 on 2026-11-02}. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + " " + id + (day == null ? "" : " on " + day);
    }
}
