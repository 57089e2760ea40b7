package io.banditpipeline.connectors.tradedesk;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which of the numbered conversion columns count. The numbers mean something else in each campaign.
 *
 * @param conversions the numbers whose conversions are added up, unless the campaign has its own
 * @param ofCampaigns by campaign id, the numbers that count there
 * @param revenue the numbers whose revenue is added up, or empty for that of the conversions as far as the report has
 *     it
 * @param viewThrough whether conversions after a view count, not only those after a click
 */
record ConversionNumbers(
        SortedSet<Integer> conversions,
        Map<String, SortedSet<Integer>> ofCampaigns,
        Optional<SortedSet<Integer>> revenue,
        boolean viewThrough) {
    ConversionNumbers {
        ofCampaigns = Map.copyOf(ofCampaigns);
    }

    /** The first column, clicks and views, with its revenue if there is any. */
    static ConversionNumbers ofDefaults() {
        TreeSet<Integer> first = new TreeSet<>();
        first.add(1);
        return new ConversionNumbers(first, Map.of(), Optional.empty(), true);
    }

    boolean differByCampaign() {
        return !ofCampaigns.isEmpty();
    }
}
