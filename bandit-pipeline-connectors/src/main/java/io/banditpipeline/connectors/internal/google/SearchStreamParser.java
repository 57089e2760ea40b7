package io.banditpipeline.connectors.internal.google;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.internal.json.NextField;
import io.banditpipeline.connectors.internal.text.Decimals;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.MetricUnit;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Origin;
import io.banditpipeline.metric.Quantity;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a streamed report straight from its bytes, in constant memory.
 *
 * <p>Whole numbers come as text or numbers, fractions as numbers or text; both become exact longs. A metric that was
 * asked for and is not there is zero, since zeros may be left out; an id, date or hour that is not there, and a number
 * that is none, make the row a rejected one. Fields that nobody asked for are ignored. One parser reads one answer; not
 * thread-safe.
 */
public final class SearchStreamParser implements RowReader {
    /** Conversions are dated by the click that led to them. */
    public static final Attribution ATTRIBUTION = new Attribution(Attribution.Basis.CLICK_DATE, "");

    private static final int MOST_RAW = 4_000;
    private static final int NO_HOUR = -1;
    private static final int NO_DAY = -1;

    private final Slice slice;
    private final ObservationSink sink;
    private final RowTaker taker;
    private final RecentBytes bytes;
    private final LocalTimes times;
    private final EntityRefs entities;
    private final boolean hourly;
    private final List<Reason> reasons = new ArrayList<>();
    private final NextField<Field> rowFields =
            fields(Field.METRICS, Field.SEGMENTS, Field.CAMPAIGN, Field.AD_GROUP, Field.AD_GROUP_AD);
    private final NextField<Field> metricFields =
            fields(Field.IMPRESSIONS, Field.CLICKS, Field.COST_MICROS, Field.CONVERSIONS, Field.CONVERSIONS_VALUE);
    private final NextField<Field> segmentFields = fields(Field.DATE, Field.HOUR);
    private final NextField<Field> campaignFields = fields(Field.ID);
    private final NextField<Field> adGroupFields = fields(Field.ID);
    private final NextField<Field> adGroupAdFields = fields(Field.AD);
    private final NextField<Field> adFields = fields(Field.ID);

    private long rows;
    private long campaign;
    private long adGroup;
    private long ad;
    private int day;
    private int hour;
    private long impressions;
    private long clicks;
    private long conversions;
    private long cost;
    private long revenue;

    /** A field of a row or of an object in it. */
    private enum Field {
        METRICS("metrics"),
        SEGMENTS("segments"),
        CAMPAIGN("campaign"),
        AD_GROUP("adGroup"),
        AD_GROUP_AD("adGroupAd"),
        AD("ad"),
        ID("id"),
        DATE("date"),
        HOUR("hour"),
        IMPRESSIONS("impressions"),
        CLICKS("clicks"),
        COST_MICROS("costMicros"),
        CONVERSIONS("conversions"),
        CONVERSIONS_VALUE("conversionsValue"),
        /** One that is passed over. */
        OTHER("");

        private final String name;

        Field(String name) {
            this.name = name;
        }
    }

    private static NextField<Field> fields(Field... fields) {
        return new NextField<>(
                Stream.of(fields).collect(Collectors.toMap(field -> field.name, field -> field)), Field.OTHER);
    }

    private SearchStreamParser(InputStream body, Slice slice, Level level, ObservationSink sink, RowTaker taker) {
        this.bytes = new RecentBytes(body);
        this.slice = slice;
        this.sink = sink;
        this.taker = taker;
        this.times = new LocalTimes(slice.account().zone(), slice.granularity(), slice.days());
        this.entities = new EntityRefs(level);
        this.hourly = slice.granularity() == Granularity.HOUR;
    }

    /**
     * Reads an answer's rows into a sink.
     *
     * @param body the answer, decompressed
     * @param slice what was asked for
     * @param observedAt when it was asked
     * @param sink takes the rows and those that cannot be read
     * @return how many rows there were
     * @throws IOException if the answer breaks off, or tells an error
     *     ({@link io.banditpipeline.connectors.internal.failure.PlatformFailure}); some rows may then have been
     *     delivered
     */
    public static long parse(InputStream body, Slice slice, Instant observedAt, ObservationSink sink)
            throws IOException {
        return parse(body, slice, slice.level(), sink, observations(slice, observedAt, sink));
    }

    /**
     * Reads an answer's rows.
     *
     * @param level the level of the answer's rows
     * @param sink takes the rows that cannot be read
     * @param taker takes the others, and hears of those and of the end
     * @return how many rows there were
     * @throws IOException as {@link #parse(InputStream, Slice, Instant, ObservationSink)} does
     */
    public static long parse(InputStream body, Slice slice, Level level, ObservationSink sink, RowTaker taker)
            throws IOException {
        SearchStreamParser parser = new SearchStreamParser(body, slice, level, sink, taker);
        SearchStream.read(parser.bytes, parser);
        taker.end();
        return parser.rows;
    }

    /** Makes observations of rows. */
    public static RowTaker observations(Slice slice, Instant observedAt, ObservationSink sink) {
        return (campaign, entity, interval, metrics) ->
                sink.accept(observation(slice, observedAt, entity, interval, metrics));
    }

    /** Makes an observation of a row. */
    public static Observation observation(
            Slice slice, Instant observedAt, EntityRef entity, Interval interval, Metrics metrics) {
        return new Observation(
                entity,
                interval,
                observedAt,
                Origin.PULLED,
                metrics,
                slice.account().currency(),
                ATTRIBUTION);
    }

    @Override
    public void read(JsonParser parser) throws IOException {
        rows++;
        long start = parser.currentTokenLocation().getByteOffset();
        clear();
        for (@Nullable Field field = rowFields.of(parser); field != null; field = rowFields.of(parser)) {
            switch (field) {
                case METRICS -> metrics(parser);
                case SEGMENTS -> segments(parser);
                case CAMPAIGN -> campaign = id(parser, campaignFields, "campaign.id");
                case AD_GROUP -> adGroup = id(parser, adGroupFields, "ad_group.id");
                case AD_GROUP_AD -> adGroupAd(parser);
                default -> skip(parser);
            }
        }
        EntityRef entity = entity();
        Interval interval = interval();
        if (entity == null || interval == null || !reasons.isEmpty()) {
            reject(start, parser.currentLocation().getByteOffset());
            if (interval != null || !isTimeNamed()) { // a time that the zone does not have is that of no other row
                taker.unreadable(entity, interval);
            }
        } else {
            taker.take(campaign, entity, interval, new Metrics(impressions, clicks, conversions, cost, revenue));
        }
    }

    private void clear() {
        reasons.clear();
        campaign = 0;
        adGroup = 0;
        ad = 0;
        day = NO_DAY;
        hour = NO_HOUR;
        impressions = 0;
        clicks = 0;
        conversions = 0;
        cost = 0;
        revenue = 0;
    }

    private static void skip(JsonParser parser) throws IOException {
        parser.nextToken();
        parser.skipChildren();
    }

    /** Goes into the object that is the field's value; if it is none, over it. */
    private static boolean enter(JsonParser parser) throws IOException {
        boolean object = parser.nextToken() == JsonToken.START_OBJECT;
        if (!object) {
            parser.skipChildren();
        }
        return object;
    }

    /** The next field of the object that was gone into; null at its end, or if there is none. */
    private static @Nullable Field next(boolean inside, NextField<Field> fields, JsonParser parser) throws IOException {
        return inside ? fields.of(parser) : null;
    }

    private void metrics(JsonParser parser) throws IOException {
        boolean inside = enter(parser);
        for (@Nullable Field field = next(inside, metricFields, parser);
                field != null;
                field = next(inside, metricFields, parser)) {
            switch (field) {
                case IMPRESSIONS -> impressions = whole(parser, Metric.IMPRESSIONS, MetricUnit.UNIT);
                case CLICKS -> clicks = whole(parser, Metric.CLICKS, MetricUnit.UNIT);
                case COST_MICROS -> cost = whole(parser, Metric.COST, MetricUnit.MICRO);
                case CONVERSIONS -> conversions = fraction(parser, Metric.CONVERSIONS);
                case CONVERSIONS_VALUE -> revenue = fraction(parser, Metric.REVENUE);
                default -> skip(parser);
            }
        }
    }

    private long whole(JsonParser parser, Metric metric, MetricUnit unit) throws IOException {
        if (!isValue(parser, metric)) {
            return 0;
        }
        long value = Decimals.whole(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        return value != Decimals.UNUSUAL ? value : exact(parser, metric, unit);
    }

    private long fraction(JsonParser parser, Metric metric) throws IOException {
        if (!isValue(parser, metric)) {
            return 0;
        }
        long value = Decimals.micros(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        return value != Decimals.UNUSUAL ? value : exact(parser, metric, MetricUnit.UNIT);
    }

    /** Whether the field has a number or text; null is as good as absent. */
    private boolean isValue(JsonParser parser, Metric metric) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
            return true;
        }
        if (token != JsonToken.VALUE_NULL) {
            parser.skipChildren();
            reasons.add(new Reason("google.number", metric.name(), token.name(), metric + " is no number"));
        }
        return false;
    }

    private long exact(JsonParser parser, Metric metric, MetricUnit unit) throws IOException {
        String text = parser.getText();
        Quantity quantity = unit.convert(metric, text, slice.account().currency());
        if (quantity instanceof Quantity.Exact exact) {
            return exact.value();
        }
        reasons.add(new Reason("google.number", metric.name(), text, ((Quantity.Unfit) quantity).text()));
        return 0;
    }

    private void segments(JsonParser parser) throws IOException {
        boolean inside = enter(parser);
        for (@Nullable Field field = next(inside, segmentFields, parser);
                field != null;
                field = next(inside, segmentFields, parser)) {
            switch (field) {
                case DATE -> date(parser);
                case HOUR -> hour(parser);
                default -> skip(parser);
            }
        }
    }

    private void date(JsonParser parser) throws IOException {
        if (parser.nextToken() == JsonToken.VALUE_STRING) {
            day = LocalTimes.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        }
        if (day == NO_DAY) {
            reasons.add(new Reason("google.date", "segments.date", text(parser), "a date like 2026-11-01 is expected"));
            parser.skipChildren();
        }
    }

    private void hour(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        long value = token == JsonToken.VALUE_STRING || token.isNumeric()
                ? Decimals.whole(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())
                : Decimals.UNUSUAL;
        if (value < 0 || value > 23) {
            reasons.add(new Reason("google.hour", "segments.hour", text(parser), "an hour from 0 to 23 is expected"));
            parser.skipChildren();
        } else {
            hour = (int) value;
        }
    }

    private static String text(JsonParser parser) throws IOException {
        return parser.currentToken().isScalarValue()
                ? parser.getText()
                : parser.currentToken().name();
    }

    private void adGroupAd(JsonParser parser) throws IOException {
        boolean inside = enter(parser);
        for (@Nullable Field field = next(inside, adGroupAdFields, parser);
                field != null;
                field = next(inside, adGroupAdFields, parser)) {
            if (field == Field.AD) {
                ad = id(parser, adFields, "ad_group_ad.ad.id");
            } else {
                skip(parser);
            }
        }
    }

    /** The id of the object that is the field's value; 0 if it has none. */
    private long id(JsonParser parser, NextField<Field> idFields, String name) throws IOException {
        long id = 0;
        boolean inside = enter(parser);
        for (@Nullable Field field = next(inside, idFields, parser);
                field != null;
                field = next(inside, idFields, parser)) {
            if (field == Field.ID) {
                parser.nextToken();
                id = idValue(parser, name);
            } else {
                skip(parser);
            }
        }
        return id;
    }

    private long idValue(JsonParser parser, String field) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
            long id = Decimals.whole(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            id = id == Decimals.UNUSUAL ? EntityRefs.parse(parser.getText()) : id;
            if (id > 0) {
                return id;
            }
        }
        reasons.add(new Reason("google.id", field, text(parser), "an id of digits is expected"));
        parser.skipChildren();
        return 0;
    }

    private @Nullable EntityRef entity() {
        long id =
                switch (entities.level()) {
                    case ACCOUNT -> 0;
                    case CAMPAIGN -> campaign;
                    case AD_GROUP -> adGroup;
                    case AD -> ad;
                };
        if (id == 0 && reasons.isEmpty()) {
            reasons.add(new Reason("google.id", entities.level() + " id", "", "the row does not say what it is about"));
        }
        return id == 0 ? null : entities.of(id);
    }

    private boolean isTimeNamed() {
        return day != NO_DAY && (!hourly || hour != NO_HOUR);
    }

    private @Nullable Interval interval() {
        boolean named = isTimeNamed();
        Interval interval = named ? times.find(day, hour) : null;
        if (interval == null && reasons.isEmpty()) {
            String text = named
                    ? "the zone " + slice.account().zone() + " has no such day or hour"
                    : "the row does not say of what " + (hourly ? "hour" : "day") + " it speaks";
            reasons.add(new Reason(hourly ? "google.hour" : "google.date", "segments", "", text));
        }
        return interval;
    }

    private void reject(long start, long end) {
        String raw = bytes.text(start, end);
        String where =
                "google_ads " + slice.account().id() + ", " + entities.level() + " row " + rows + " of " + slice.days();
        String cut = raw.length() <= MOST_RAW ? raw : raw.substring(0, MOST_RAW);
        sink.reject(new RejectedRow(where, cut.isEmpty() ? "{}" : cut, reasons));
    }
}
