package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers questions to insights. */
final class MetaInsights {
    private final PlatformData data;
    private final MetaActions actions;

    MetaInsights(PlatformData data, MetaActions actions) {
        this.data = data;
        this.actions = actions;
    }

    /** What a row is about: which piece of time, which hour of the local clock (-1 for all), and which entity. */
    private record Key(int piece, int hour, EntityRef entity) {}

    /** All rows, in order of time. */
    List<Map<String, Object>> rows(Account account, MetaQuery query, Instant now) {
        Map<EntityRef, Entity> entities = entities(account, now);
        Map<Key, Metrics> sums = new LinkedHashMap<>();
        for (int i = 0; i < query.pieces().size(); ) {
            int end = endOfRun(query.pieces(), i);
            DateRange run = new DateRange(
                    query.pieces().get(i).first(), query.pieces().get(end - 1).last());
            add(account, query, i, run, now, entities, sums);
            i = end;
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        sums.forEach((key, metrics) -> rows.add(row(account, query, key, metrics, entities)));
        return rows;
    }

    /** The entities that a question is about. */
    List<EntityRef> matching(Account account, MetaQuery query, Instant now) {
        Map<EntityRef, Entity> entities = entities(account, now);
        if (query.level() == Level.ACCOUNT) {
            return List.of(new EntityRef(Level.ACCOUNT, account.id()));
        }
        return entities.keySet().stream()
                .filter(ref -> ref.level() == query.level() && query.filter().matches(ref, entities))
                .toList();
    }

    private Map<EntityRef, Entity> entities(Account account, Instant now) {
        Map<EntityRef, Entity> entities = new LinkedHashMap<>();
        data.entities(account, now).forEach(entity -> entities.put(entity.ref(), entity));
        return entities;
    }

    /** Pieces that follow each other are read at once. */
    private static int endOfRun(List<DateRange> pieces, int from) {
        int end = from + 1;
        while (end < pieces.size()
                && pieces.get(end).first().equals(pieces.get(end - 1).last().plusDays(1))) {
            end++;
        }
        return end;
    }

    private void add(
            Account account,
            MetaQuery query,
            int firstPiece,
            DateRange run,
            Instant now,
            Map<EntityRef, Entity> entities,
            Map<Key, Metrics> sums) {
        Granularity granularity = query.hourly() ? Granularity.HOUR : Granularity.DAY;
        Map<EntityRef, Boolean> matches = new HashMap<>();
        int piece = firstPiece;
        for (PlatformRow row : data.rows(account, query.level(), granularity, run, now)) {
            while (row.interval().day().isAfter(query.pieces().get(piece).last())) {
                piece++;
            }
            if (matches.computeIfAbsent(row.entity(), ref -> query.filter().matches(ref, entities))) {
                // An hour that comes twice when the clock is turned back is one row, as the clock shows it twice.
                int hour = query.hourly()
                        ? row.interval().start().atZone(account.zone()).getHour()
                        : -1;
                sums.merge(new Key(piece, hour, row.entity()), row.metrics(), Metrics::plus);
            }
        }
    }

    private Map<String, Object> row(
            Account account, MetaQuery query, Key key, Metrics metrics, Map<EntityRef, Entity> entities) {
        Map<String, Object> row = new LinkedHashMap<>();
        Map<Level, Entity> line = line(key.entity(), entities);
        query.fields().forEach(field -> {
            Object value = value(field, account, query, metrics, line);
            if (value != null) {
                row.put(field, value);
            }
        });
        row.put("date_start", query.pieces().get(key.piece()).first().toString());
        row.put("date_stop", query.pieces().get(key.piece()).last().toString());
        if (key.hour() >= 0) {
            row.put(MetaQuery.HOURS, String.format(Locale.ROOT, "%1$02d:00:00 - %1$02d:59:59", key.hour()));
        }
        return row;
    }

    /** The entity with all that it belongs to. */
    private static Map<Level, Entity> line(EntityRef ref, Map<EntityRef, Entity> entities) {
        Map<Level, Entity> line = new HashMap<>();
        Entity entity = entities.get(ref);
        while (entity != null) {
            line.put(entity.ref().level(), entity);
            EntityRef parent = entity.parent();
            entity = parent == null ? null : entities.get(parent);
        }
        return line;
    }

    private @Nullable Object value(
            String field, Account account, MetaQuery query, Metrics metrics, Map<Level, Entity> line) {
        return switch (field) {
            case "account_id" -> MetaObjects.digits(account);
            case "account_name" -> MetaObjects.name(account);
            case "account_currency" -> account.currency().getCurrencyCode();
            case "campaign_id", "campaign_name" -> name(field, line.get(Level.CAMPAIGN));
            case "adset_id", "adset_name" -> name(field, line.get(Level.AD_GROUP));
            case "ad_id", "ad_name" -> name(field, line.get(Level.AD));
            case "impressions" -> Long.toString(metrics.impressions());
            case "reach" -> query.hourly() ? "0" : Long.toString(metrics.impressions() * 7 / 10);
            case "clicks" -> Long.toString(metrics.clicks());
            case "inline_link_clicks" -> metrics.clicks() == 0 ? null : Long.toString(metrics.clicks());
            case "spend" -> MetaActions.decimal(metrics.costMicros());
            case "actions" -> orNull(actions.actions(metrics, query.windows()));
            case "action_values" -> orNull(actions.values(metrics, query.windows()));
            case "attribution_setting" -> MetaActions.ATTRIBUTION_SETTING;
            default -> null;
        };
    }

    private static @Nullable Object name(String field, @Nullable Entity entity) {
        if (entity == null) {
            return null;
        }
        return field.endsWith("_id") ? entity.ref().id() : entity.name();
    }

    private static @Nullable Object orNull(List<?> list) {
        return list.isEmpty() ? null : list;
    }
}
