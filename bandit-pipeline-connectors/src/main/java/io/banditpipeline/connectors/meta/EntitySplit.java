package io.banditpipeline.connectors.meta;

import io.banditpipeline.metric.SourceException;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for one day in pieces: some campaigns, half of them, one; the ad sets of one, its ads; and at last for some
 * fields of one ad after the others. An ad that cannot be read even so is told as a rejected row and does not hold up
 * the others. Used once; not thread-safe.
 */
final class EntitySplit {
    private static final Logger LOG = LoggerFactory.getLogger(EntitySplit.class);
    private static final List<List<List<String>>> FIELD_PLANS = List.of(
            List.of(List.of("impressions", "inline_link_clicks", "spend"), List.of("actions", "action_values")),
            InsightsQuery.ALL_METRICS.stream().map(List::of).toList());

    private final Asking asking;
    private final Directory directory;
    private final Sizes sizes;
    private final RowTaker taker;

    EntitySplit(Asking asking, Directory directory, Sizes sizes, RowTaker taker) {
        this.asking = asking;
        this.directory = directory;
        this.sizes = sizes;
        this.taker = taker;
    }

    /** Asks for all campaigns of the account. */
    void run(InsightsQuery day) {
        all(day, MetaLevel.CAMPAIGN, directory.ids(day.account().id(), MetaLevel.CAMPAIGN), taker);
    }

    private void all(InsightsQuery day, MetaLevel level, List<String> ids, RowTaker into) {
        List<String> large = ids.stream().filter(sizes::isTooLarge).toList();
        List<String> others =
                ids.stream().filter(Predicate.not(large::contains)).toList();
        large.forEach(id -> one(day, level, id, into));
        for (int from = 0; from < others.size(); ) {
            int to = Math.min(others.size(), from + sizes.batch(level));
            some(day, level, others.subList(from, to), into);
            from = to;
        }
    }

    /** @return whether one of them alone is too much: then the size of the batch is not to blame */
    private boolean some(InsightsQuery day, MetaLevel level, List<String> ids, RowTaker into) {
        try {
            asking.ask(day.about(level, ids), into);
            return false;
        } catch (SourceException failure) {
            TooMuch.in(failure);
            if (ids.size() == 1) {
                sizes.tooLarge(ids.get(0));
                TooMuch.againOrThrow(failure);
                one(day, level, ids.get(0), into);
                return true;
            }
            if (!TooMuch.is(failure)) {
                sizes.tooMany(level, ids.size());
                throw failure;
            }
        }
        int half = ids.size() / 2;
        boolean oneIsToBlame = some(day, level, ids.subList(0, half), into);
        oneIsToBlame |= some(day, level, ids.subList(half, ids.size()), into);
        if (!oneIsToBlame) {
            sizes.tooMany(level, ids.size());
        }
        return oneIsToBlame;
    }

    private void one(InsightsQuery day, MetaLevel level, String id, RowTaker into) {
        Optional<MetaLevel> below = level.below();
        if (below.isEmpty()) {
            byFields(day.about(level, List.of(id)), id, into);
            return;
        }
        List<String> children = directory.idsBelow(day.account().id(), level, id);
        if (children.isEmpty()) {
            unreportable(day, level, id, into);
        } else if (level == day.level()) {
            MergingTaker merged = new MergingTaker(into);
            all(day, below.get(), children, merged);
            merged.end();
        } else {
            all(day, below.get(), children, into);
        }
    }

    private void byFields(InsightsQuery ofOneAd, String id, RowTaker into) {
        for (List<List<String>> plan : FIELD_PLANS) {
            try {
                asking.askByFields(ofOneAd, plan, into);
                return;
            } catch (SourceException failure) {
                TooMuch.in(failure); // nothing was delivered: rows are held until all of their fields are there
            }
        }
        unreportable(ofOneAd, MetaLevel.AD, id, into);
    }

    private void unreportable(InsightsQuery day, MetaLevel level, String id, RowTaker into) {
        LOG.warn("{} {} of {} cannot be read, not even in pieces: its rows are missing", level.word(), id, day);
        String shown = level.idField() + "=" + id + " day=" + day.days().first();
        into.reject(new RejectedRow(
                "insights of " + day.account().key(),
                shown,
                List.of(new Reason(
                        "meta.unreportable",
                        level.idField(),
                        id,
                        "Meta answers for this " + level.word() + " neither at once nor field by field;"
                                + " look at it in the Ads Manager, and write to Meta's support"))));
    }
}
