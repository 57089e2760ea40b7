package io.banditpipeline.campaign;

/** The depth of a platform's tree that a row speaks of. Rows of different levels overlap and are never added. */
public enum Level {
    /** The whole account. */
    ACCOUNT,
    /** A platform's campaign. */
    CAMPAIGN,
    /** An ad group or ad set. */
    AD_GROUP,
    /** A single ad. */
    AD
}
