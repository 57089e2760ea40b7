package io.banditpipeline.testkit.platform;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * The Marketing API of Meta on the loopback interface: accounts, campaigns, ad sets and ads, insights at once and as
 * reports, and daily budgets, with the limits, headers, errors and oddities of the real one. What it knows comes from
 * {@link PlatformData}; time is that of the clock, so that a simulated year is over when the test likes.
 *
 * <p>What a client should never do is refused and kept as a {@linkplain #violations violation}; calls during a delay that
 * a header has told are counted as {@linkplain #earlyCalls early}. With a clock that stands still, calls that other
 * threads had sent already count as early, too. This class is thread-safe.
 */
public final class MetaSimulator implements AutoCloseable {
    private final MetaGraph graph;
    private final LoopbackServer server;

    MetaSimulator(MetaSimulatorBuilder builder) {
        graph = new MetaGraph(builder);
        InstantSource clock = builder.clock;
        server = LoopbackServer.start(clock, graph);
        graph.at(server.uri());
    }

    /** Begins a simulator. */
    public static MetaSimulatorBuilder builder(PlatformData data, InstantSource clock) {
        return new MetaSimulatorBuilder(data, clock);
    }

    /** Where it is, without a version: what stands for {@code https://graph.facebook.com}. */
    public URI uri() {
        return server.uri();
    }

    /** The server, for faults of the network and the calls as they came in. */
    public LoopbackServer server() {
        return server;
    }

    /** How many calls came in for an endpoint, refused ones included. */
    public long calls(MetaEndpoint endpoint) {
        return graph.counters().calls(endpoint);
    }

    /** The same for all endpoints that were called. */
    public Map<MetaEndpoint, Long> calls() {
        return graph.counters().calls();
    }

    /** What the client should not have done, oldest first; without tokens and proofs. At most 1,000 are kept. */
    public List<String> violations() {
        return graph.counters().violations();
    }

    /** How many calls came before a delay was over that a header had told. */
    public long earlyCalls() {
        return graph.throttle().earlyCalls();
    }

    /** How many calls were refused because of a limit, early ones included. */
    public long throttledCalls() {
        return graph.throttle().throttled();
    }

    /** How many calls failed at random. */
    public long randomFailures() {
        return graph.trouble().planted();
    }

    /** The budgets that were told, oldest first. */
    public List<MetaBudgetChange> budgetChanges() {
        return graph.budgets().changes();
    }

    /** The daily budget of a campaign or ad set in Meta's units, told or preset. */
    public long budget(String id) {
        Instant now = graph.now();
        MetaObjects.Found found = graph.objects()
                .find(id, now)
                .orElseThrow(() -> new IllegalArgumentException("there is no object " + id + " at " + now));
        return graph.budgets().budget(found.account(), id);
    }

    /** From now on the token has expired: 190/463. */
    public void expireToken() {
        graph.access().state(MetaAccess.TokenState.EXPIRED);
    }

    /** From now on the app is not authorised any more: 190/458. */
    public void deauthorise() {
        graph.access().state(MetaAccess.TokenState.DEAUTHORISED);
    }

    /** The token is good again. */
    public void reviveToken() {
        graph.access().state(MetaAccess.TokenState.ALIVE);
    }

    /**
     * From now on permission for an account is missing.
     *
     * @param accountId with or without {@code act_}
     * @param code 200 or 10
     */
    public void forbid(String accountId, int code) {
        graph.access().forbid(accountId.replace("act_", ""), code);
    }

    /** Permission for an account is there again. */
    public void permit(String accountId) {
        graph.access().permit(accountId.replace("act_", ""));
    }

    /** How the next reports end that do not fail for another reason, in order; all others are completed. */
    public void endNextReports(MetaReportEnd... ends) {
        graph.reports().endNext(List.of(ends));
    }

    /**
     * The next calls of an endpoint get this error, before anything else is looked at but token and limits.
     *
     * @param times how many calls
     * @param status the HTTP status
     * @param subcode 0 for none
     */
    public void failNext(MetaEndpoint endpoint, int times, int status, int code, int subcode) {
        graph.trouble().failNext(endpoint, times, new MetaError(status, code, subcode, false, "(#" + code + ") scripted"));
    }

    @Override
    public void close() {
        server.close();
    }
}
