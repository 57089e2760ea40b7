package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sets a {@link TradeDeskSimulator} up. Not thread-safe. */
public final class TradeDeskSimulatorBuilder {
    final SimulatorSettings settings;
    final TradeDeskTokens tokens;
    final List<TradeDeskTemplate> templates = new ArrayList<>();
    final Map<String, Integer> conversionColumns = new HashMap<>();
    final Map<String, Budgeting> budgetings = new HashMap<>();
    final Map<String, String> renamedColumns = new LinkedHashMap<>();
    String partnerId = "partner1";
    Optional<RateLimit> perEndpoint = Optional.of(RateLimit.perMinute(1_000));
    int maxConcurrent = 4;
    int maxPageSize = 100;
    Duration listedAfter = Duration.ofSeconds(30);
    Duration completeAfter = Duration.ofMinutes(10);
    Duration linkLife = Duration.ofHours(1);
    boolean storedElsewhere;
    boolean startDateRequired;
    boolean byteOrderMark = true;
    int preambleRows;
    boolean thousandsSeparators = true;
    boolean otherConversions;

    TradeDeskSimulatorBuilder(PlatformData data, InstantSource clock) {
        settings = new SimulatorSettings(data, clock);
        tokens = new TradeDeskTokens(clock);
    }

    /** How a campaign's budget is spent. */
    record Budgeting(String version, String pacing) {}

    /**
     * How a campaign's budget is spent; {@code Kokai} and {@code Off}, which is by a daily target, unless set.
     *
     * @param version the {@code BudgetingVersion}
     * @param pacing the {@code PacingMode}
     */
    public TradeDeskSimulatorBuilder budgeting(String campaignId, String version, String pacing) {
        budgetings.put(campaignId, new Budgeting(version, pacing));
        return this;
    }

    /** Accepts a login. */
    public TradeDeskSimulatorBuilder login(String login, String password) {
        tokens.addLogin(login, password);
        return this;
    }

    /** Accepts a long-lived token. */
    public TradeDeskSimulatorBuilder token(String token) {
        tokens.addToken(token);
        return this;
    }

    /** The partner that all advertisers belong to; {@code partner1} unless set. */
    public TradeDeskSimulatorBuilder partner(String id) {
        partnerId = id;
        return this;
    }

    /** Has a report template whose reports have a row for each entity of a level and each day or hour. */
    public TradeDeskSimulatorBuilder template(long id, String name, Level level, Granularity granularity) {
        templates.add(new TradeDeskTemplate(id, name, level, granularity));
        return this;
    }

    /** The numbered reporting column, from 1 to 99, in which a campaign's conversions are; 1 unless set. */
    public TradeDeskSimulatorBuilder conversionColumn(String campaignId, int number) {
        conversionColumns.put(campaignId, number);
        return this;
    }

    /** Puts other events, which are no conversions, into the numbered columns that are not a campaign's own. */
    public TradeDeskSimulatorBuilder otherEventsInOtherColumns() {
        otherConversions = true;
        return this;
    }

    /** Gives a column of reports another name; leaves it out if the name is empty. */
    public TradeDeskSimulatorBuilder column(String name, String renamed) {
        renamedColumns.put(name, renamed);
        return this;
    }

    /** Writes reports without a byte order mark. */
    public TradeDeskSimulatorBuilder noByteOrderMark() {
        byteOrderMark = false;
        return this;
    }

    /** Puts rows before the header of reports; none unless set. */
    public TradeDeskSimulatorBuilder preambleRows(int rows) {
        preambleRows = rows;
        return this;
    }

    /** Writes numbers of reports without separators between thousands. */
    public TradeDeskSimulatorBuilder noThousandsSeparators() {
        thousandsSeparators = false;
        return this;
    }

    /** When executions of a schedule are listed at all, and when they are complete; 30 s and 10 min unless set. */
    public TradeDeskSimulatorBuilder reportsTake(Duration untilListed, Duration untilComplete) {
        listedAfter = untilListed;
        completeAfter = untilComplete;
        return this;
    }

    /** Lets reports be fetched from a storage of another host, by links that are good for so long. */
    public TradeDeskSimulatorBuilder storedElsewhere(Duration life) {
        storedElsewhere = true;
        linkLife = life;
        return this;
    }

    /** Requires {@code ScheduleStartDate} of report schedules, as some accounts see it. */
    public TradeDeskSimulatorBuilder scheduleStartDateRequired() {
        startDateRequired = true;
        return this;
    }

    /** Limits the calls of each endpoint; 1,000 a minute unless set. */
    public TradeDeskSimulatorBuilder limitEndpoint(RateLimit limit) {
        perEndpoint = Optional.of(limit);
        return this;
    }

    /** The most calls of one endpoint at the same time; 4 unless set. */
    public TradeDeskSimulatorBuilder maxConcurrent(int calls) {
        maxConcurrent = calls;
        return this;
    }

    /** The largest page; 100 unless set. */
    public TradeDeskSimulatorBuilder maxPageSize(int size) {
        maxPageSize = size;
        return this;
    }

    /** Ignores unknown properties. */
    public TradeDeskSimulatorBuilder lenient() {
        settings.strict = false;
        return this;
    }

    /** Is away for a time. */
    public TradeDeskSimulatorBuilder outage(Instant from, Instant to, Outage.Kind kind) {
        settings.outages.add(new Outage(from, to, kind));
        return this;
    }

    /** Fails a share of all requests to the API: 503, 500, a broken stream or a reset connection. */
    public TradeDeskSimulatorBuilder failRandomly(long seed, double rate) {
        settings.failRandomly(seed, rate);
        return this;
    }

    /** How many of the last requests the server of the API keeps; 20,000 unless set. */
    public TradeDeskSimulatorBuilder keptCalls(int calls) {
        settings.keptCalls = calls;
        return this;
    }

    /** Starts it. */
    public TradeDeskSimulator start() {
        return new TradeDeskSimulator(this);
    }
}
