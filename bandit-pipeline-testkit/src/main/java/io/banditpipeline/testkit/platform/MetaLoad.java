package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the platform cannot answer.
 *
 * @param sync by the digits of an account, the most entities times days (times 24 by the hour) that it answers at once
 * @param async the same for reports
 * @param unreportable ads that break any question about them; those with fields only questions for one of these
 * @param maxRowsPerPage from which limit on code 1 is answered
 */
record MetaLoad(
        Map<String, Bound> sync, Map<String, Bound> async, Map<String, Set<String>> unreportable, int maxRowsPerPage) {
    private static final int HOURS = 24;

    MetaLoad {
        sync = Map.copyOf(sync);
        async = Map.copyOf(async);
        unreportable = Map.copyOf(unreportable);
    }

    /** So many cells, and how more are refused. */
    record Bound(long cells, MetaOverload refusal) {}

    /** Why a question is not answered. */
    Optional<MetaError> refusal(Account account, MetaQuery query, List<EntityRef> entities, boolean isReport) {
        Bound bound = (isReport ? async : sync).get(MetaObjects.digits(account));
        long cells = entities.size() * query.days() * (query.hourly() ? HOURS : 1);
        if (bound != null && cells > bound.cells()) {
            return Optional.of(bound.refusal().error());
        }
        boolean broken = query.level() == Level.AD
                && entities.stream().map(EntityRef::id).anyMatch(id -> breaks(id, query.fields()));
        return broken ? Optional.of(MetaOverload.TOO_MUCH_DATA.error()) : Optional.empty();
    }

    void checkPage(int limit) {
        if (limit > maxRowsPerPage) {
            throw new MetaError(
                    500, 1, 0, false, "Please reduce the amount of data you're asking for, then retry your request");
        }
    }

    private boolean breaks(String ad, List<String> fields) {
        Set<String> only = unreportable.get(ad);
        return only != null && (only.isEmpty() || fields.stream().anyMatch(only::contains));
    }
}
