package io.banditpipeline.quality;

/** A way in which a row is changed before it is checked and kept. What cannot be mended is not cleaned but held. */
public enum Cleaning {
    /** A row repeats an entity and interval of the same fetch: the newest counts. */
    DUPLICATE("rows repeat an entity and interval of the same fetch; the newest one counts"),
    /** A row says that it was observed later than it was fetched: the time of the fetch is kept. */
    OBSERVED_IN_THE_FUTURE("rows were observed in the future by their own clock; the time of the fetch is kept"),
    /** A quantity has a name that nobody has explained: it is left out, and absent is not zero. */
    UNKNOWN_METRIC("quantities have names that nobody has explained; they are left out"),
    /** A quantity was converted from the unit that the platform reports it in. */
    CONVERTED_UNIT("quantities are converted from the platform's unit"),
    /**
     * What a platform reports of a campaign's parts is more than what it reports of the campaign: the rest that belongs
     * to no part counts as zero, never as less.
     */
    NEGATIVE_REMAINDER("campaigns' parts report more than the campaigns do; what is left over counts as zero");

    private final String text;

    Cleaning(String text) {
        this.text = text;
    }

    /** For a person, after a number: {@code "rows repeat an entity ..."}. */
    public String text() {
        return text;
    }
}
