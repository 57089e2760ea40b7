package io.banditpipeline.jooq.internal.sql;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Origin;

/** The small numbers that stand for words in the database. They are part of the schema: never change one. */
public final class Codes {
    private Codes() {}

    /** The code of a level: 0 account, 1 campaign, 2 ad group, 3 ad. */
    public static short of(Level level) {
        return switch (level) {
            case ACCOUNT -> 0;
            case CAMPAIGN -> 1;
            case AD_GROUP -> 2;
            case AD -> 3;
        };
    }

    /** The level of a code. */
    public static Level level(int code) {
        return switch (code) {
            case 0 -> Level.ACCOUNT;
            case 1 -> Level.CAMPAIGN;
            case 2 -> Level.AD_GROUP;
            case 3 -> Level.AD;
            default -> throw unknown("level", code);
        };
    }

    /** The code of a granularity: 0 hour, 1 day. */
    public static short of(Granularity granularity) {
        return switch (granularity) {
            case HOUR -> 0;
            case DAY -> 1;
        };
    }

    /** The granularity of a code. */
    public static Granularity granularity(int code) {
        return switch (code) {
            case 0 -> Granularity.HOUR;
            case 1 -> Granularity.DAY;
            default -> throw unknown("granularity", code);
        };
    }

    /** The code of an origin: 0 pulled, 1 pushed. */
    public static short of(Origin origin) {
        return switch (origin) {
            case PULLED -> 0;
            case PUSHED -> 1;
        };
    }

    /** The origin of a code. */
    public static Origin origin(int code) {
        return switch (code) {
            case 0 -> Origin.PULLED;
            case 1 -> Origin.PUSHED;
            default -> throw unknown("origin", code);
        };
    }

    /** The code of a basis: 0 unknown, 1 day of the click or view, 2 day of the conversion. */
    public static short of(Attribution.Basis basis) {
        return switch (basis) {
            case UNKNOWN -> 0;
            case CLICK_DATE -> 1;
            case CONVERSION_DATE -> 2;
        };
    }

    /** The basis of a code. */
    public static Attribution.Basis basis(int code) {
        return switch (code) {
            case 0 -> Attribution.Basis.UNKNOWN;
            case 1 -> Attribution.Basis.CLICK_DATE;
            case 2 -> Attribution.Basis.CONVERSION_DATE;
            default -> throw unknown("basis", code);
        };
    }

    private static PipelineException unknown(String column, int code) {
        return new PipelineException(
                ErrorCode.STORAGE,
                "The database holds " + column + " " + code
                        + ", which this version does not know: use a newer version");
    }
}
